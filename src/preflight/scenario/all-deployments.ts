import { doubles, placeGreen } from './blue-green-deployment';
import type { ServiceOutcome } from './outcome';
import { boundsOf, deploymentOf, deploymentRound, rolls, stuck, type Deployment } from './rolling-deployment';
import type { ScenarioScript } from './script';
import type { Situation } from './situation';
import type { Stage } from './stage';

/** Every service deployed anew at the same time: what one `cdk deploy` of a whole application does. */
export const allDeploymentsScenario: ScenarioScript = {
  name: 'all-deployments',
  mostOrders: 10,
  follows: true,
  exempt: () => undefined,
  run(stage) {
    const outcome = placeGreenTasks(stage);
    rollTogether(stage, outcome);
    return outcome;
  },
  counts: countsTogether,
};

/** Green tasks hold their room until their bake time is over, so the rolling deployments go on beside them. */
export function placeGreenTasks(stage: Stage): Map<number, ServiceOutcome> {
  const outcome = new Map<number, ServiceOutcome>();
  for (const index of stage.order) {
    if (doubles(stage.situation.services[index].service) && stage.engine.count(index) > 0) {
      outcome.set(index, placeGreen(stage, index, 'green revision beside all other deployments'));
    }
  }
  return outcome;
}

export function countsTogether(situation: Situation, steady: readonly number[], index: number, moment: 'peak' | 'least'): readonly number[] {
  return steady.map((count, other) => {
    const service = situation.services[other];
    if (doubles(service.service)) return count * 2;
    const { lower, upper } = boundsOf(service, count);
    if (moment === 'peak') return Math.max(count, upper);
    return other === index ? lower + 1 : lower;
  });
}

/** Services that roll and run. */
export function rollingNow(stage: Stage): readonly Deployment[] {
  const { situation, engine, order } = stage;
  return order.filter((index) => rolls(situation.services[index].service) && engine.count(index) > 0).map((index) => deploymentOf(stage, index));
}

/** Round by round, each service in turn, until all are done or none can move. */
function rollTogether(stage: Stage, outcome: Map<number, ServiceOutcome>): void {
  let waiting = rollingNow(stage);
  while (waiting.length > 0) {
    const rounds = waiting.map((deployment) => ({ deployment, round: deploymentRound(stage, deployment) }));
    for (const { deployment, round } of rounds) if (round.done) outcome.set(deployment.index, doneWith(deployment));
    const left = rounds.filter(({ round }) => !round.done);
    if (!rounds.some(({ round }) => round.moved)) {
      for (const { deployment, round } of left) outcome.set(deployment.index, stuck(stage, deployment, round.state, 'all services deployed at once,'));
      return;
    }
    waiting = left.map(({ deployment }) => deployment);
  }
}

export function doneWith({ desired }: Deployment): ServiceOutcome {
  return { asked: desired, placed: desired, failed: false };
}
