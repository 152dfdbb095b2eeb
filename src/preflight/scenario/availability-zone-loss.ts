import { loseInTurn } from './loss';
import type { ScenarioScript } from './script';

/** Every Availability Zone lost in turn, without new instances: the first minutes after the loss. */
export const availabilityZoneLossScenario: ScenarioScript = {
  name: 'availability-zone-loss',
  mostOrders: 10,
  exempt: ({ daemon }) => (daemon ? 'a daemon goes with its instance' : undefined),
  run(stage) {
    const { instances } = stage.situation.problem;
    const zones = [...new Set(instances.map((instance) => instance.zone))].sort();
    return loseInTurn(stage, zones.map((zone) => ({
      moment: `${zone} is lost`,
      instances: instances.flatMap((instance, index) => (instance.zone === zone ? [index] : [])),
    })));
  },
  counts: () => undefined,
};
