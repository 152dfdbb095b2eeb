import type { RandomCase, Step } from './random-case';
import { createEngine, type EngineOptions } from '../../../src/preflight/scheduler/create-engine';
import type { Engine } from '../../../src/preflight/scheduler/engine';

/** Everything that can be seen of a run: what each step gave, then the last state. */
export type Trace = readonly (readonly number[])[];

export function runCase({ problem, steps }: RandomCase, options: EngineOptions): Trace {
  return traceOf(createEngine(problem, options), steps);
}

export function traceOf(engine: Engine, steps: readonly Step[]): Trace {
  const marks: number[] = [];
  return [...steps.map((step) => runStep(engine, step, marks)), stateOf(engine)];
}

export function runStep(engine: Engine, step: Step, marks: number[]): readonly number[] {
  const { instances, requests } = engine.problem;
  const request = 'request' in step ? step.request % requests.length : 0;
  if ('instance' in step && instances.length === 0) return [];
  const instance = 'instance' in step ? step.instance % instances.length : 0;
  switch (step.kind) {
    case 'place': return [engine.place(request)];
    case 'place-many': return engine.placeMany(request, step.count);
    case 'stop-one': return [engine.stopOne(request)];
    case 'stop-many': return [engine.stopMany(request, step.count)];
    case 'place-on': return [Number(engine.placeOn(request, instance))];
    case 'stop': return stopIfThere(engine, request, instance);
    case 'lose': return engine.lose(instance);
    case 'drain': return (engine.drain(instance), []);
    case 'restore': return (engine.restore(instance), []);
    case 'mark': return [marks.push(engine.mark())];
    case 'roll-back': return rollBack(engine, marks);
  }
}

/** How many tasks of each request run, what is left on each instance, how many tasks of each request run there, and which do. */
export function stateOf(engine: Engine): readonly number[] {
  const counts = engine.problem.requests.map((_, request) => engine.count(request));
  return counts.concat(engine.problem.instances.flatMap((_, instance) => [
    ...Object.values(engine.remaining(instance)),
    Number(engine.isActive(instance)),
    ...engine.problem.requests.map((__, request) => engine.countOn(request, instance)),
    ...engine.requestsOn(instance),
  ]));
}

function stopIfThere(engine: Engine, request: number, instance: number): readonly number[] {
  const tasks = engine.countOn(request, instance);
  if (tasks > 0) engine.stop(request, instance);
  return [tasks];
}

function rollBack(engine: Engine, marks: number[]): readonly number[] {
  const mark = marks.pop();
  if (mark !== undefined) engine.rollBack(mark);
  return [];
}
