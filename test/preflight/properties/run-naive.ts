import { NaiveEcs } from './naive-ecs';
import type { RandomCase, Step } from './random-case';
import { runCase, type Trace } from './run-case';
import type { Problem } from '../../../src/preflight/scheduler/problem';

/** Whether a strategy draws, which the second scheduler does not. */
export function draws({ requests }: Problem): boolean {
  return requests.some(({ strategies }) => strategies.some(({ kind }) => kind === 'random'));
}

/** Whether the second scheduler chooses in another way than the engine. */
export function disagrees(randomised: RandomCase): boolean {
  return JSON.stringify(runNaive(randomised)) !== JSON.stringify(runCase(randomised, { kind: 'reference' }));
}

/** The same trace as `runCase`, made by the second scheduler. */
export function runNaive({ problem, steps }: RandomCase): Trace {
  const naive = new NaiveEcs(problem);
  const marks: Pick<NaiveEcs, 'tasks' | 'gone'>[] = [];
  return [...steps.map((step) => runStep(naive, problem, step, marks)), stateOf(naive, problem)];
}

function runStep(naive: NaiveEcs, problem: Problem, step: Step, marks: Pick<NaiveEcs, 'tasks' | 'gone'>[]): readonly number[] {
  const request = problem.requests['request' in step ? step.request % problem.requests.length : 0];
  if ('instance' in step && problem.instances.length === 0) return [];
  const instance = problem.instances['instance' in step ? step.instance % problem.instances.length : 0];
  const numbers = (chosen: readonly (typeof instance | undefined)[]) =>
    chosen.map((one) => (one === undefined ? -1 : problem.instances.indexOf(one)));
  switch (step.kind) {
    case 'place':
      return numbers([naive.place(request)]);
    case 'place-many':
      return numbers(naive.placeMany(request, step.count));
    case 'stop-one':
      return numbers([naive.stopOne(request)]);
    case 'stop-many':
      return [Array.from({ length: step.count }, () => naive.stopOne(request)).filter((ended) => ended !== undefined).length];
    case 'place-on':
      return [Number(naive.placeOn(request, instance))];
    case 'stop': {
      const tasks = naive.on(instance).filter((task) => task.request === request).length;
      if (tasks > 0) naive.stop(request, instance);
      return [tasks];
    }
    case 'lose':
      return naive.lose(instance).map((ended) => problem.requests.indexOf(ended));
    case 'drain':
      return (naive.drain(instance), []);
    case 'restore':
      return (naive.restore(instance), []);
    case 'mark':
      return [marks.push({ tasks: naive.tasks, gone: naive.gone })];
    case 'roll-back':
      return (Object.assign(naive, marks.pop()), []);
  }
}

function stateOf(naive: NaiveEcs, problem: Problem): readonly number[] {
  const counts = problem.requests.map((request) => naive.tasks.filter((task) => task.request === request).length);
  return counts.concat(
    problem.instances.flatMap((instance) => [
      ...(['cpu', 'memory', 'gpus', 'enis'] as const).map((dimension) => naive.left(instance, dimension)),
      naive.gone.has(instance) ? 0 : 1,
      ...problem.requests.map((request) => naive.on(instance).filter((task) => task.request === request).length),
      ...problem.requests.flatMap((request, index) => (naive.on(instance).some((task) => task.request === request) ? [index] : [])),
    ]),
  );
}
