import { heldNow } from './held';
import type { ServiceOutcome } from './outcome';
import { withCount, type ScenarioScript } from './script';
import type { Situation } from './situation';
import { valueOr } from '../model';
import type { Service } from '../model';
import type { Engine } from '../scheduler/engine';

/** Green runs in full beside blue before traffic moves: blue/green, linear, canary and CodeDeploy alike. */
export const blueGreenDeploymentScenario: ScenarioScript = {
  name: 'blue-green-deployment',
  mostOrders: 20,
  exempt: ({ service }) => (doubles(service) ? undefined : 'the service is deployed by rolling'),
  run(situation, engine, order) {
    const outcome = new Map<number, ServiceOutcome>();
    for (const index of order) {
      if (!doubles(situation.services[index].service) || engine.count(index) === 0) continue;
      const mark = engine.mark();
      outcome.set(index, placeGreen(situation, engine, index, `green revision beside ${engine.count(index)} blue tasks`));
      engine.rollBack(mark);
    }
    return outcome;
  },
  counts: (_situation, steady, index) => withCount(steady, index, steady[index] * 2),
};

/** True for deployments that run both revisions in full. */
export function doubles(service: Service): boolean {
  const strategy = valueOr(service.deploymentStrategy, 'ROLLING');
  return valueOr(service.deploymentController, 'ECS') === 'CODE_DEPLOY' || strategy !== 'ROLLING';
}

export function placeGreen(situation: Situation, engine: Engine, index: number, moment: string): ServiceOutcome {
  const { desired } = situation.services[index];
  const green = index + situation.services.length;
  const placed = engine.placeMany(green, desired).length;
  if (placed === desired) return { asked: desired, placed };
  return { asked: desired, placed, failure: { moment, refusals: engine.refusals(green), held: heldNow(situation, engine) } };
}
