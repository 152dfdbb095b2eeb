import type { Refusal } from '../scheduler/refusal';

/** What one run of one scenario did, per service (index into `Situation.services`). */
export type Outcome = ReadonlyMap<number, ServiceOutcome>;

export interface ServiceOutcome {
  readonly asked: number;
  readonly placed: number;
  /** True when something found no place. */
  readonly failed: boolean;
  /** Half a sentence about how it went, for a report. */
  readonly remark?: string;
  readonly failure?: Failure;
}

export interface Failure {
  /** Which moment of the scenario, such as `rolling deployment, 8 tasks at once`. */
  readonly moment: string;
  readonly deadlock?: Deadlock;
  /** The instances at that moment, where they were looked at: see `seenIn`. */
  readonly seen?: Seen;
}

/** What the instances said to the next task. */
export interface Seen {
  /** Alike instances that refuse for the same reasons are one; `instance` is the first of them, in the order of the problem. */
  readonly refusals: readonly CountedRefusal[];
  /** The instance that needs the smallest change to take the task, and its tasks of each service, both revisions together. */
  readonly nearest?: Refusal;
  readonly held: ReadonlyMap<number, number>;
  /** Tasks of each service on all instances, both revisions together. */
  readonly running: ReadonlyMap<number, number>;
}

export interface CountedRefusal extends Refusal {
  readonly count: number;
}

/** The numbers of a rolling deployment that can neither start nor stop a task. */
export interface Deadlock {
  readonly old: number;
  readonly fresh: number;
  readonly lower: number;
  readonly upper: number;
  readonly mayStart: number;
  readonly mayStop: number;
}
