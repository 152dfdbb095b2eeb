import type { CompiledRequest } from './compile';
import type { RunCursor } from './lane';
import type { Ledger } from './ledger';
import { NONE, type Pool } from './pool';

/**
 * Hands out the instances of some pools for the tasks of one run: those with the fewest tasks of the group first, then in the
 * order of the problem. Each instance that is handed out must get a task before the next is asked for, and nothing else
 * may change meanwhile.
 */
export class LevelCursor implements RunCursor {
  private readonly places: Int32Array;
  private level = 0;
  /** The fewest tasks that were seen on an instance above the level. */
  private above = Infinity;
  private last = NONE;

  constructor(private readonly request: CompiledRequest, private readonly ledger: Ledger, private readonly pools: readonly Pool[]) {
    this.places = new Int32Array(pools.length);
    this.restart();
  }

  /** The next instance, or NONE when none has room. */
  next(): number {
    if (this.last !== NONE) this.advance(this.last, this.places[this.last] + 1);
    for (;;) {
      const at = this.foremost();
      this.last = at;
      if (at !== NONE) {
        this.above = Math.min(this.above, this.level + 1);
        return this.pools[at].members[this.places[at]];
      }
      if (this.above === Infinity) return NONE;
      this.level = this.above;
      this.restart();
    }
  }

  /** After one task, another instance has fewer. */
  room(): number {
    return 1;
  }

  private restart(): void {
    this.above = Infinity;
    for (let at = 0; at < this.pools.length; at++) this.advance(at, 0);
  }

  /** Moves a pool to its next instance of the level. */
  private advance(at: number, from: number): void {
    const pool = this.pools[at];
    const tasks = this.ledger.groupRow(this.request.group);
    let place = pool.nextFit(this.request, from);
    while (place !== NONE && tasks[pool.members[place]] !== this.level) {
      this.above = Math.min(this.above, tasks[pool.members[place]]);
      place = pool.nextFit(this.request, place + 1);
    }
    this.places[at] = place;
  }

  /** The pool whose next instance comes first in the problem. */
  private foremost(): number {
    let best = NONE;
    for (let at = 0; at < this.pools.length; at++) {
      if (this.places[at] === NONE) continue;
      if (best === NONE || this.instanceOf(at) < this.instanceOf(best)) best = at;
    }
    return best;
  }

  private instanceOf(at: number): number {
    return this.pools[at].members[this.places[at]];
  }
}
