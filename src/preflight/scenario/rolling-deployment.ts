import { failed } from './failed';
import type { Deadlock, ServiceOutcome } from './outcome';
import { withCount, type ScenarioScript } from './script';
import type { SimulatedService } from './situation';
import type { Stage } from './stage';
import { daemonCount } from './steady-state';
import { valueOr } from '../model';
import type { Service } from '../model';

/** Each service deployed alone while all others run on. */
export const rollingDeploymentScenario: ScenarioScript = {
  name: 'rolling-deployment',
  mostOrders: 20,
  follows: true,
  exempt: ({ service }) => (rolls(service) ? undefined : 'the service is not deployed by rolling'),
  run(stage) {
    const { situation, engine, order } = stage;
    const outcome = new Map<number, ServiceOutcome>();
    for (const index of order) {
      if (!rolls(situation.services[index].service) || engine.count(index) === 0) continue;
      const mark = engine.mark();
      outcome.set(index, deployAlone(stage, index));
      engine.rollBack(mark);
    }
    return outcome;
  },
  counts(situation, steady, index, moment) {
    const bounds = boundsOf(situation.services[index], steady[index]);
    // One task more than must keep running: without room for it nothing moves.
    return withCount(steady, index, moment === 'peak' ? Math.max(steady[index], bounds.upper) : bounds.lower + 1);
  },
};

/** Bounds of a rolling deployment, rounded as ECS rounds them. */
export interface DeploymentBounds {
  /** Tasks that must keep running: ceil(desired x minimum healthy percent). */
  readonly lower: number;
  /** Tasks that may run at once: floor(desired x maximum percent). */
  readonly upper: number;
}

export function deploymentBounds(desired: number, minHealthyPercent: number, maxHealthyPercent: number): DeploymentBounds {
  return { lower: Math.ceil((desired * minHealthyPercent) / 100), upper: Math.floor((desired * maxHealthyPercent) / 100) };
}

export function boundsOf({ service, daemon }: SimulatedService, desired: number): DeploymentBounds {
  return deploymentBounds(
    desired,
    valueOr(service.minHealthyPercent, daemon ? 0 : 100),
    valueOr(service.maxHealthyPercent, daemon ? 100 : 200),
  );
}

/** The ECS controller with the rolling strategy; unknown is taken as rolling, which is the default. */
export function rolls(service: Service): boolean {
  return valueOr(service.deploymentController, 'ECS') === 'ECS' && valueOr(service.deploymentStrategy, 'ROLLING') === 'ROLLING';
}

/** One service on its way from the old revision to the new one. */
export interface Deployment {
  readonly index: number;
  readonly desired: number;
  /** Tasks that were stopped in the round before and still count toward the upper bound, where they count. */
  stopping: number;
}

/** One round of a rolling deployment: what was started and stopped. */
export interface Round {
  readonly done: boolean;
  readonly moved: boolean;
  readonly state: Deadlock;
}

/**
 * Starts as many new tasks as the upper bound and the room allow, takes them as healthy, and stops as many old ones
 * as the lower bound allows. The API counts running and pending tasks toward the upper bound, an older guide stopping ones too:
 * every other order counts them for one round more. `most` limits a round to that many tasks each way.
 */
export function deploymentRound(stage: Stage, deployment: Deployment, most = Number.POSITIVE_INFINITY): Round {
  const { situation, engine } = stage;
  const { index, desired } = deployment;
  const next = index + situation.services.length;
  const { lower, upper } = boundsOf(situation.services[index], desired);
  const old = engine.count(index);
  const fresh = engine.count(next);
  const mayStart = Math.max(0, Math.min(upper - old - fresh - deployment.stopping, desired - fresh, most));
  const started = mayStart === 0 ? 0 : engine.placeMany(next, mayStart).length;
  const mayStop = Math.max(0, Math.min(old, old + fresh + started - lower, most));
  if (mayStop > 0) engine.stopMany(index, mayStop);
  const waited = deployment.stopping > 0;
  deployment.stopping = countsStopping(stage) ? mayStop : 0;
  return {
    done: fresh + started >= desired && old - mayStop === 0,
    moved: started + mayStop > 0 || waited,
    state: { old, fresh, lower, upper, mayStart, mayStop },
  };
}

function countsStopping({ seed }: Stage): boolean {
  return seed % 2 === 1;
}

export function deploymentOf({ situation, engine }: Stage, index: number): Deployment {
  const { daemon, desired } = situation.services[index];
  return { index, desired: daemon ? daemonCount(engine, index) : desired, stopping: 0 };
}

export function stuck(stage: Stage, { index, desired }: Deployment, state: Deadlock, name: string): ServiceOutcome {
  const moment = `${name} with ${state.fresh} of ${desired} new tasks running beside ${state.old} old ones`;
  const request = index + stage.situation.services.length;
  return failed(stage, { index, request, asked: desired, placed: state.fresh, moment, deadlock: state });
}

function deployAlone(stage: Stage, index: number): ServiceOutcome {
  const deployment = deploymentOf(stage, index);
  for (;;) {
    const round = deploymentRound(stage, deployment);
    if (round.done) return { asked: deployment.desired, placed: deployment.desired, failed: false };
    if (!round.moved) return stuck(stage, deployment, round.state, 'rolling deployment');
  }
}
