import { exemptFromGrowth, outcomeOf } from './first-deployment';
import { hiddenMaximum, mostTasks, scaledToMaximumScenario } from './scaled-to-maximum';
import { growUntilSettled, startOver } from './scaling-course';
import type { ScenarioScript } from './script';

/** All services go from their desired counts to their maxima, and managed scaling raises the groups step by step. */
export const managedScaleOutScenario: ScenarioScript = {
  name: 'managed-scale-out',
  aboutInstances: true,
  mostOrders: 5,
  exempt: (service, situation) => scaledToMaximumScenario.exempt(service) ?? exemptFromGrowth(service, situation),
  run(stage) {
    startOver(stage);
    const { services } = stage.situation;
    const before = growUntilSettled(stage, (index) => services[index].desired);
    const most = (index: number) => mostTasks(services[index]);
    return outcomeOf(stage, most, growUntilSettled(stage, most, before));
  },
  counts: () => undefined,
  hides: hiddenMaximum,
};
