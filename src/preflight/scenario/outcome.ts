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
  /** The state at that moment; recorded for the first failure of a service in a scenario. */
  readonly failure?: Failure;
}

export interface Failure {
  /** Which moment of the scenario, such as `rolling deployment, 8 tasks at once`. */
  readonly moment: string;
  readonly refusals: readonly Refusal[];
  /** Tasks of every service on each instance at that moment: [instance][service]. */
  readonly held: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly deadlock?: Deadlock;
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
