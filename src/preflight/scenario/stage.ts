import type { Situation } from './situation';
import type { Engine } from '../scheduler/engine';

/** What a script plays on. The engine holds the steady state when it starts; whoever calls it takes the changes back. */
export interface Stage {
  readonly situation: Situation;
  readonly engine: Engine;
  /** The services (indices) as ECS happens to meet them. */
  readonly order: readonly number[];
  /** For choices that ECS leaves open; differs from order to order. */
  readonly seed: number;
  /** Whether a failure of the service is recorded with its reasons. The first one is: reasons cost more than placements. */
  explains(index: number): boolean;
}
