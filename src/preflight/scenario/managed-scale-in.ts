import { drainOnce } from './drain';
import { exemptFromGrowth } from './first-deployment';
import { inTurn } from './in-turn';
import { loseOnce, ranksOf } from './loss';
import { hiddenMaximum, mostTasks } from './scaled-to-maximum';
import type { ScenarioScript } from './script';
import type { GrowingGroup, SimulatedService } from './situation';
import type { Stage } from './stage';
import { scaleIn } from '../scheduler/managed-scaling';

/** After the services went up to their maxima and down to their minima, managed scaling takes instances away. */
export const managedScaleInScenario: ScenarioScript = {
  name: 'managed-scale-in',
  aboutInstances: true,
  mostOrders: 5,
  exempt: exemptFromGrowth,
  run(stage) {
    const growing = stage.situation.growing.filter(({ instances }) => instances.length > 0);
    return inTurn(stage, growing.map((group) => ({
      moment: `managed scaling takes instances of ${group.path} away`,
      play: (on) => scaleInOnce(on, group),
    })));
  },
  counts: () => undefined,
  hides: hiddenMaximum,
};

/** More removals than this say nothing new. */
const MOST_REMOVALS = 100;

function scaleInOnce(stage: Stage, group: GrowingGroup): ReadonlyMap<number, number> {
  upAndDown(stage);
  const rank = ranksOf(stage);
  const left = [...group.instances];
  for (let removed = 0; removed < MOST_REMOVALS; removed += 1) {
    const used = left.filter((instance) => isUsed(stage, instance));
    if (scaleIn(group.scaling, left.length, used.length).desired >= left.length) break;
    const chosen = chooseRemoved(stage, group, left, used);
    const stay = group.drains && used.includes(chosen) ? drainOnce(stage, [chosen]) : new Map<number, number>();
    if (stay.size > 0) return stay;
    const missing = loseOnce(stage, [chosen], rank);
    if (missing.size > 0) return missing;
    left.splice(left.indexOf(chosen), 1);
  }
  return new Map();
}

/** Tasks end up scattered: what was started last need not be what stops first. */
function upAndDown({ situation, engine, order }: Stage): void {
  for (const index of order) {
    const more = situation.services[index].daemon ? 0 : mostTasks(situation.services[index]) - engine.count(index);
    if (more > 0) engine.placeMany(index, more);
  }
  for (const index of order) {
    const less = engine.count(index) - fewestTasks(situation.services[index]);
    if (!situation.services[index].daemon && less > 0) engine.stopMany(index, less);
  }
}

function fewestTasks({ service, desired }: SimulatedService): number {
  return service.scaling?.minCapacity.known ? Math.min(desired, service.scaling.minCapacity.value) : desired;
}

function isUsed({ situation, engine }: Stage, instance: number): boolean {
  return situation.services.some(({ daemon }, index) => !daemon && engine.countOn(index, instance) > 0);
}

/**
 * With managed termination protection only an instance without a task goes. Without it, Auto Scaling takes one in the zone that has
 * the most instances, whether it has tasks or not: here one that has, which is the harder case.
 */
function chooseRemoved({ situation }: Stage, group: GrowingGroup, left: readonly number[], used: readonly number[]): number {
  const candidates = group.isProtected ? left.filter((instance) => !used.includes(instance)) : left;
  const zoneOf = (instance: number) => situation.problem.instances[instance].zone;
  const sizes = new Map<string, number>();
  for (const instance of left) sizes.set(zoneOf(instance), (sizes.get(zoneOf(instance)) ?? 0) + 1);
  const size = (instance: number) => sizes.get(zoneOf(instance)) ?? 0;
  const largest = Math.max(...candidates.map(size));
  const inZone = candidates.filter((instance) => size(instance) === largest);
  return inZone.find((instance) => used.includes(instance)) ?? inZone[0];
}
