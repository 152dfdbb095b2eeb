import type { CompiledRequest } from './compile';

/** Any instance group of the cluster. */
export const ANY_PROVIDER = -1;

/** The part in which the engines differ: how the instance of a task is found. All of them find the same one. */
export interface Chooser {
  /** The instance for the next task, or NOT_PLACED. Only instances of the group `provider`, unless it is ANY_PROVIDER. */
  choose(request: CompiledRequest, provider: number): number;
  /** Places up to `count` tasks and adds their instances to `placed`; undefined where one task after the other is as good. */
  placeRun?(request: CompiledRequest, provider: number, count: number, placed: number[]): void;
}
