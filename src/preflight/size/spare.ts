import type { Spare } from './size-report';
import { placesAll } from './steady-runs';
import { onDemandUsdPerMonth } from '../catalog';
import type { SimulationOptions } from '../scenario/options';
import type { Situation } from '../scenario/situation';
import type { Instance } from '../scheduler/problem';

/**
 * How many instances of each group can go, the last one first as the group was filled, before a task is refused in an
 * order that was tried. Groups give way one after the other, so the total holds for all of them together.
 */
export function spareOf(situation: Situation, options: SimulationOptions): Spare {
  const all = situation.problem.instances;
  const groups = [...new Set(all.map((instance) => instance.group))];
  let kept = all;
  const found = groups.map((group) => {
    const instances = all.filter((instance) => instance.group === group).length;
    const removable = mostRemovable(situation, kept, group, instances, options);
    kept = without(kept, group, removable);
    return { group: pathOf(all, group), instances, removable };
  });
  return {
    instances: all.length,
    removable: all.length - kept.length,
    groups: found,
    orders: options.orders,
    usdPerMonth: monthlyPrice(all, options),
  };
}

/** Halving finds a number that works; what is reported was simulated, and one more was refused or was never reached. */
function mostRemovable(situation: Situation, kept: readonly Instance[], group: string, instances: number, options: SimulationOptions): number {
  const works = (count: number) => placesAll(withInstances(situation, without(kept, group, count)), options);
  if (!works(0)) return 0;
  let low = 0;
  let high = instances;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (works(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function without(instances: readonly Instance[], group: string, count: number): readonly Instance[] {
  let stay = instances.filter((instance) => instance.group === group).length - count;
  return instances.filter((instance) => instance.group !== group || stay-- > 0);
}

function withInstances(situation: Situation, instances: readonly Instance[]): Situation {
  return { ...situation, problem: { ...situation.problem, instances } };
}

function pathOf(instances: readonly Instance[], group: string): string {
  return (instances.find((instance) => instance.group === group)?.id ?? group).replace(/#\d+$/, '');
}

/** Undefined where the price of one of the instances is not known. */
function monthlyPrice(instances: readonly Instance[], { catalog }: SimulationOptions): number | undefined {
  let sum = 0;
  for (const { instanceType } of instances) {
    const type = catalog.find(instanceType);
    const price = type && onDemandUsdPerMonth(type);
    if (price === undefined) return undefined;
    sum += price;
  }
  return Math.round(sum * 100) / 100;
}
