import type { Engine } from './engine';

/** A daemon that has a claim to an instance and no room there. */
export interface UnplacedDaemon {
  readonly request: number;
  readonly instance: number;
}

/** Starts every daemon on every instance it belongs to, before any other task; those that found no room. */
export function placeDaemons(engine: Engine): readonly UnplacedDaemon[] {
  const unplaced: UnplacedDaemon[] = [];
  engine.problem.requests.forEach((source, request) => {
    if (!source.daemon) return;
    engine.placeMany(request, engine.problem.instances.length);
    const belongs = engine.refusalsWhenEmpty(request).filter(({ reasons }) => reasons.length === 0);
    unplaced.push(...belongs.filter(({ instance }) => engine.countOn(request, instance) === 0).map(({ instance }) => ({ request, instance })));
  });
  return unplaced;
}
