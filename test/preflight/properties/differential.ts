import { randomCase, type CaseSize, type RandomCase } from './random-case';
import { runCase, traceOf, type Trace } from './run-case';
import { shrink } from './shrink';
import { compile } from '../../../src/preflight/scheduler/compile';
import { engineOf, type EngineKind } from '../../../src/preflight/scheduler/create-engine';
import { FIRST, TieBreaker } from '../../../src/preflight/scheduler/tie-break';

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
    const [kind] = differing(randomised, FAST);
    if (kind === undefined) continue;
    const shrunk = shrink(randomised, (smaller) => differing(smaller, [kind]).length > 0);
    return { seed, kind, shrunk, expected: runCase(shrunk, { kind: 'reference' }), got: runCase(shrunk, { kind }) };
  }
  return undefined;
}

/** The engines that do not do what the reference does. */
function differing({ problem, steps }: RandomCase, kinds: readonly EngineKind[]): readonly EngineKind[] {
  const compiled = compile(problem);
  const trace = (kind: EngineKind) => traceOf(engineOf(compiled, kind, new TieBreaker(FIRST)), steps);
  const expected = trace('reference');
  return kinds.filter((kind) => !isEqual(trace(kind), expected));
}

function isEqual(one: Trace, other: Trace): boolean {
  return one.length === other.length && one.every((step, at) => {
    const [left, right] = [step, other[at]];
    return left.length === right.length && left.every((value, index) => value === right[index]);
  });
}
