import type { Capacity } from './capacity';
import type { Cluster } from './cluster';
import type { Service } from './service';
import type { Subject } from './subject';
import type { TaskDefinition } from './task-definition';

/** What the preflight judges: everything of the input that decides whether tasks start, as plain data. */
export interface PlacementModel {
  readonly clusters: readonly Cluster[];
  readonly capacities: readonly Capacity[];
  readonly taskDefinitions: readonly TaskDefinition[];
  readonly services: readonly Service[];
  /** What the reader wants said: values that stayed unknown, files that were left out, assumptions made. */
  readonly notes: readonly ModelNote[];
}

export interface ModelNote {
  readonly subject?: Subject;
  readonly text: string;
}
