import type { CompiledRequest } from './compile';
import type { Ledger } from './ledger';
import type { RunPlan } from './plan';
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
  private pending = 0;

  /** `tasks` are those of the group in the part. */
  constructor(
    private readonly cursor: RunCursor,
    private readonly ledger: Ledger,
    private readonly request: CompiledRequest,
    private readonly plan: RunPlan,
    public tasks: number,
  ) {
    this.advance();
  }

  /** Gives tasks to the choice, at most as many as it has room for. */
  take(tasks: number): void {
    this.tasks += tasks;
    this.room -= tasks;
    this.pending += tasks;
  }

  /** Writes down what the choice got and goes to the next one. */
  advance(): void {
    this.write();
    this.choice = this.cursor.next();
    if (this.choice !== NONE) this.room = this.cursor.room(this.choice);
  }

  write(): void {
    if (this.pending > 0) this.ledger.change(this.request, this.choice, this.pending);
    this.pending = 0;
  }

  /** What is left on the choice of what the run packs by. */
  left(): number {
    const { plan, request, ledger } = this;
    return plan.kind === 'pack' ? ledger[plan.by][this.choice] - this.pending * request[plan.by] : 0;
  }

  /** Tasks of the group on the choice. */
  mates(): number {
    return this.ledger.groupRow(this.request.group)[this.choice] + this.pending;
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
  return (one.tasks - other.tasks || one.left() - other.left() || one.mates() - other.mates() || one.choice - other.choice) < 0;
}
