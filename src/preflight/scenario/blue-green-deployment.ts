import { failed } from './failed';
import type { ServiceOutcome } from './outcome';
import { withCount, type ScenarioScript } from './script';
import type { Stage } from './stage';
import { valueOr } from '../model';
import type { Service } from '../model';

/** Green runs in full beside blue before traffic moves: blue/green, linear, canary and CodeDeploy alike. */
export const blueGreenDeploymentScenario: ScenarioScript = {
  name: 'blue-green-deployment',
  mostOrders: 20,
  follows: true,
  exempt: ({ service }) => (doubles(service) ? undefined : 'the service is deployed by rolling'),
  run(stage) {
    const { situation, engine, order } = stage;
    const outcome = new Map<number, ServiceOutcome>();
    for (const index of order) {
      if (!doubles(situation.services[index].service) || engine.count(index) === 0) continue;
      const mark = engine.mark();
      outcome.set(index, placeGreen(stage, index, `green revision beside ${engine.count(index)} blue tasks`));
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

export function placeGreen(stage: Stage, index: number, moment: string): ServiceOutcome {
  const { situation, engine } = stage;
  const { desired } = situation.services[index];
  const green = index + situation.services.length;
  const placed = engine.placeMany(green, desired).length;
  if (placed === desired) return { asked: desired, placed, failed: false };
  return failed(stage, { index, request: green, asked: desired, placed, moment });
}
