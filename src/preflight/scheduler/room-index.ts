import { ANY_PROVIDER } from './chooser';
import type { CompiledRequest } from './compile';
import type { Ledger } from './ledger';
import { PackedOrder } from './packed-order';
import { NO_COUNTER } from './plan';
import { Pool } from './pool';
import { SUITED } from './static-feasibility';

/** Classes that may take a task and whose instances have the same value of the attribute that the task is spread over. */
export interface Part {
  /** Value of the counter; 0 when nothing is counted. */
  readonly value: number;
  readonly classes: Int32Array;
}

/** Keeps the instances of each class in the orders in which tasks look for room. Changes are taken in when they matter. */
export class RoomIndex {
  readonly pools: readonly Pool[];
  private readonly packed: Record<'cpu' | 'memory', readonly PackedOrder[] | undefined> = { cpu: undefined, memory: undefined };
  private readonly members: readonly Int32Array[];
  private readonly changed: Int32Array;
  private readonly isChanged: Uint8Array;
  private changes = 0;
  /** By request, then by provider + 1. */
  private readonly parts: (readonly Part[] | undefined)[][];

  constructor(private readonly ledger: Ledger) {
    const { classes, classOf } = ledger.compiled;
    const members: number[][] = classes.map(() => []);
    classOf.forEach((id, instance) => members[id].push(instance));
    this.members = members.map((list) => Int32Array.from(list));
    this.pools = this.members.map((list) => new Pool(ledger, list));
    this.changed = new Int32Array(classOf.length);
    this.isChanged = new Uint8Array(classOf.length);
    this.parts = ledger.compiled.requests.map(() => []);
    ledger.onChange((instance) => this.note(instance));
  }

  /** The orders of all classes by what is left of a dimension. */
  packedBy(by: 'cpu' | 'memory'): readonly PackedOrder[] {
    return this.packed[by] ?? this.sort(by);
  }

  /** Takes in what changed since the last search. */
  update(): void {
    const { classOf } = this.ledger.compiled;
    for (let at = 0; at < this.changes; at++) {
      const instance = this.changed[at];
      const id = classOf[instance];
      this.isChanged[instance] = 0;
      this.pools[id].raise(instance);
      this.packed.cpu?.[id].refresh(instance);
      this.packed.memory?.[id].refresh(instance);
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
    const orders = this.members.map((list) => new PackedOrder(this.ledger, list, by, keys));
    this.packed[by] = orders;
    return orders;
  }

  private divide(request: CompiledRequest, provider: number, counter: number): readonly Part[] {
    const { counters, providerOf } = this.ledger.compiled;
    const classesOf = new Map<number, number[]>();
    this.members.forEach(([first], id) => {
      const suited = request.staticRefusals[id] === SUITED && (provider === ANY_PROVIDER || providerOf[first] === provider);
      if (!suited) return;
      const value = counter === NO_COUNTER ? 0 : counters[counter].valueOf[first];
      classesOf.set(value, [...(classesOf.get(value) ?? []), id]);
    });
    return [...classesOf].map(([value, classes]) => ({ value, classes: Int32Array.from(classes) }));
  }
}
