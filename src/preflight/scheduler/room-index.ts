import { ANY_PROVIDER } from './chooser';
import type { Compiled, CompiledRequest } from './compile';
import { leastNeeds, type LeastNeeds } from './least-needs';
import type { Ledger } from './ledger';
import { PackedOrder } from './packed-order';
import { NO_COUNTER } from './plan';
import { Pool } from './pool';
import { SUITED } from './static-feasibility';

/** Pools that may take a task and whose instances have the same value of the attribute that the task is spread over. */
export interface Part {
  /** Value of the counter; 0 when nothing is counted. */
  readonly value: number;
  /** Indices of pools, by their first instance. */
  readonly pools: readonly number[];
  /** The same pools. */
  readonly poolList: readonly Pool[];
}

/** Longer orders take longer to keep, more pools take longer to ask. */
export const LARGEST_POOL = 2048;

/** Keeps instances in the orders in which tasks look for room. Changes are taken in when they matter. */
export class RoomIndex {
  readonly pools: readonly Pool[];
  private readonly poolOf: Int32Array;
  private readonly least: LeastNeeds;
  private readonly packed: Record<'cpu' | 'memory', readonly PackedOrder[] | undefined> = { cpu: undefined, memory: undefined };
  private readonly members: readonly Int32Array[];
  private readonly changed: Int32Array;
  private readonly isChanged: Uint8Array;
  private changes = 0;
  /** By request, then by provider + 1. */
  private readonly parts: (readonly Part[] | undefined)[][];

  constructor(private readonly ledger: Ledger, largestPool: number) {
    const { classOf, requests } = ledger.compiled;
    this.least = leastNeeds(requests);
    this.members = membersOfPools(ledger.compiled, largestPool);
    this.poolOf = new Int32Array(classOf.length);
    const places = new Int32Array(classOf.length);
    this.members.forEach((list, pool) => list.forEach((instance, place) => {
      this.poolOf[instance] = pool;
      places[instance] = place;
    }));
    this.pools = this.members.map((list) => new Pool(ledger, this.least, list, places));
    this.changed = new Int32Array(classOf.length);
    this.isChanged = new Uint8Array(classOf.length);
    this.parts = ledger.compiled.requests.map(() => []);
    ledger.onChange((instance) => this.note(instance));
  }

  /** The orders of all pools by what is left of a dimension. */
  packedBy(by: 'cpu' | 'memory'): readonly PackedOrder[] {
    return this.packed[by] ?? this.sort(by);
  }

  /** Takes in what changed since the last search. */
  update(): void {
    for (let at = 0; at < this.changes; at++) {
      const instance = this.changed[at];
      const pool = this.poolOf[instance];
      this.isChanged[instance] = 0;
      this.pools[pool].raise(instance);
      this.packed.cpu?.[pool].refresh(instance);
      this.packed.memory?.[pool].refresh(instance);
    }
    this.changes = 0;
  }

  /** Where tasks of the request may run, by value of the counter. */
  partsOf(request: CompiledRequest, provider: number, counter: number): readonly Part[] {
    const known = this.parts[request.index][provider + 1];
    if (known !== undefined) return known;
    const parts = this.divide(request, provider, counter);
    this.parts[request.index][provider + 1] = parts;
    return parts;
  }

  private note(instance: number): void {
    if (this.isChanged[instance] === 1) return;
    this.isChanged[instance] = 1;
    this.changed[this.changes++] = instance;
  }

  private sort(by: 'cpu' | 'memory'): readonly PackedOrder[] {
    const keys = new Float64Array(this.changed.length);
    const orders = this.members.map((list) => new PackedOrder(this.ledger, this.least, list, by, keys));
    this.packed[by] = orders;
    return orders;
  }

  private divide(request: CompiledRequest, provider: number, counter: number): readonly Part[] {
    const { classOf, counters, providerOf } = this.ledger.compiled;
    const poolsOf = new Map<number, number[]>();
    this.members.forEach(([first], pool) => {
      const suited = request.staticRefusals[classOf[first]] === SUITED && (provider === ANY_PROVIDER || providerOf[first] === provider);
      if (!suited) return;
      const value = counter === NO_COUNTER ? 0 : counters[counter].valueOf[first];
      poolsOf.set(value, [...(poolsOf.get(value) ?? []), pool]);
    });
    return [...poolsOf].map(([value, pools]) => ({ value, pools, poolList: pools.map((pool) => this.pools[pool]) }));
  }
}

/** Instances that no request, no counter and no provider tells apart, in lists of limited length, by their first instance. */
function membersOfPools({ classes, classOf, requests, counters, providerOf }: Compiled, largest: number): readonly Int32Array[] {
  const refusals = [...new Set(requests.map(({ staticRefusals }) => staticRefusals))];
  const values = [...new Set(counters.map(({ valueOf }) => valueOf))];
  const firstOf = classes.map((_, id) => classOf.indexOf(id));
  const kindOf = classes.map((_, id) => JSON.stringify([
    providerOf[firstOf[id]],
    refusals.map((row) => row[id]),
    values.map((row) => row[firstOf[id]]),
  ]));
  const lists: number[][] = [];
  const open = new Map<string, number[]>();
  classOf.forEach((id, instance) => {
    const list = open.get(kindOf[id]);
    if (list !== undefined && list.length < largest) {
      list.push(instance);
    } else {
      const started = [instance];
      open.set(kindOf[id], started);
      lists.push(started);
    }
  });
  return lists.map((list) => Int32Array.from(list));
}
