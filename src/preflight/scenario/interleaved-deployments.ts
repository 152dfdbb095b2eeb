import { countsTogether, doneWith, placeGreenTasks, rollingNow } from './all-deployments';
import type { ServiceOutcome } from './outcome';
import { deploymentRound, stuck, type Deployment } from './rolling-deployment';
import type { ScenarioScript } from './script';
import type { Stage } from './stage';
import { Random } from '../scheduler/random';

/** Every service deployed anew at the same time, one task of one service after another in a drawn order. */
export const interleavedDeploymentsScenario: ScenarioScript = {
  name: 'interleaved-deployments',
  mostOrders: 10,
  follows: true,
  exempt: () => undefined,
  run(stage) {
    const outcome = placeGreenTasks(stage);
    rollInterleaved(stage, outcome);
    return outcome;
  },
  counts: countsTogether,
};

/** With more tasks than this a step is more than one of them, so that a large cluster takes no more steps than a small one. */
const MOST_STEPS = 1_000;

function rollInterleaved(stage: Stage, outcome: Map<number, ServiceOutcome>): void {
  const random = new Random(stage.seed);
  let waiting = rollingNow(stage);
  const step = Math.ceil(waiting.reduce((tasks, { desired }) => tasks + desired, 0) / MOST_STEPS);
  while (waiting.length > 0) {
    const { done, moved } = oneStep(stage, waiting, step, random);
    if (done) outcome.set(done.index, doneWith(done));
    if (!moved) {
      for (const deployment of waiting) {
        const { state } = deploymentRound(stage, deployment, step);
        outcome.set(deployment.index, stuck(stage, deployment, state, 'all services deployed at once, task by task,'));
      }
      return;
    }
    waiting = waiting.filter((deployment) => deployment !== done);
  }
}

/** A drawn service moves; one that cannot gives way to another. */
function oneStep(
  stage: Stage,
  waiting: readonly Deployment[],
  step: number,
  random: Random,
): { readonly done?: Deployment; readonly moved: boolean } {
  const open = [...waiting];
  while (open.length > 0) {
    const [deployment] = open.splice(random.below(open.length), 1);
    const round = deploymentRound(stage, deployment, step);
    if (round.done) return { done: deployment, moved: true };
    if (round.moved) return { moved: true };
  }
  return { moved: false };
}
