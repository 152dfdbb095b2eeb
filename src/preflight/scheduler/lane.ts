import type { CompiledRequest } from './compile';
import type { Ledger } from './ledger';
import { NONE } from './pool';

/** Hands out one instance after the other, for the tasks of one run. */
export interface RunCursor {
  /** The next instance, or NONE; what was handed out before has got its tasks. */
  next(): number;
  /** How many tasks of the run the instance that was handed out takes before another one is the choice. */
  room(instance: number): number;
}

/**
 * One part of the cluster that takes part in a run, such as a zone. The tasks of its present choice are counted here and
 * written into the ledger together.
 */
export class Lane {
  /** The instance for the next task, or NONE. */
  choice = NONE;
  /** How many more tasks the choice takes. */
  room = 0;
  /** What the choice is ordered by; least first. */
  key = 0;
  /** Tasks of the group on the choice. */
  mates = 0;
  private pending = 0;

  /**
   * `tasks` are those of the group in the part. `keys` is what instances are ordered by, and `step` how much of it each
   * task adds.
   */
  constructor(
    private readonly cursor: RunCursor,
    private readonly ledger: Ledger,
    private readonly request: CompiledRequest,
    private readonly keys: Float64Array | Int32Array,
    private readonly step: number,
    public tasks: number,
  ) {
    this.advance();
  }

  /** Gives tasks to the choice, at most as many as it has room for. */
  take(tasks: number): void {
    this.tasks += tasks;
    this.mates += tasks;
    this.key += tasks * this.step;
    this.room -= tasks;
    this.pending += tasks;
  }

  /** Writes down what the choice got and goes to the next one. */
  advance(): void {
    this.write();
    const choice = this.cursor.next();
    this.choice = choice;
    if (choice === NONE) return;
    this.room = this.cursor.room(choice);
    this.key = this.keys[choice];
    this.mates = this.ledger.groupRow(this.request.group)[choice];
  }

  write(): void {
    if (this.pending > 0) this.ledger.change(this.request, this.choice, this.pending);
    this.pending = 0;
  }
}

/** The lane with the fewest tasks of the group among those that have room; with equally many, the one with the better choice. */
export function nextLane(lanes: readonly Lane[]): Lane | undefined {
  let best: Lane | undefined;
  for (let at = 0; at < lanes.length; at++) {
    const lane = lanes[at];
    if (lane.choice !== NONE && (best === undefined || isBefore(lane, best))) best = lane;
  }
  return best;
}

function isBefore(one: Lane, other: Lane): boolean {
  if (one.tasks !== other.tasks) return one.tasks < other.tasks;
  if (one.key !== other.key) return one.key < other.key;
  if (one.mates !== other.mates) return one.mates < other.mates;
  return one.choice < other.choice;
}
