import { BatchedChooser } from './batched';
import { compile, type Compiled } from './compile';
import type { Engine } from './engine';
import { IndexedChooser } from './indexed';
import { Ledger } from './ledger';
import type { Problem } from './problem';
import { ReferenceChooser } from './reference';
import { SchedulerEngine } from './scheduler-engine';
import { FIRST, TieBreaker, type TieBreak } from './tie-break';

export interface EngineOptions {
  /** How instances are found; every kind finds the same ones. Default: `reference`, and `batched` on large clusters. */
  readonly kind?: EngineKind;
  /** Default: FIRST. */
  readonly tieBreak?: TieBreak;
}

/**
 * - `reference`: reads like the ECS page, one scan a task
 * - `indexed`: keeps instances in order of what is left; for tasks in mixed order and for single moves
 * - `batched`: `indexed`, and identical tasks in runs
 */
export type EngineKind = 'reference' | 'indexed' | 'batched';

/** From here on, scanning all instances for each task takes longer than keeping them in order. */
const LARGE_CLUSTER = 64;


/** A scheduler over the problem, on which nothing runs yet. */
export function createEngine(problem: Problem, options: EngineOptions = {}): Engine {
  const kind = options.kind ?? (problem.instances.length < LARGE_CLUSTER ? 'reference' : 'batched');
  return engineOf(compile(problem), kind, new TieBreaker(options.tieBreak ?? FIRST));
}

/** For many engines over one problem. */
export function engineOf(compiled: Compiled, kind: EngineKind, tieBreaker: TieBreaker): SchedulerEngine {
  const ledger = new Ledger(compiled);
  return new SchedulerEngine(ledger, new CHOOSERS[kind](ledger, tieBreaker), tieBreaker);
}

const CHOOSERS = { reference: ReferenceChooser, indexed: IndexedChooser, batched: BatchedChooser };
