import { heldNow } from './held';
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
  if (!stage.explains(index)) return { asked, placed, failed: true };
  const { situation, engine } = stage;
  const refusals = engine.refusals(request).filter((refusal) => engine.isActive(refusal.instance));
  return { asked, placed, failed: true, failure: { moment, refusals, held: heldNow(situation, engine), deadlock } };
}
