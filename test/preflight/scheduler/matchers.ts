import type { Engine } from '../../../src/preflight/scheduler/engine';
import type { Reason } from '../../../src/preflight/scheduler/refusal';

/** What came of placing tasks of one service. */
export interface Placing {
  readonly engine: Engine;
  readonly request: number;
  readonly asked: number;
  readonly instances: readonly number[];
}

/** Places tasks of a service, named by its id. */
export function placing(engine: Engine, service: string, count: number): Placing {
  const request = engine.problem.requests.findIndex(({ id }) => id === service);
  return { engine, request, asked: count, instances: engine.placeMany(request, count) };
}

/** Tasks of the service by zone, in the order of the zone names. */
export function byZone({ engine, request }: Placing): readonly number[] {
  const zones = [...new Set(engine.problem.instances.map(({ zone }) => zone))].sort();
  return zones.map((zone) => engine.problem.instances
    .map((instance, index) => (instance.zone === zone ? engine.countOn(request, index) : 0))
    .reduce((total, tasks) => total + tasks, 0));
}

/** Tasks of the service by instance. */
export function byInstance({ engine, request }: Placing): readonly number[] {
  return engine.problem.instances.map((_, index) => engine.countOn(request, index));
}

expect.extend({
  toSpread(placed: Placing, ...zones: number[]) {
    return { pass: this.equals(byZone(placed), zones), message: () => `tasks by zone: expected ${zones}, got ${byZone(placed)}` };
  },
  toPack(placed: Placing, ...instances: number[]) {
    return { pass: this.equals(byInstance(placed), instances), message: () => `tasks by instance: expected ${instances}, got ${byInstance(placed)}` };
  },
  toPlace(placed: Placing, count: number) {
    return { pass: placed.instances.length === count, message: () => `of ${placed.asked} tasks: expected ${count} placed, got ${placed.instances.length}` };
  },
  toRejectFor(placed: Placing, ...kinds: Reason['kind'][]) {
    const refusals = placed.engine.refusals(placed.request);
    const got = [...new Set(refusals.flatMap(({ reasons }) => reasons.map(({ kind }) => kind)))].sort();
    const pass = placed.instances.length < placed.asked && refusals.every(({ reasons }) => reasons.length > 0) && this.equals(got, [...kinds].sort());
    return { pass, message: () => `expected a rejection for ${kinds}, got ${placed.instances.length} of ${placed.asked} placed and ${JSON.stringify(refusals)}` };
  },
});

declare global {
  // The types of jest are extended through this namespace only.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace jest {
    interface Matchers<R> {
      /** Tasks of the service in each zone. */
      toSpread(...zones: number[]): R;
      /** Tasks of the service on each instance. */
      toPack(...instances: number[]): R;
      /** How many of the tasks were placed. */
      toPlace(count: number): R;
      /** Some task was not placed, and these are all the reasons that instances give. */
      toRejectFor(...kinds: Reason['kind'][]): R;
    }
  }
}
