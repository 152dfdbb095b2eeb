import { drainOnce } from './drain';
import { inTurn } from './in-turn';
import { differentInstances } from './instance-loss';
import type { ScenarioScript } from './script';

/** Every container instance drained in turn: what an operator, managed draining or Spot draining does before it ends. */
export const instanceDrainScenario: ScenarioScript = {
  name: 'instance-drain',
  aboutInstances: true,
  mostOrders: 5,
  follows: true,
  exempt: ({ daemon }) => (daemon ? 'a daemon leaves last, with its instance' : undefined),
  run(stage) {
    const { instances } = stage.situation.problem;
    return inTurn(stage, differentInstances(stage).map((instance) => ({
      moment: `${instances[instance].id} in ${instances[instance].zone} is drained`,
      play: (on) => drainOnce(on, [instance]),
    })));
  },
  counts: () => undefined,
};
