import type { Evaluation } from './evaluation';
import { partsOf, renderParts } from './text';
import { isRawObject, member } from '../load/loaded-template';
import type { Resource, Stack } from '../template/stack';

export type Decision = { readonly kind: 'decided'; readonly value: boolean } | { readonly kind: 'open'; readonly because: string };

/** Decides a named condition of a stack, or says on what the decision waits. */
export function decideCondition(name: string, stack: Stack, evaluation: Evaluation): Decision {
  const answers = evaluation.input.options.conditions;
  const key = `${stack.id}/${name}`;
  if (Object.prototype.hasOwnProperty.call(answers, key)) {
    return decided(answers[key]);
  }
  const raw = member(stack.conditions, name);
  if (raw === undefined) {
    return open(`the condition ${name} is not declared`);
  }
  const decision = evaluation.named(`the condition ${name} of ${stack.id}`, () => decide(raw, stack, evaluation, 0));
  if (decision.kind === 'decided') {
    return decision;
  }
  evaluation.openConditions.set(key, decision.because);
  return open(`the condition ${name} cannot be decided: ${decision.because}`);
}

/** Whether a resource is deployed, by its `Condition`. */
export function decideResource(resource: Resource, evaluation: Evaluation): Decision {
  const condition = member(resource.raw, 'Condition');
  return typeof condition === 'string' ? decideCondition(condition, resource.stack, evaluation) : decided(true);
}

const MAX_DEPTH = 100;

function decide(raw: unknown, stack: Stack, evaluation: Evaluation, depth: number): Decision {
  if (depth > MAX_DEPTH) {
    return open('it is nested too deeply');
  }
  if (!isRawObject(raw)) {
    return open('it is not a condition function');
  }
  const [name] = Object.keys(raw);
  const argument = raw[name];
  const inner = (part: unknown): Decision => decide(part, stack, evaluation, depth + 1);
  switch (name) {
    case 'Condition':
      return typeof argument === 'string' ? decideCondition(argument, stack, evaluation) : open('it names no condition');
    case 'Fn::Equals':
      return equals(argument, stack, evaluation);
    case 'Fn::Not':
      return negate(Array.isArray(argument) ? inner(argument[0]) : open('Fn::Not takes a list of one condition'));
    case 'Fn::And':
      return combine(argument, inner, false);
    case 'Fn::Or':
      return combine(argument, inner, true);
    default:
      return open(`${String(name)} is not a condition function`);
  }
}

function equals(argument: unknown, stack: Stack, evaluation: Evaluation): Decision {
  if (!Array.isArray(argument) || argument.length !== 2) {
    return open('Fn::Equals takes two values');
  }
  const [left, right] = argument.map((side: unknown) => renderParts(partsOf(evaluation.raw(side, stack))));
  if ('because' in left || 'because' in right) {
    return open('because' in left ? left.because : (right as { because: string }).because);
  }
  const hole = /\$\{[^}]*\}|\{\{resolve:/;
  if (left.text !== right.text && (hole.test(left.text) || hole.test(right.text))) {
    const named = /\$\{([^}]*)\}/.exec(`${left.text} ${right.text}`);
    return open(named ? `${named[1]} is not given` : 'it compares a value that is read at deployment');
  }
  return decided(left.text === right.text);
}

/** One side that settles the matter is enough, whatever the others are. */
function combine(argument: unknown, decideOne: (raw: unknown) => Decision, settling: boolean): Decision {
  if (!Array.isArray(argument) || argument.length === 0) {
    return open('Fn::And and Fn::Or take a list of conditions');
  }
  let waiting: Decision | undefined;
  for (const part of argument) {
    const decision = decideOne(part);
    if (decision.kind === 'decided' && decision.value === settling) {
      return decision;
    }
    waiting ??= decision.kind === 'open' ? decision : undefined;
  }
  return waiting ?? decided(!settling);
}

function negate(decision: Decision): Decision {
  return decision.kind === 'decided' ? decided(!decision.value) : decision;
}

function decided(value: boolean): Decision {
  return { kind: 'decided', value };
}

function open(because: string): Decision {
  return { kind: 'open', because };
}
