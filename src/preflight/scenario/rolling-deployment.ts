import { heldNow } from './held';
import type { Deadlock, ServiceOutcome } from './outcome';
import { withCount, type ScenarioScript } from './script';
import type { SimulatedService, Situation } from './situation';
import { daemonCount } from './steady-state';
import { valueOr } from '../model';
import type { Service } from '../model';
import { NOT_PLACED, type Engine } from '../scheduler/engine';

/** Each service deployed alone while all others run on. */
export const rollingDeploymentScenario: ScenarioScript = {
  name: 'rolling-deployment',
  mostOrders: 20,
  exempt: ({ service }) => (rolls(service) ? undefined : 'the service is not deployed by rolling'),
  run(situation, engine, order) {
    const outcome = new Map<number, ServiceOutcome>();
    for (const index of order) {
      if (!rolls(situation.services[index].service) || engine.count(index) === 0) continue;
      const mark = engine.mark();
      outcome.set(index, deployAlone(situation, engine, index));
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

/** One round of a rolling deployment: what was started and stopped. */
export interface Round {
  readonly done: boolean;
  readonly moved: boolean;
  readonly state: Deadlock;
}

/**
 * Starts as many new tasks as the upper bound and the room allow, takes them as healthy, and stops as many old ones
 * as the lower bound allows.
 */
export function deploymentRound(situation: Situation, engine: Engine, index: number, desired: number): Round {
  const next = index + situation.services.length;
  const { lower, upper } = boundsOf(situation.services[index], desired);
  const old = engine.count(index);
  const fresh = engine.count(next);
  const mayStart = Math.max(0, Math.min(upper - old - fresh, desired - fresh));
  const started = mayStart === 0 ? 0 : engine.placeMany(next, mayStart).length;
  const mayStop = Math.max(0, Math.min(old, old + fresh + started - lower));
  for (let stopped = 0; stopped < mayStop; stopped += 1) if (engine.stopOne(index) === NOT_PLACED) break;
  return {
    done: fresh + started >= desired && old - mayStop === 0,
    moved: started + mayStop > 0,
    state: { old, fresh, lower, upper, mayStart, mayStop },
  };
}

export function desiredNow(situation: Situation, engine: Engine, index: number): number {
  const { daemon, desired } = situation.services[index];
  return daemon ? daemonCount(engine, index) : desired;
}

export function stuck(situation: Situation, engine: Engine, index: number, desired: number, state: Deadlock, name: string): ServiceOutcome {
  const next = index + situation.services.length;
  const moment = `${name} with ${state.fresh} of ${desired} new tasks running beside ${state.old} old ones`;
  return {
    asked: desired,
    placed: state.fresh,
    failure: { moment, refusals: engine.refusals(next), held: heldNow(situation, engine), deadlock: state },
  };
}

function deployAlone(situation: Situation, engine: Engine, index: number): ServiceOutcome {
  const desired = desiredNow(situation, engine, index);
  for (;;) {
    const round = deploymentRound(situation, engine, index, desired);
    if (round.done) return { asked: desired, placed: desired };
    if (!round.moved) return stuck(situation, engine, index, desired, round.state, 'rolling deployment');
  }
}
