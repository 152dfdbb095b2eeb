import { eventsOf, loseInTurn, type Loss } from './loss';
import type { ScenarioScript } from './script';
import type { Situation } from './situation';

/** All Spot instances of a group, or of a zone, reclaimed at once. ECS does not fall back to another capacity provider. */
export const spotReclaimScenario: ScenarioScript = {
  name: 'spot-reclaim',
  aboutInstances: true,
  mostOrders: 10,
  exempt: ({ daemon }) => (daemon ? 'a daemon goes with its instance' : undefined),
  run: (stage) => loseInTurn(stage, reclaims(stage.situation)),
  counts: () => undefined,
  leaves: (stage) => eventsOf(stage, reclaims(stage.situation)),
  follows: true,
  losses: reclaims,
};

/** A pool of Spot capacity is one type in one zone, so both ways of losing many instances at once happen. */
function reclaims({ spotInstances, problem }: Situation): readonly Loss[] {
  const byGroup = [...spotInstances.entries()]
    .filter(([, instances]) => instances.length > 0)
    .map(([group, instances]) => ({ moment: `the Spot instances of ${group} are reclaimed`, instances }));
  const spot = byGroup.flatMap(({ instances }) => instances);
  const zones = [...new Set(spot.map((instance) => problem.instances[instance].zone))].sort();
  // What the loss of one group covers is not said twice.
  if (byGroup.length < 2) return byGroup;
  const byZone = zones.map((zone) => ({
    moment: `the Spot instances in ${zone} are reclaimed`,
    instances: spot.filter((instance) => problem.instances[instance].zone === zone),
  }));
  return [...byGroup, ...byZone];
}
