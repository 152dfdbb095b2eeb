import type { Certificate } from './certificate';
import { roomFor } from './copies';
import type { Engine } from '../scheduler/engine';

/**
 * Proof that `counts[request]` tasks of the request cannot run at once beside `counts` of all others, or undefined.
 * `engine` may be in any state: the proof looks at empty instances only.
 */
export function proveCannotFit(engine: Engine, counts: readonly number[], request: number): Certificate | undefined {
  const asked = counts[request];
  if (asked <= 0) return undefined;
  if (engine.problem.instances.length === 0) return { kind: 'no-instances' };
  const room = roomFor(engine, request);
  if (room === 0) return { kind: 'too-large-when-empty' };
  if (room < asked) return { kind: 'copies', asked, room };
  return proveByVolume(engine, counts, request);
}

function proveByVolume(engine: Engine, counts: readonly number[], request: number): Certificate | undefined {
  const { instances, requests } = engine.problem;
  for (const resource of ['memory', 'cpu', 'enis', 'gpus'] as const) {
    if (requests[request].needs[resource] === 0) continue;
    let needed = 0;
    counts.forEach((count, index) => {
      needed += count * requests[index].needs[resource];
    });
    const offered = instances.reduce((sum, instance) => sum + instance.registered[resource], 0);
    if (needed > offered) return { kind: 'volume', resource, needed, offered };
  }
  return undefined;
}
