import { compile } from '../scheduler/compile';
import { engineOf } from '../scheduler/create-engine';
import { NOT_PLACED, type Engine } from '../scheduler/engine';
import type { Problem } from '../scheduler/problem';
import { Random } from '../scheduler/random';
import { FIRST, TieBreaker } from '../scheduler/tie-break';

/**
 * The fast engine over the instances in another order. It breaks ties by that order, so each arrangement is another way in which
 * ECS may choose among equal instances. Whoever uses it sees the instances as the problem numbers them.
 */
export function reorderedEngine(problem: Problem, arrangement: number): Engine {
  const places = problem.instances.map((_, instance) => instance);
  new Random(arrangement).shuffle(places);
  const inner = engineOf(compile({ ...problem, instances: places.map((instance) => problem.instances[instance]) }), 'batched', new TieBreaker(FIRST));
  return numberedAs(problem, places, inner);
}

/** `places[at]` is the instance of the problem that the inner engine knows as `at`. */
function numberedAs(problem: Problem, places: readonly number[], inner: Engine): Engine {
  const at = new Int32Array(places.length);
  places.forEach((instance, place) => (at[instance] = place));
  const outer = (place: number) => (place === NOT_PLACED ? NOT_PLACED : places[place]);
  const byInstance = <T extends { readonly instance: number }>(list: readonly T[]): readonly T[] =>
    list.map((item) => ({ ...item, instance: places[item.instance] })).sort((a, b) => a.instance - b.instance);
  return {
    problem,
    place: (request) => outer(inner.place(request)),
    placeMany: (request, count) => inner.placeMany(request, count).map(outer),
    placeOn: (request, instance) => inner.placeOn(request, at[instance]),
    stop: (request, instance) => inner.stop(request, at[instance]),
    stopOne: (request) => outer(inner.stopOne(request)),
    stopMany: (request, count) => inner.stopMany(request, count),
    lose: (instance) => inner.lose(at[instance]),
    drain: (instance) => inner.drain(at[instance]),
    restore: (instance) => inner.restore(at[instance]),
    countOn: (request, instance) => inner.countOn(request, at[instance]),
    requestsOn: (instance) => inner.requestsOn(at[instance]),
    count: (request) => inner.count(request),
    isActive: (instance) => inner.isActive(at[instance]),
    remaining: (instance) => inner.remaining(at[instance]),
    refusals: (request) => byInstance(inner.refusals(request)),
    refusalsWhenEmpty: (request) => byInstance(inner.refusalsWhenEmpty(request)),
    mark: () => inner.mark(),
    rollBack: (mark) => inner.rollBack(mark),
  };
}
