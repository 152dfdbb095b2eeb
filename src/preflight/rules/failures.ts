import type { RuleContext } from './rule';
import { dependsOnTasks } from '../bound/copies';
import { kindsOf } from '../bound/instance-kinds';
import type { Severity } from '../findings';
import type { Judgement } from '../scenario/judge';

/** Judgements that failed in at least one order of one reading, in the order of the template. */
export function failuresOf(context: RuleContext, scenario: Judgement['scenario']): readonly Judgement[] {
  return context.clusters.flatMap(({ judgements }) =>
    judgements.filter((judgement) => judgement.scenario === scenario && judgement.ordersFailed > 0 && judgement.hidden === undefined),
  );
}

/** An error is certain. What depends on order or on a doubt is a warning; a doubt that probably goes well is a note. */
export function severityOf(judgement: Judgement): Severity {
  if (judgement.verdict === 'cannot-fit') return 'error';
  if (judgement.verdict === 'unknown' && judgement.simulation.reading.memory === 'lower') return 'note';
  return 'warning';
}

/** True when every instance refuses every task for a constraint of the service: `unmatched-constraint` reports it. */
export function constraintMatchesNothing(judgement: Judgement): boolean {
  if (judgement.ordersFailed === 0) return false;
  const refusals = kindsOf(judgement.simulation.situation.problem).refusals(judgement.index);
  return (
    refusals.length > 0 &&
    refusals.every((reasons) => reasons.some((reason) => reason.kind === 'member-of' && !reason.unknown && !dependsOnTasks(reason.expression)))
  );
}
