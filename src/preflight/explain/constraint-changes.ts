import { changeService, changeTask, type Change, type Trial } from './change';
import { editOf, placeOf } from './edits';
import { parseQuery, type CompareNode, type InNode, type QueryNode } from '../../query/parse';
import type { TemplateEdit } from '../findings';
import { mapKnown } from '../model';
import type { Known, PlacementConstraint, Subject } from '../model';
import type { Judgement } from '../scenario/judge';
import { definitionOf } from '../scenario/request';
import type { Instance } from '../scheduler/problem';
import type { Refusal } from '../scheduler/refusal';

/** One list of constraints of a service: its own, or that of its task definition. */
interface Holder {
  readonly subject: Subject;
  readonly list: Known<readonly PlacementConstraint[]>;
  readonly change: (change: (list: readonly PlacementConstraint[]) => readonly PlacementConstraint[]) => Change['apply'];
}

/**
 * Constraints that refuse instances, relaxed as little as possible first: more values, one condition less, no constraint.
 * They say what their author wants, so every change of size, count or percentage comes before.
 */
export function relaxedConstraints(trial: Trial, judgement: Judgement, refusals: readonly Refusal[]): readonly Change[] {
  const holders = holdersOf(trial, judgement);
  const reasons = refusals.flatMap((refusal) => refusal.reasons);
  const expressions = [...new Set(reasons.flatMap((reason) => (reason.kind === 'member-of' ? [reason.expression] : [])))].sort();
  const distinct = reasons.some(({ kind }) => kind === 'distinct-instance');
  return holders.flatMap((holder) => [
    ...expressions.flatMap((text) => relaxedExpressions(holder, text, refusingInstances(judgement, refusals, text))),
    ...(distinct ? withoutDistinct(holder) : []),
  ]);
}

function holdersOf(trial: Trial, { service }: Judgement): readonly Holder[] {
  const definition = definitionOf(trial.model, service);
  const own: Holder = {
    subject: service.subject,
    list: service.placementConstraints,
    change: (change) => changeService(service.id, (old) => ({ ...old, placementConstraints: mapKnown(old.placementConstraints, change) })),
  };
  if (!definition.known) return [own];
  const { id, subject, placementConstraints } = definition.value;
  const ofTask: Holder = {
    subject,
    list: placementConstraints,
    change: (change) => changeTask(id, (old) => ({ ...old, placementConstraints: mapKnown(old.placementConstraints, change) })),
  };
  return [own, ofTask];
}

function withoutDistinct(holder: Holder): readonly Change[] {
  const isDistinct = ({ type }: PlacementConstraint) => type.known && type.value === 'distinctInstance';
  const edits = dropEdits(holder, isDistinct);
  if (edits.length === 0) return [];
  return [
    {
      text: `drop the placement constraint distinctInstance of ${holder.subject.constructPath} (PlacementConstraints), so that its tasks may share an instance`,
      cost: 38,
      edits,
      apply: holder.change((list) => list.filter((constraint) => !isDistinct(constraint))),
    },
  ];
}

function relaxedExpressions(holder: Holder, text: string, refusing: readonly Instance[]): readonly Change[] {
  const isIt = has(text);
  const edits = dropEdits(holder, isIt);
  if (edits.length === 0) return [];
  const path = holder.subject.constructPath;
  const written = (relaxed: string, cost: number): Change => ({
    ...withExpression(holder, text, relaxed),
    text: `write the placement constraint of ${path} (PlacementConstraints) as ${relaxed} instead of ${text}`,
    cost,
  });
  const parsed = parseQuery(text);
  const conditions = parsed.ok ? conditionsOf(parsed.expression.tree) : [];
  return [
    ...conditions.flatMap((condition) => widened(text, condition, refusing).map((relaxed) => written(relaxed, 32))),
    ...withoutOne(text, conditions).map((relaxed) => ({ ...written(relaxed, 34), remote: true })),
    {
      text: `drop the placement constraint ${text} of ${path} (PlacementConstraints)`,
      cost: 36,
      edits,
      apply: holder.change((list) => list.filter((constraint) => !isIt(constraint))),
    },
  ];
}

/** Another expression in the place of one, wherever the service or its task definition has it. */
export function otherExpression(trial: Trial, judgement: Judgement, old: string, next: string): readonly Pick<Change, 'edits' | 'apply'>[] {
  return holdersOf(trial, judgement)
    .filter(({ list }) => list.known && list.value.some(has(old)))
    .map((holder) => withExpression(holder, old, next));
}

function withExpression(holder: Holder, old: string, next: string): Pick<Change, 'edits' | 'apply'> {
  return {
    edits: dropEdits(holder, has(old)).map(({ property, ...edit }) => ({ ...edit, property: `${property}.Expression`, from: old, to: next })),
    apply: holder.change((list) =>
      list.map((constraint) =>
        has(old)(constraint) && constraint.expression ? { ...constraint, expression: mapKnown(constraint.expression, () => next) } : constraint,
      ),
    ),
  };
}

function has(text: string): (constraint: PlacementConstraint) => boolean {
  return ({ expression }) => expression?.known === true && expression.value === text;
}

/** Items of a list go from its end, so that the positions of the others stay true while they go. */
function dropEdits({ subject, list }: Holder, which: (constraint: PlacementConstraint) => boolean): readonly TemplateEdit[] {
  if (!list.known) return [];
  const positions = list.value.flatMap((constraint, position) => (which(constraint) ? [position] : []));
  return positions.reverse().map((position) => editOf(subject, `${placeOf(list, 'Properties.PlacementConstraints')}[${position}]`));
}

/** Conditions that must all hold. */
function conditionsOf(tree: QueryNode): readonly QueryNode[] {
  return tree.kind === 'and' ? tree.operands : [tree];
}

const MOST_VALUES = 3;
const PLAIN = /^[\w.:/-]+$/;

/** The condition with the values that refusing instances have in its place. */
function widened(text: string, condition: QueryNode, refusing: readonly Instance[]): readonly string[] {
  if (!asksValues(condition)) return [];
  const { subject } = condition;
  if (subject.kind !== 'attribute') return [];
  const old = condition.kind === 'in' ? condition.values : [condition.value];
  const wanted = old.map((value) => value.text);
  const more = [...new Set(refusing.map(({ attributes }) => attributes[subject.name]))].filter(
    (value): value is string => value !== undefined && PLAIN.test(value) && !wanted.includes(value),
  );
  if (more.length === 0 || more.length > MOST_VALUES) return [];
  const values = [...old.map((value) => text.slice(value.start, value.end)), ...more.sort()];
  const wider = `${text.slice(subject.start, subject.end)} in [${values.join(', ')}]`;
  return [text.slice(0, condition.start) + wider + text.slice(condition.end)];
}

function asksValues(condition: QueryNode): condition is CompareNode | InNode {
  return (condition.kind === 'compare' && condition.operator === '==') || (condition.kind === 'in' && !condition.negated);
}

/** The conjunction with one condition less, each in turn. */
function withoutOne(text: string, conditions: readonly QueryNode[]): readonly string[] {
  if (conditions.length < 2) return [];
  return conditions.map((left) =>
    conditions
      .filter((condition) => condition !== left)
      .map((condition) => text.slice(condition.start, condition.end))
      .join(' and '),
  );
}

function refusingInstances({ simulation }: Judgement, refusals: readonly Refusal[], text: string): readonly Instance[] {
  const { instances } = simulation.situation.problem;
  return refusals
    .filter(({ reasons }) => reasons.some((reason) => reason.kind === 'member-of' && reason.expression === text))
    .map(({ instance }) => instances[instance]);
}
