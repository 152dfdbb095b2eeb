import { loseInTurn } from './loss';
import type { ScenarioScript } from './script';

/** All Spot instances of a group reclaimed at once. ECS does not fall back to another capacity provider. */
export const spotReclaimScenario: ScenarioScript = {
  name: 'spot-reclaim',
  mostOrders: 10,
  exempt: ({ daemon }) => (daemon ? 'a daemon goes with its instance' : undefined),
  run(situation, engine, order) {
    const groups = [...situation.spotInstances.entries()].filter(([, instances]) => instances.length > 0);
    return loseInTurn(situation, engine, order, groups.map(([group, instances]) => ({ moment: `the Spot instances of ${group} are reclaimed`, instances })),
    );
  },
  counts: () => undefined,
};
