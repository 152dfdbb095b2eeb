import { doubles, placeGreen } from './blue-green-deployment';
import type { ServiceOutcome } from './outcome';
import { boundsOf, deploymentRound, desiredNow, rolls, stuck } from './rolling-deployment';
import type { ScenarioScript } from './script';
import type { Situation } from './situation';
import type { Engine } from '../scheduler/engine';

/** Every service deployed anew at the same time: what one `cdk deploy` of a whole application does. */
export const allDeploymentsScenario: ScenarioScript = {
  name: 'all-deployments',
  mostOrders: 10,
  exempt: () => undefined,
  run(situation, engine, order) {
    const outcome = new Map<number, ServiceOutcome>();
    // Green tasks hold their room until their bake time is over, so the rolling deployments go on beside them.
    for (const index of order) {
      if (doubles(situation.services[index].service) && engine.count(index) > 0) outcome.set(index, placeGreen(situation, engine, index, 'green revision beside all other deployments'));
    }
    rollTogether(situation, engine, order, outcome);
    return outcome;
  },
  counts(situation, steady, index, moment) {
    return steady.map((count, other) => {
      const service = situation.services[other];
      if (doubles(service.service)) return count * 2;
      const { lower, upper } = boundsOf(service, count);
      if (moment === 'peak') return Math.max(count, upper);
      return other === index ? lower + 1 : lower;
    });
  },
};

/** Round by round, each service in turn, until all are done or none can move. */
function rollTogether(situation: Situation, engine: Engine, order: readonly number[], outcome: Map<number, ServiceOutcome>): void {
  const desired = situation.services.map((_, index) => desiredNow(situation, engine, index));
  let waiting = order.filter((index) => rolls(situation.services[index].service) && engine.count(index) > 0);
  while (waiting.length > 0) {
    const rounds = waiting.map((index) => ({ index, round: deploymentRound(situation, engine, index, desired[index]) }));
    for (const { index, round } of rounds) if (round.done) outcome.set(index, { asked: desired[index], placed: desired[index] });
    const left = rounds.filter(({ round }) => !round.done);
    if (!rounds.some(({ round }) => round.moved)) {
      for (const { index, round } of left) outcome.set(index, stuck(situation, engine, index, desired[index], round.state, 'all services deployed at once,'));
      return;
    }
    waiting = left.map(({ index }) => index);
  }
}
