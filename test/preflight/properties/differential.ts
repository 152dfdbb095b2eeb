import { randomCase, type CaseSize, type RandomCase } from './random-case';
import { runCase, type Trace } from './run-case';
import { shrink } from './shrink';
import type { EngineKind } from '../../../src/preflight/scheduler/create-engine';

export interface Difference {
  readonly seed: number;
  readonly kind: EngineKind;
  readonly shrunk: RandomCase;
  readonly expected: Trace;
  readonly got: Trace;
}

const FAST: readonly EngineKind[] = ['indexed', 'batched'];

/** Runs the cases of the seeds through all engines; the first one in which any of them differs from the reference, made small. */
export function firstDifference(firstSeed: number, cases: number, most?: CaseSize): Difference | undefined {
  for (let seed = firstSeed; seed < firstSeed + cases; seed++) {
    const randomised = randomCase(seed, most);
    const kind = FAST.find((fast) => differs(randomised, fast));
    if (kind === undefined) continue;
    const shrunk = shrink(randomised, (smaller) => differs(smaller, kind));
    return { seed, kind, shrunk, expected: runCase(shrunk, { kind: 'reference' }), got: runCase(shrunk, { kind }) };
  }
  return undefined;
}

function differs(randomised: RandomCase, kind: EngineKind): boolean {
  return JSON.stringify(runCase(randomised, { kind })) !== JSON.stringify(runCase(randomised, { kind: 'reference' }));
}
