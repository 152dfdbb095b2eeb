import { decideCondition } from './conditions';
import type { Evaluation } from './evaluation';
import { stackOutput, importValue } from './exports';
import { cidr, length, toJsonString } from './list-functions';
import { attributeOf, reference } from './references';
import { substitute } from './substitute';
import { MAX_PIECES, partsOf, splitText, textFrom } from './text';
import { deferred, list, unresolved, type TextPart, type Value } from './value';
import { zoneOf, zonesOf } from './zones';
import { isRawObject, member } from '../load/loaded-template';
import type { Stack } from '../template/stack';

type IntrinsicFunction = (argument: unknown, stack: Stack, evaluation: Evaluation) => Value;

/** Intrinsic functions by name. Each takes its raw argument, so that it alone decides what is evaluated. */
export const FUNCTIONS: ReadonlyMap<string, IntrinsicFunction> = new Map<string, IntrinsicFunction>([
  ['Ref', reference],
  ['Fn::GetAtt', attributeOf],
  ['Fn::Join', join],
  ['Fn::Sub', substitute],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::If', choose],
  ['Fn::FindInMap', findInMap],
  ['Fn::GetAZs', allZones],
  ['Fn::ImportValue', importValue],
  ['Fn::GetStackOutput', stackOutput],
  ['Fn::Length', length],
  ['Fn::Cidr', cidr],
  ['Fn::ToJsonString', toJsonString],
  ['Fn::Base64', (argument, stack, evaluation) => evaluation.raw(argument, stack)],
  ['Fn::Transform', () => unresolved('Fn::Transform runs a macro when it is deployed')],
]);

function allZones(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  const zones = zonesOf(evaluation.raw(argument, stack), stack);
  if (zones.kind === 'list' && zones.assumed !== undefined) {
    evaluation.zoneAssumptions.add(zones.assumed);
  }
  return zones;
}

function join(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  if (!Array.isArray(argument) || argument.length !== 2 || typeof argument[0] !== 'string') {
    return unresolved('Fn::Join takes a delimiter and a list');
  }
  const delimiter: string = argument[0];
  const joined = evaluation.raw(argument[1], stack);
  if (joined.kind !== 'list') {
    return joined.kind === 'unresolved' ? joined : unresolved('the second argument of Fn::Join is not a list');
  }
  const pieces: TextPart[] = [];
  for (const item of joined.items) {
    const value = evaluation.valueOf(item);
    if (value.kind === 'absent') {
      continue;
    }
    if (pieces.length > MAX_PIECES) {
      break;
    }
    if (pieces.length > 0) {
      pieces.push(delimiter);
    }
    pieces.push('');
    for (const part of partsOf(value)) {
      pieces.push(part);
    }
  }
  return textFrom(pieces);
}

function select(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  if (!Array.isArray(argument) || argument.length !== 2) {
    return unresolved('Fn::Select takes an index and a list');
  }
  const index = indexOf(evaluation.raw(argument[0], stack));
  if (index === undefined) {
    return unresolved('the index of Fn::Select is not a number');
  }
  if (isRawObject(argument[1]) && member(argument[1], 'Fn::GetAZs') !== undefined) {
    return zoneOf(evaluation.raw(member(argument[1], 'Fn::GetAZs'), stack), index, stack);
  }
  const from = evaluation.raw(argument[1], stack);
  if (from.kind !== 'list') {
    return from.kind === 'unresolved' ? from : unresolved('the second argument of Fn::Select is not a list');
  }
  const items = evaluation.itemsOf(from.items);
  const item: Value | undefined = items[index];
  if (item === undefined) {
    return unresolved(`Fn::Select asks for item ${index} of a list of ${items.length}`);
  }
  return item.kind === 'scalar' && from.assumed !== undefined ? { assumed: from.assumed, ...item } : item;
}

function indexOf(value: Value): number | undefined {
  const index = value.kind === 'scalar' && value.value !== '' ? Number(value.value) : NaN;
  return Number.isInteger(index) && index >= 0 ? index : undefined;
}

function split(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  if (!Array.isArray(argument) || argument.length !== 2 || typeof argument[0] !== 'string' || argument[0] === '') {
    return unresolved('Fn::Split takes a delimiter and a text');
  }
  const source = evaluation.raw(argument[1], stack);
  const open = partsOf(source).find((part) => typeof part !== 'string' && part.kind === 'unresolved');
  if (open !== undefined && typeof open !== 'string' && open.kind === 'unresolved') {
    return open;
  }
  return list(splitText(source, argument[0]));
}

function choose(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  if (!Array.isArray(argument) || argument.length !== 3 || typeof argument[0] !== 'string') {
    return unresolved('Fn::If takes the name of a condition and two values');
  }
  const decided = decideCondition(argument[0], stack, evaluation);
  if (decided.kind === 'decided') {
    return evaluation.valueOf(deferred(decided.value ? argument[1] : argument[2], stack));
  }
  const [whenTrue, whenFalse] = [evaluation.raw(argument[1], stack), evaluation.raw(argument[2], stack)];
  if (whenTrue.kind === 'scalar' && whenFalse.kind === 'scalar' && whenTrue.value === whenFalse.value) {
    return whenTrue;
  }
  return unresolved(decided.because);
}

function findInMap(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  if (!Array.isArray(argument) || argument.length < 3) {
    return unresolved('Fn::FindInMap takes a map and two keys');
  }
  const keys = argument.slice(0, 3).map((key: unknown) => evaluation.raw(key, stack));
  const otherwise = member(argument[3], 'DefaultValue');
  const texts = keys.map((key) => key.kind === 'scalar' ? String(key.value) : undefined);
  if (texts.some((text) => text === undefined)) {
    const open = keys.find((key) => key.kind !== 'scalar');
    return unresolved(open?.kind === 'unresolved' ? open.because : 'a key of Fn::FindInMap is filled in at deployment');
  }
  const [map, first, second] = texts as string[];
  const found = member(member(member(stack.mappings, map), first), second);
  if (found === undefined) {
    return otherwise !== undefined ? evaluation.raw(otherwise, stack)
      : unresolved(`the mapping ${map} has no entry ${first}, ${second}`);
  }
  return Array.isArray(found) ? list(found.map((item: unknown) => deferred(item, stack))) : evaluation.raw(found, stack);
}

