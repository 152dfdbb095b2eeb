import type { Rule } from './rule';
import { parseQuery } from '../../query/parse';
import type { Finding, FindingSubject } from '../findings';
import type { Known, PlacementConstraint } from '../model';

/** Judges services and task definitions: both hold expressions. */
export const unparsableConstraint: Rule = {
  id: 'unparsable-constraint',
  title: 'a memberOf expression is not in the cluster query language',
  check({ model }) {
    const things = [...model.services, ...model.taskDefinitions];
    return things.flatMap(({ subject, placementConstraints }) => findingsOf(subject, placementConstraints));
  },
};

function findingsOf(subject: FindingSubject, constraints: Known<readonly PlacementConstraint[]>): readonly Finding[] {
  if (!constraints.known) return [];
  return constraints.value.flatMap(({ expression }): readonly Finding[] => {
    if (!expression?.known) return [];
    const parsed = parseQuery(expression.value);
    if (parsed.ok) return [];
    const { start, end, message } = parsed.error;
    return [
      {
        ruleId: 'unparsable-constraint',
        severity: 'error',
        summary: `a memberOf expression of ${subject.constructPath} does not parse at character ${start + 1}`,
        subject,
        evidence: [{ kind: 'pointer', label: 'memberOf', text: expression.value, start, end: Math.max(end, start + 1), message }],
        notes: ['ECS refuses the request; an expression is a subject, an operator and a value, joined by `and` and `or`'],
        help: [],
      },
    ];
  });
}
