import { constraintMatchesNothing } from './failures';
import type { Rule, RuleContext } from './rule';
import { changesOfConstraints } from '../explain/candidate-changes';
import type { Change, Trial } from '../explain/change';
import { otherExpression } from '../explain/constraint-changes';
import { tryChanges } from '../explain/cures';
import { number } from '../explain/refusal-summary';
import type { Evidence, Finding } from '../findings';
import type { Judgement } from '../scenario/judge';
import type { Instance } from '../scheduler/problem';

export const unmatchedConstraint: Rule = {
  id: 'unmatched-constraint',
  title: 'no container instance satisfies a placement constraint',
  check(context) {
    return context.clusters.flatMap(({ judgements }) =>
      judgements
        .filter(
          (judgement) =>
            judgement.scenario === 'steady-state' &&
            judgement.hidden === undefined &&
            judgement.asked > 0 &&
            constraintMatchesNothing(judgement),
        )
        .map((judgement) => findingOf(context, judgement)),
    );
  },
};

function findingOf(context: RuleContext, judgement: Judgement): Finding {
  const { problem } = judgement.simulation.situation;
  const expressions = unmatched(judgement);
  const trial: Trial = { model: context.model, options: context.options };
  const { notes, ...advice } = tryChanges(trial, judgement, changesFor(trial, judgement, expressions), context.scenarios);
  return {
    ruleId: 'unmatched-constraint',
    severity: judgement.verdict === 'unknown' ? 'warning' : 'error',
    summary: `no container instance satisfies a placement constraint of ${judgement.service.subject.constructPath}`,
    subject: judgement.service.subject,
    evidence: expressions.map((expression): Evidence => ({
      kind: 'pointer',
      label: 'memberOf',
      text: expression,
      start: 0,
      end: expression.length,
      message: `0 of ${number(problem.instances.length)} instances satisfy it`,
    })),
    notes: [
      ...expressions.flatMap((expression) => attributeNotes(expression, problem.instances)),
      'ECS will say "was unable to place a task because no container instance met all of its requirements. The closest matching container-instance encountered error "MemberOf placement constraint unsatisfied.""',
      ...notes,
    ],
    ...advice,
  };
}

/** The name that was meant, where one looks alike; else the constraint relaxed. */
function changesFor(trial: Trial, judgement: Judgement, expressions: readonly string[]): readonly Change[] {
  const renamed = expressions.flatMap((expression) => renamings(trial, judgement, expression));
  return renamed.length > 0 ? renamed : changesOfConstraints(trial, judgement, judgement.simulation.empty.refusalsWhenEmpty(judgement.index));
}

function unmatched(judgement: Judgement): readonly string[] {
  const refusals = judgement.simulation.empty.refusalsWhenEmpty(judgement.index);
  const all = judgement.simulation.situation.problem.requests[judgement.index].memberOf.map((expression) => expression.text);
  const never = all.filter((text) =>
    refusals.every((refusal) => refusal.reasons.some((reason) => reason.kind === 'member-of' && reason.expression === text)),
  );
  return never.length > 0 ? never : all;
}

/** What the named attributes are on the instances there are, and names that look alike. */
function attributeNotes(expression: string, instances: readonly Instance[]): readonly string[] {
  return attributesIn(expression).map((name) => {
    const values = countValues(instances, name);
    if (values) return `attribute ${name} is ${values}`;
    const similar = similarTo(name, instances);
    if (similar) {
      return `no instance has the attribute ${name}; one with a similar name exists: ${similar} (${countValues(instances, similar)})`;
    }
    return `no instance has the attribute ${name}`;
  });
}

/** The expression with the name of an attribute that exists. */
function renamings(trial: Trial, judgement: Judgement, expression: string): readonly Change[] {
  return attributesIn(expression).flatMap((name): readonly Change[] => {
    const similar = similarTo(name, judgement.simulation.situation.problem.instances);
    if (!similar) return [];
    const renamed = expression.replaceAll(`attribute:${name}`, `attribute:${similar}`);
    return otherExpression(trial, judgement, expression, renamed).map((change) => ({ ...change, text: `write ${renamed}`, cost: 1 }));
  });
}

function attributesIn(expression: string): readonly string[] {
  return [...new Set([...expression.matchAll(/attribute:([\w./\\-]+)/g)].map((match) => match[1]))];
}

function similarTo(name: string, instances: readonly Instance[]): string | undefined {
  return Object.keys(instances[0]?.attributes ?? {}).find((other) => other !== name && simplified(other) === simplified(name));
}

function countValues(instances: readonly Instance[], name: string): string {
  const counts = new Map<string, number>();
  for (const instance of instances) {
    const value = instance.attributes[name];
    if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([value, count]) => `${value} × ${number(count)}`)
    .join(', ');
}

function simplified(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
