import type { Bound } from './certificate';
import { copiesPerKind, roomFor } from './copies';
import { kindsOf } from './instance-kinds';
import { proveByWeights } from './weights';
import type { Engine } from '../scheduler/engine';
import type { Problem } from '../scheduler/problem';

/**
 * Proof that `counts[request]` tasks of the request cannot run at once beside `counts` of all others, or undefined.
 * `engine` may be in any state: the proof looks at empty instances only.
 */
export function proveCannotFit(engine: Pick<Engine, 'problem'>, counts: readonly number[], request: number): Bound | undefined {
  const asked = counts[request];
  if (asked <= 0) return undefined;
  if (engine.problem.instances.length === 0) return { kind: 'no-instances' };
  const room = roomFor(engine, request);
  if (room === 0) return { kind: 'too-large-when-empty' };
  if (room < asked) return { kind: 'copies', asked, room };
  const byWeights = () => {
    const proof = proveByWeights(engine.problem, counts);
    // A task that weighs nothing has no part in the proof.
    return proof && proof.weights[request] > 0 ? { kind: 'weights' as const, ...proof } : undefined;
  };
  return proveByVolume(engine.problem, counts, request) ?? byWeights();
}

/** On the instances that the request may use, together with every request that may use no others. */
function proveByVolume(problem: Problem, counts: readonly number[], request: number): Bound | undefined {
  const { kinds, kindOf } = kindsOf(problem);
  const usable = copiesPerKind(problem, request).map((copies) => copies > 0);
  const tied = counts.flatMap((count, index) =>
    count > 0 && copiesPerKind(problem, index).every((copies, kind) => copies === 0 || usable[kind]) ? [index] : []);
  for (const resource of ['memory', 'cpu', 'enis', 'gpus'] as const) {
    if (problem.requests[request].needs[resource] === 0) continue;
    const needed = tied.reduce((sum, index) => sum + counts[index] * problem.requests[index].needs[resource], 0);
    const offered = kinds.reduce((sum, { instance, count }, kind) => sum + (usable[kind] ? count * instance.registered[resource] : 0), 0);
    if (needed <= offered) continue;
    const instances = problem.instances.flatMap((_, instance) => (usable[kindOf[instance]] ? [instance] : []));
    return { kind: 'volume', resource, needed, offered, requests: tied, instances };
  }
  return undefined;
}
