import type { Evaluation } from './evaluation';
import { list, scalar, unresolved, type Value } from './value';
import { member } from '../load/loaded-template';
import type { Stack } from '../template/stack';

/** The value of a parameter: given by the parent stack or by the user, else its default, else unresolved. */
export function parameterValue(name: string, stack: Stack, evaluation: Evaluation): Value {
  return evaluation.named(`the parameter ${name} of ${stack.id}`, () => compute(name, stack, evaluation));
}

function compute(name: string, stack: Stack, evaluation: Evaluation): Value {
  const declaration = member(stack.parameters, name);
  const type = String(member(declaration, 'Type') ?? 'String');
  if (stack.parent) {
    const creator = stack.parent.stack.resources.get(stack.parent.logicalId);
    const passed = member(member(member(creator?.raw, 'Properties'), 'Parameters'), name);
    if (passed !== undefined) {
      return typed(evaluation.raw(passed, stack.parent.stack), type, evaluation);
    }
  } else if (Object.prototype.hasOwnProperty.call(evaluation.input.options.parameters, name)) {
    return typed(scalar(evaluation.input.options.parameters[name]), type, evaluation);
  }
  const otherwise = member(declaration, 'Default');
  if (otherwise === undefined || otherwise === null || typeof otherwise === 'object') {
    return unresolved(`the parameter ${name} has no default and no value is given`);
  }
  return typed(scalar(otherwise as string, `the default of the parameter ${name}`), type, evaluation);
}

/** Lists arrive as text with commas; the value of an SSM parameter is known only where the context tells it. */
function typed(value: Value, type: string, evaluation: Evaluation): Value {
  const ssm = /^AWS::SSM::Parameter::Value<(.*)>$/.exec(type);
  if (!ssm) {
    return isListType(type) ? toList(value) : value;
  }
  const parameterName = value.kind === 'scalar' ? String(value.value) : undefined;
  if (parameterName === undefined) {
    return unresolved('the name of an SSM parameter is filled in at deployment');
  }
  if (!isListType(ssm[1])) {
    return scalar(`{{resolve:ssm:${parameterName}}}`);
  }
  const { context } = evaluation.input.options;
  return Object.prototype.hasOwnProperty.call(context, parameterName) ? toList(scalar(context[parameterName]))
    : unresolved(`the SSM parameter ${parameterName} is read at deployment`);
}

function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}

function toList(value: Value): Value {
  if (value.kind !== 'scalar') {
    return value;
  }
  const text = String(value.value);
  return list(text === '' ? [] : text.split(',').map((item) => scalar(item.trim())), value.assumed);
}
