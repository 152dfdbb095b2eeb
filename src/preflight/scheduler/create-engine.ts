import { compile, type Compiled } from './compile';
import type { Engine } from './engine';
import { Ledger } from './ledger';
import type { Problem } from './problem';
import { ReferenceChooser } from './reference';
import { SchedulerEngine } from './scheduler-engine';
import { FIRST, TieBreaker, type TieBreak } from './tie-break';

export interface EngineOptions {
  /** How instances are found; every kind finds the same ones. Default: `reference`. */
  readonly kind?: EngineKind;
  /** Default: FIRST. */
  readonly tieBreak?: TieBreak;
}

export type EngineKind = 'reference';

/** A scheduler over the problem, on which nothing runs yet. */
export function createEngine(problem: Problem, options: EngineOptions = {}): Engine {
  return engineOf(compile(problem), options.kind ?? 'reference', new TieBreaker(options.tieBreak ?? FIRST));
}

/** For many engines over one problem. */
export function engineOf(compiled: Compiled, _kind: EngineKind, tieBreaker: TieBreaker): SchedulerEngine {
  const ledger = new Ledger(compiled);
  return new SchedulerEngine(ledger, new ReferenceChooser(ledger, tieBreaker), tieBreaker);
}
