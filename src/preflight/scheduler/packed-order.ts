import type { CompiledRequest } from './compile';
import { isOpen, type LeastNeeds } from './least-needs';
import type { Ledger } from './ledger';
import { NONE, takes } from './pool';

/** Instances are skipped in blocks of this many. */
const BLOCK = 16;

/** Sorts an instance that takes no task before every amount. */
const CLOSED = -1;

const OTHER = { cpu: 'memory', memory: 'cpu' } as const;

/**
 * Instances that are alike to every request, least left of one dimension first, then in the order of the problem. Each block knows how
 * much of the other dimensions its instances have left at most; a bound may be too high, never too low.
 */
export class PackedOrder {
  private readonly sorted: Int32Array;
  private readonly otherBounds: Float64Array;
  private readonly eniBounds: Float64Array;
  private readonly amounts: Float64Array;
  private readonly others: Float64Array;

  /** `keys` is shared by the orders of all pools: the amount by which each instance is sorted at the moment. */
  constructor(
    private readonly ledger: Ledger,
    private readonly least: LeastNeeds,
    members: Int32Array,
    private readonly by: 'cpu' | 'memory',
    private readonly keys: Float64Array,
  ) {
    this.amounts = ledger[by];
    this.others = ledger[OTHER[by]];
    for (const instance of members) keys[instance] = this.amountOf(instance);
    this.sorted = Int32Array.from(members).sort((a, b) => keys[a] - keys[b] || a - b);
    this.otherBounds = new Float64Array(Math.ceil(members.length / BLOCK)).fill(Infinity);
    this.eniBounds = new Float64Array(Math.ceil(members.length / BLOCK)).fill(Infinity);
  }

  /** Puts an instance that changed where it belongs now. */
  refresh(instance: number): void {
    const amount = this.amountOf(instance);
    const from = this.placeOf(this.keys[instance], instance, 0, this.sorted.length);
    // Less left moves it toward the front, more left toward the end; without itself, all behind it are one place further on.
    const to = amount < this.keys[instance]
      ? this.placeOf(amount, instance, 0, from)
      : this.placeOf(amount, instance, from + 1, this.sorted.length) - 1;
    this.keys[instance] = amount;
    if (to > from) this.shiftLeft(from, to);
    else if (to < from) this.shiftRight(from, to);
    this.sorted[to] = instance;
    this.raise(to);
  }

  /**
   * The first instance that takes the task; of several with equally much left, the one with the fewest tasks of the group.
   * None that has less left than `least`, or more than the instance `rival`, unless that is NONE.
   */
  find(request: CompiledRequest, least: number, rival: number): number {
    const other = request[OTHER[this.by]];
    const tasks = this.ledger.groupRow(request.group);
    let best = NONE;
    let limit = rival === NONE ? Infinity : this.amounts[rival];
    let at = this.placeOf(least, 0, 0, this.sorted.length);
    while (at < this.sorted.length && this.keys[this.sorted[at]] <= limit) {
      const block = Math.floor(at / BLOCK);
      const end = Math.min((block + 1) * BLOCK, this.sorted.length);
      if (this.otherBounds[block] < other || this.eniBounds[block] < request.enis) {
        at = end;
        continue;
      }
      const start = at;
      for (; at < end && this.keys[this.sorted[at]] <= limit; at++) {
        const instance = this.sorted[at];
        if (!takes(this.ledger, request, instance)) continue;
        if (tasks[instance] === 0) return instance;
        if (best === NONE || tasks[instance] < tasks[best]) best = instance;
        limit = this.keys[instance];
      }
      if (best === NONE && start === block * BLOCK && at === end) this.tighten(block, end);
    }
    return best;
  }

  private amountOf(instance: number): number {
    return isOpen(this.ledger, this.least, instance) ? this.amounts[instance] : CLOSED;
  }

  /** The first place between two others that is not before the amount and the instance. */
  private placeOf(amount: number, instance: number, first: number, end: number): number {
    let low = first;
    let high = end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const candidate = this.sorted[middle];
      const key = this.keys[candidate];
      if (key < amount || (key === amount && candidate < instance)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Moves what stands between the places by one; each block gets an instance of the next block. */
  private shiftLeft(from: number, to: number): void {
    this.sorted.copyWithin(from, from + 1, to + 1);
    for (let last = lastOfBlock(from); last < to; last += BLOCK) this.raise(last);
  }

  /** Moves what stands between the places by one; each block gets an instance of the block before. */
  private shiftRight(from: number, to: number): void {
    this.sorted.copyWithin(to + 1, to, from);
    for (let first = lastOfBlock(to) + 1; first <= from; first += BLOCK) this.raise(first);
  }

  private raise(place: number): void {
    const block = Math.floor(place / BLOCK);
    const instance = this.sorted[place];
    this.otherBounds[block] = Math.max(this.otherBounds[block], this.others[instance]);
    this.eniBounds[block] = Math.max(this.eniBounds[block], this.ledger.enis[instance]);
  }

  private tighten(block: number, end: number): void {
    let other = 0;
    let enis = 0;
    for (let at = block * BLOCK; at < end; at++) {
      other = Math.max(other, this.others[this.sorted[at]]);
      enis = Math.max(enis, this.ledger.enis[this.sorted[at]]);
    }
    this.otherBounds[block] = other;
    this.eniBounds[block] = enis;
  }
}

function lastOfBlock(place: number): number {
  return (Math.floor(place / BLOCK) + 1) * BLOCK - 1;
}
