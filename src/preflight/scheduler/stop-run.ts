import type { CompiledRequest } from './compile';
import type { Ledger } from './ledger';
import { hostsOf, keyAt, keysOf, type Keys } from './stop-choice';

/**
 * Ends `count` tasks, each where `chooseStop` would with the tie-break `first`. Only the keys of the chosen instance and of its value
 * change from one to the next, so the instances stay in heaps, one for each value of the attribute that is spread over.
 * False where the strategies are of another form, and nothing was ended.
 */
export function stopRun(request: CompiledRequest, ledger: Ledger, count: number): boolean {
  const [first, ...rest] = request.rules;
  const byValue = first.kind === 'spread-value';
  const local = byValue ? rest : request.rules;
  if (local.some(({ kind }) => kind === 'random' || kind === 'spread-value')) return false;
  const values = byValue ? keysOf(first, request, ledger) : undefined;
  const order = orderBy(local.flatMap((rule) => (rule.kind === 'random' ? [] : [keysOf(rule, request, ledger)])));
  const heaps = heapsOf(hostsOf(request, ledger), values, order);
  const row = ledger.requestRow(request.index);
  for (let stopped = 0; stopped < count; stopped++) {
    const heap = fullest(heaps, values, order);
    const instance = heap[0];
    ledger.change(request, instance, -1);
    if (row[instance] === 0) removeTop(heap, order);
    else siftDown(heap, 0, order);
  }
  return true;
}

/** Negative when the first is to be stopped before the second. */
type Order = (one: number, other: number) => number;

function orderBy(lists: readonly Keys[]): Order {
  return (one, other) => {
    for (let at = 0; at < lists.length; at++) {
      const difference = keyAt(lists[at], other) - keyAt(lists[at], one);
      if (difference !== 0) return difference;
    }
    return one - other;
  };
}

function heapsOf(hosts: readonly number[], values: Keys | undefined, order: Order): readonly number[][] {
  const heaps = new Map<number, number[]>();
  for (const instance of hosts) {
    const value = values?.valueAt?.[instance] ?? 0;
    const heap = heaps.get(value);
    if (heap) heap.push(instance);
    else heaps.set(value, [instance]);
  }
  // A sorted list is a heap.
  return [...heaps.values()].map((heap) => heap.sort(order));
}

/** The heap of the value with the most tasks; among equals the one with the better top. */
function fullest(heaps: readonly number[][], values: Keys | undefined, order: Order): number[] {
  let best = heaps[0];
  for (const heap of heaps) {
    if (heap.length === 0 || heap === best) continue;
    const difference = best.length === 0 ? 1 : values === undefined ? 0 : keyAt(values, heap[0]) - keyAt(values, best[0]);
    if (difference > 0 || (difference === 0 && order(heap[0], best[0]) < 0)) best = heap;
  }
  return best;
}

function removeTop(heap: number[], order: Order): void {
  const last = heap.pop();
  if (heap.length === 0 || last === undefined) return;
  heap[0] = last;
  siftDown(heap, 0, order);
}

function siftDown(heap: number[], from: number, order: Order): void {
  const moved = heap[from];
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && order(heap[child + 1], heap[child]) < 0) child += 1;
    if (order(moved, heap[child]) <= 0) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = moved;
}
