import { NaiveEcs } from './naive-ecs';
import type { Instance, Problem } from '../../../src/preflight/scheduler/problem';

/** What can come of placing all tasks in any order, with any choice among instances that the strategies leave equal. */
export interface Possible {
  readonly success: boolean;
  readonly failure: boolean;
}

/** Tries every order of the tasks and every choice. `undefined` when there are too many states. */
export function tryEverything(problem: Problem, counts: readonly number[], mostStates = 20_000): Possible | undefined {
  const seen = new Set<string>();
  let [success, failure] = [false, false];
  const visit = (tasks: NaiveEcs['tasks'], left: readonly number[]): boolean => {
    const key = JSON.stringify([left, tasks.map((task) => `${task.request.id} ${task.instance.id}`).sort()]);
    if (seen.has(key) || (success && failure)) return true;
    if (seen.add(key).size > mostStates) return false;
    if (left.every((count) => count === 0)) return (success = true);
    return problem.requests.every((request, index) => {
      if (left[index] === 0) return true;
      const naive = new NaiveEcs(problem);
      naive.tasks = tasks;
      const choices = naive.equals(request);
      // A task without an instance fails the run; the run is over.
      if (choices.length === 0) return (failure = true);
      const rest = left.map((count, other) => (other === index ? count - 1 : count));
      return choices.every((instance: Instance) => visit([...tasks, { request, instance }], rest));
    });
  };
  return visit([], counts) || (success && failure) ? { success, failure } : undefined;
}
