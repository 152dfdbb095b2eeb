import type { Problem } from './problem';
import type { Refusal } from './refusal';

/** No instance: the task was not placed. */
export const NOT_PLACED = -1;

/** Bounds a call whose tasks need nothing and so would never run out of room. ECS allows 5,000 tasks a service. */
export const MAX_TASKS_PER_CALL = 1_000_000;

/**
 * The scheduler over one problem and its changing state. Requests and instances are named by their index
 * in the problem. Every engine makes the same choices for the same calls.
 */
export interface Engine {
  readonly problem: Problem;
  /** Places one task; the index of its instance, or NOT_PLACED. */
  place(request: number): number;
  /**
   * Places up to `count` tasks, one after the other; indices of the instances of those that were placed.
   * A call tries at most MAX_TASKS_PER_CALL.
   */
  placeMany(request: number, count: number): readonly number[];
  /** Puts a task on a given instance without asking the strategies (start state, `StartTask`); false when it does not fit. */
  placeOn(request: number, instance: number): boolean;
  /** Ends a task of the request on that instance; what it held is free at once. */
  stop(request: number, instance: number): void;
  /** Ends one task as scale-in would choose it; the instance it ran on, or NOT_PLACED when there is none. */
  stopOne(request: number): number;
  /** Ends up to `count` tasks, each as `stopOne` would choose it; how many were ended. */
  stopMany(request: number, count: number): number;
  /** Takes an instance out; its tasks are ended and returned as request indices, in the order of the problem. */
  lose(instance: number): readonly number[];
  /** Takes an instance out of placement only (DRAINING); its tasks stay. */
  drain(instance: number): void;
  /** Puts an instance that was lost or drained back into placement: a new one of its kind has started in its place. */
  restore(instance: number): void;
  /** Tasks of a request on an instance. */
  countOn(request: number, instance: number): number;
  /** Requests that have a task on the instance, in the order of the problem. */
  requestsOn(instance: number): readonly number[];
  /** Tasks of a request on all instances. */
  count(request: number): number;
  isActive(instance: number): boolean;
  /** What is left on an instance. */
  remaining(instance: number): { readonly cpu: number; readonly memory: number; readonly gpus: number; readonly enis: number };
  /** Why each instance would refuse one more task of the request now; empty reasons mean it would take it. */
  refusals(request: number): readonly Refusal[];
  /** Like `refusals`, for an instance on which nothing runs: what is refused here is refused for ever. */
  refusalsWhenEmpty(request: number): readonly Refusal[];
  /** Remembers the state; states are undone last first. */
  mark(): number;
  rollBack(mark: number): void;
}
