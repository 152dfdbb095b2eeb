import { inTurn } from './in-turn';
import { startMissing } from './instance-refresh';
import { loseOnce, ranksOf } from './loss';
import { boundsOf } from './rolling-deployment';
import type { ScenarioScript } from './script';
import type { SimulatedService } from './situation';
import type { Stage } from './stage';
import { copiesPerKind } from '../bound/copies';
import { kindsOf } from '../bound/instance-kinds';
import { NOT_PLACED } from '../scheduler/engine';

/** A lost zone comes back with empty instances, and Availability Zone rebalancing spreads the tasks again. */
export const zoneRebalancingScenario: ScenarioScript = {
  name: 'zone-rebalancing',
  aboutInstances: true,
  mostOrders: 5,
  exempt: (service) => (rebalances(service) ? undefined : 'the service does not rebalance over Availability Zones'),
  run(stage) {
    const { problem, services } = stage.situation;
    const zones = [...new Set(problem.instances.map(({ zone }) => zone))].sort();
    if (zones.length < 2 || !services.some(rebalances)) return new Map();
    const rank = ranksOf(stage);
    return inTurn(
      stage,
      zones.map((zone) => ({ moment: `${zone} comes back after its loss`, play: (on) => returnOf(on, zone, rank) })),
      (index) => rebalances(services[index]),
    );
  },
  counts: () => undefined,
};

function rebalances({ service, daemon }: SimulatedService): boolean {
  return !daemon && service.availabilityZoneRebalancing.known && service.availabilityZoneRebalancing.value;
}

function returnOf(stage: Stage, zone: string, rank: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const { engine, order, situation } = stage;
  const gone = situation.problem.instances.flatMap((instance, index) => (instance.zone === zone ? [index] : []));
  loseOnce(stage, gone, rank);
  for (const instance of gone) engine.restore(instance);
  startMissing(stage);
  const uneven = new Map<number, number>();
  for (const index of order) {
    if (!rebalances(situation.services[index])) continue;
    const missing = rebalance(stage, index);
    if (missing > 0) uneven.set(index, missing);
  }
  return uneven;
}

/** One task after the other starts in the zone with the fewest and stops in that with the most; how many should move and cannot. */
function rebalance({ situation, engine }: Stage, index: number): number {
  const { instances } = situation.problem;
  const counts = countsByZone(situation.problem, engine, index);
  const { upper } = boundsOf(situation.services[index], situation.services[index].desired);
  for (;;) {
    const [poor, rich] = extremesOf(counts);
    const distance = (counts.get(rich) ?? 0) - (counts.get(poor) ?? 0);
    if (distance <= 1) return 0;
    const mark = engine.mark();
    const placed = engine.count(index) < upper ? engine.place(index) : NOT_PLACED;
    if (placed === NOT_PLACED || instances[placed].zone !== poor) {
      engine.rollBack(mark);
      return Math.floor(distance / 2);
    }
    counts.set(poor, (counts.get(poor) ?? 0) + 1);
    const stopped = engine.stopOne(index);
    if (stopped === NOT_PLACED) return 0;
    const from = instances[stopped].zone;
    counts.set(from, (counts.get(from) ?? 0) - 1);
    // The strategies of the service stop elsewhere than in the fullest zone: there is nothing to gain.
    if (from === poor) return 0;
  }
}

/** Tasks in each zone that has an instance for the service. */
function countsByZone(problem: Stage['situation']['problem'], engine: Stage['engine'], index: number): Map<string, number> {
  const copies = copiesPerKind(problem, index);
  const { kinds } = kindsOf(problem);
  const counts = new Map<string, number>();
  kinds.forEach(({ instance }, kind) => {
    if (copies[kind] > 0) counts.set(instance.zone, 0);
  });
  problem.instances.forEach(({ zone }, instance) => {
    const running = engine.countOn(index, instance);
    if (running > 0) counts.set(zone, (counts.get(zone) ?? 0) + running);
  });
  return counts;
}

function extremesOf(counts: ReadonlyMap<string, number>): readonly [string, string] {
  const zones = [...counts.keys()].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0) || (a < b ? -1 : 1));
  return [zones[0], zones[zones.length - 1]];
}
