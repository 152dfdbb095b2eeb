import { drainOnce } from './drain';
import { inTurn } from './in-turn';
import { loseOnce, ranksOf } from './loss';
import { boundsOf } from './rolling-deployment';
import type { ScenarioScript } from './script';
import type { RefreshedGroup } from './situation';
import type { Stage } from './stage';
import { daemonCount } from './steady-state';

/** All instances of a group replaced, batch after batch: a new AMI, a new launch template, the maximum lifetime. */
export const instanceRefreshScenario: ScenarioScript = {
  name: 'instance-refresh',
  aboutInstances: true,
  mostOrders: 5,
  exempt: ({ daemon }) => (daemon ? 'a daemon leaves last, with its instance' : undefined),
  run(stage) {
    return inTurn(stage, stage.situation.groups.map((group) => ({
      moment: `${group.path} is refreshed, ${group.batch} ${group.batch === 1 ? 'instance' : 'instances'} at a time`,
      play: (on) => refresh(on, group),
    })));
  },
  counts: () => undefined,
};

/**
 * Until a batch cannot be emptied, or all are new. A group starts the replacement while the old instance is still ending, so
 * room is there: a task stays only where its percentages let it neither stop nor be replaced.
 */
function refresh(stage: Stage, group: RefreshedGroup): ReadonlyMap<number, number> {
  const rank = ranksOf(stage);
  for (let first = 0; first < group.instances.length; first += group.batch) {
    const batch = group.instances.slice(first, first + group.batch);
    const stay = group.drains ? heldByPercentages(stage, drainOnce(stage, batch)) : new Map<number, number>();
    if (stay.size > 0) return stay;
    loseOnce(stage, batch, rank);
    for (const instance of batch) stage.engine.restore(instance);
    const missing = startMissing(stage);
    if (missing.size > 0) return missing;
  }
  return new Map();
}

function heldByPercentages({ situation, engine }: Stage, waiting: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  return new Map([...waiting].filter(([index]) => {
    const running = engine.count(index);
    const { lower, upper } = boundsOf(situation.services[index], situation.services[index].desired);
    return running >= upper && running <= lower;
  }));
}

/** Daemons first on what came back, then whatever the services lack. */
export function startMissing({ situation, engine, order }: Stage): ReadonlyMap<number, number> {
  const missing = new Map<number, number>();
  for (const index of order) {
    if (!situation.services[index].daemon) continue;
    const lacking = daemonCount(engine, index) - engine.count(index);
    if (lacking > 0) engine.placeMany(index, lacking);
  }
  for (const index of order) {
    const { daemon, desired } = situation.services[index];
    if (daemon || engine.count(index) >= desired) continue;
    const lacking = desired - engine.count(index);
    const placed = engine.placeMany(index, lacking).length;
    if (placed < lacking) missing.set(index, lacking - placed);
  }
  return missing;
}
