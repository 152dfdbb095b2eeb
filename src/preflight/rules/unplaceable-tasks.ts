import { constraintMatchesNothing, failuresOf, severityOf } from './failures';
import type { Rule, RuleContext } from './rule';
import { certaintyOf } from '../explain/certainty';
import { findCures } from '../explain/cures';
import { failureEvidence } from '../explain/failure-evidence';
import { ecsEvent, number } from '../explain/refusal-summary';
import { roomTable } from '../explain/room-table';
import type { Finding } from '../findings';
import type { Judgement } from '../scenario/judge';
import { seenIn } from '../scenario/seen';

export const unplaceableTasks: Rule = {
  id: 'unplaceable-tasks',
  title: 'tasks of a service find no container instance with room for them',
  check(context) {
    return failuresOf(context, 'steady-state')
      .filter((judgement) => !constraintMatchesNothing(judgement))
      .map((judgement) => findingOf(context, judgement));
  },
};

function findingOf(context: RuleContext, judgement: Judgement): Finding {
  const cures = findCures({ model: context.model, options: context.options }, judgement, context.scenarios);
  const evidence = [roomTable(judgement), failureEvidence(judgement)].filter((item) => item !== undefined);
  return {
    ruleId: 'unplaceable-tasks',
    severity: severityOf(judgement),
    summary: summaryOf(judgement),
    subject: judgement.service.subject,
    evidence,
    notes: [
      certaintyOf(judgement),
      `ECS will say "${ecsEvent(seenIn(judgement)?.refusals ?? [])}"`,
      ...settings(context, judgement),
      ...cures.notes,
    ],
    help: cures.help,
    ...(cures.cures ? { cures: cures.cures } : {}),
  };
}

function summaryOf(judgement: Judgement): string {
  const path = judgement.service.subject.constructPath;
  const counted = `${number(judgement.placed)} of ${number(judgement.asked)} tasks of ${path}`;
  if (judgement.verdict === 'cannot-fit' && judgement.asked === 1) return `the one task of ${path} cannot be placed`;
  if (judgement.verdict === 'cannot-fit') {
    return judgement.placed === 0 ? `none of ${number(judgement.asked)} tasks of ${path} can be placed` : `only ${counted} can be placed`;
  }
  if (judgement.verdict === 'depends-on-order') return `only ${counted} are placed in some orders`;
  if (judgement.verdict === 'does-not-fit') return `only ${counted} are placed, in every order tried`;
  return `only ${counted} may be placed`;
}

function settings(context: RuleContext, judgement: Judgement): readonly string[] {
  const notes: string[] = [];
  const request = judgement.simulation.situation.problem.requests[judgement.index];
  if (request.needs.enis > 0 && !trunked(context, judgement)) {
    notes.push('the account setting awsvpcTrunking is taken as off, its default; say --trunking on where it is on');
  }
  if (request.needs.memory > 0) {notes.push('≈ estimated: registered memory is the installed memory less what the kernel keeps; see docs/fidelity.md');}
  return [...notes, ...judgement.simulation.situation.assumptions];
}

/** Whether every group of the cluster is counted with trunking: by the option, or because its template says so. */
function trunked({ model, options }: RuleContext, judgement: Judgement): boolean {
  const { cluster } = judgement.simulation.situation;
  const groups = model.capacities.filter((each) => each.kind === 'instance-group' && each.cluster.known && each.cluster.value === cluster.id);
  return options.trunking || (groups.length > 0 && groups.every((each) => each.kind === 'instance-group' && each.eniTrunking === true));
}
