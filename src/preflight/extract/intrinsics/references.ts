import { decideCondition } from './conditions';
import { crossRegionExport } from './cross-region';
import type { Evaluation } from './evaluation';
import { parameterValue } from './parameters';
import { pseudoParameter } from './pseudo-parameters';
import { textFrom } from './text';
import { unresolved, type Value } from './value';
import { isRawObject, member } from '../load/loaded-template';
import type { Resource, Stack } from '../template/stack';

/** Ref: a pseudo parameter, a parameter or a resource. */
export function reference(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  if (typeof argument !== 'string') {
    return unresolved('Ref takes a name');
  }
  const pseudo = pseudoParameter(argument, stack);
  if (pseudo) {
    return pseudo;
  }
  if (Object.prototype.hasOwnProperty.call(stack.parameters, argument)) {
    return parameterValue(argument, stack, evaluation);
  }
  const resource = stack.resources.get(argument);
  return resource ? refer(resource, undefined, evaluation)
    : unresolved(`${argument} is neither a parameter nor a resource of ${stack.path}`);
}

/** Fn::GetAtt, written as a list or as `Name.Attribute`. */
export function attributeOf(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  const [name, attribute] = splitAttribute(argument, stack, evaluation);
  if (name === undefined || attribute === undefined) {
    return unresolved('Fn::GetAtt takes the name of a resource and one of its attributes');
  }
  const resource = stack.resources.get(name);
  if (!resource) {
    return unresolved(`${name} is not a resource of ${stack.path}`);
  }
  const nested = stack.nested.get(name);
  if (nested && attribute.startsWith('Outputs.')) {
    return outputOf(attribute.slice('Outputs.'.length), nested, evaluation);
  }
  if (stack.missingNested.has(name)) {
    return unresolved(`the nested stack ${name} was not read: ${stack.missingNested.get(name)}`);
  }
  return crossRegionExport(resource, attribute, evaluation) ?? refer(resource, attribute, evaluation);
}

function splitAttribute(argument: unknown, stack: Stack, evaluation: Evaluation): [string?, string?] {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return dot < 0 ? [] : [argument.slice(0, dot), argument.slice(dot + 1)];
  }
  if (!Array.isArray(argument) || typeof argument[0] !== 'string') {
    return [];
  }
  const pieces = argument.slice(1).map((piece: unknown) => evaluation.raw(piece, stack));
  return pieces.length > 0 && pieces.every((piece) => piece.kind === 'scalar')
    ? [argument[0], pieces.map((piece) => String(piece.kind === 'scalar' ? piece.value : '')).join('.')]
    : [];
}

/** The value of an output, as another stack or a parent sees it. */
export function outputOf(name: string, stack: Stack, evaluation: Evaluation): Value {
  const output = member(stack.outputs, name);
  if (!isRawObject(output)) {
    return unresolved(`the stack ${stack.id} has no output ${name}`);
  }
  return evaluation.named(`the output ${name} of ${stack.id}`, () => evaluation.raw(member(output, 'Value'), stack));
}

function refer(resource: Resource, attribute: string | undefined, evaluation: Evaluation): Value {
  const condition = member(resource.raw, 'Condition');
  if (typeof condition === 'string') {
    const decided = decideCondition(condition, resource.stack, evaluation);
    if (decided.kind === 'decided' && !decided.value) {
      return unresolved(`${resource.logicalId} is left out, because its condition ${condition} is false`);
    }
  }
  return textFrom([attribute === undefined ? { kind: 'reference', resource } : { kind: 'reference', resource, attribute }]);
}
