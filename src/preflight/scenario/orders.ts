import type { Situation } from './situation';
import { Random } from '../scheduler/random';

/** One way in which ECS may meet the services of a cluster, with the seed of its tie-breaks. */
export interface Order {
  readonly name: string;
  readonly services: readonly number[];
  /** Undefined: the first of equal instances; else a seeded random choice. */
  readonly tieBreakSeed?: number;
}

/** Template order, its reverse, largest and smallest first, then seeded shuffles: the interleaving of ECS is not documented. */
export function ordersOf(situation: Situation, count: number, seed: number): readonly Order[] {
  const template = situation.services.map((_, index) => index);
  const size = (index: number) => situation.problem.requests[index].needs.memory;
  const fixed: Order[] = [
    { name: 'template order', services: template },
    { name: 'reverse order', services: [...template].reverse() },
    { name: 'largest first', services: [...template].sort((a, b) => size(b) - size(a) || a - b) },
    { name: 'smallest first', services: [...template].sort((a, b) => size(a) - size(b) || a - b) },
  ];
  const random = new Random(seed);
  const orders = template.length > 1 ? fixed : fixed.slice(0, 1);
  while (orders.length < Math.max(1, count)) {
    const number = orders.length;
    orders.push({ name: `shuffle ${number}`, services: random.shuffle([...template]), tieBreakSeed: seed * 1000 + number });
  }
  return orders.slice(0, Math.max(1, count));
}
