import { look } from './look';
import type { Deadlock, ServiceOutcome } from './outcome';
import type { Stage } from './stage';

/** What failed, and how a report calls the moment. */
export interface Failing {
  readonly index: number;
  /** The request whose next task found no room: of this revision, or of the next. */
  readonly request: number;
  readonly asked: number;
  readonly placed: number;
  readonly moment: string;
  readonly deadlock?: Deadlock;
}

/** The outcome of a service that found no room. The reasons are worked out where they will be shown, and nowhere else. */
export function failed(stage: Stage, { index, request, asked, placed, moment, deadlock }: Failing): ServiceOutcome {
  const seen = stage.explains(index) ? look(stage.situation, stage.engine, request) : undefined;
  return { asked, placed, failed: true, failure: { moment, deadlock, seen } };
}
