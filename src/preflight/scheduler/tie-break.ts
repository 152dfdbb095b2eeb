import type { CompiledRequest } from './compile';
import type { Ledger } from './ledger';
import { Random } from './random';
import { SUITED } from './static-feasibility';

/**
 * Which instance is taken when the strategies leave several. ECS documents it for the default strategy only.
 * - `first`: the one with the fewest tasks of the group, then the first in the order of the problem
 * - `random`: any of them, by seed
 * - `adversarial`: of `sample` of them, drawn by seed, the one that shuts out the most other requests
 */
export type TieBreak =
  | { readonly kind: 'first' }
  | { readonly kind: 'random'; readonly seed: number }
  | { readonly kind: 'adversarial'; readonly seed: number; readonly sample: number };

export const FIRST: TieBreak = { kind: 'first' };

/** Instances that are equal so far, in the order of the problem. */
export interface Ties {
  readonly instances: Int32Array;
  readonly count: number;
}

/** Holds the state of the generator; one per engine. */
export class TieBreaker {
  private readonly random: Random;

  constructor(readonly rule: TieBreak) {
    this.random = new Random(rule.kind === 'first' ? 1 : rule.seed);
  }

  /** Starts the sequence of choices again with another seed. */
  reseed(seed: number): void {
    this.random.reseed(seed);
  }

  /** Any of the instances; what the strategy `random` does under every rule. */
  any(ties: Ties): number {
    return ties.instances[ties.count === 1 ? 0 : this.random.below(ties.count)];
  }

  /** The instance for one more task. */
  forStart(ties: Ties, request: CompiledRequest, ledger: Ledger): number {
    switch (this.rule.kind) {
      case 'first': return fewestTasks(ties, ledger.groupRow(request.group));
      case 'random': return this.any(ties);
      case 'adversarial': return this.worst(ties, request, ledger, this.rule.sample);
    }
  }

  /** The instance whose task ends. */
  forStop(ties: Ties): number {
    return this.rule.kind === 'first' ? ties.instances[0] : this.any(ties);
  }

  private worst(ties: Ties, request: CompiledRequest, ledger: Ledger, sample: number): number {
    const drawn = ties.count <= sample
      ? ties.instances.subarray(0, ties.count)
      : Int32Array.from({ length: sample }, () => this.any(ties));
    const harms = drawn.map((instance) => shutOut(instance, request, ledger));
    return drawn[harms.indexOf(Math.max(...harms))];
  }
}

function fewestTasks(ties: Ties, tasks: Int32Array): number {
  let best = ties.instances[0];
  for (let at = 1; at < ties.count; at++) {
    if (tasks[ties.instances[at]] < tasks[best]) best = ties.instances[at];
  }
  return best;
}

/** How many requests find room on the instance now, and no longer after one task of the request. */
function shutOut(instance: number, request: CompiledRequest, ledger: Ledger): number {
  const { requests, classOf } = ledger.compiled;
  const fitting = requests.filter((other) => other.staticRefusals[classOf[instance]] === SUITED && ledger.hasRoom(other, instance));
  const mark = ledger.mark();
  ledger.change(request, instance, 1);
  const harm = fitting.filter((other) => !ledger.hasRoom(other, instance)).length;
  ledger.rollBack(mark);
  return harm;
}
