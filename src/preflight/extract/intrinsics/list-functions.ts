import type { Evaluation } from './evaluation';
import { list, scalar, unresolved, type Value } from './value';
import { isRawObject, member } from '../load/loaded-template';
import type { Stack } from '../template/stack';

/** Fn::Length: how many items a list has. */
export function length(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  const found = evaluation.raw(argument, stack);
  if (found.kind !== 'list') {
    return found.kind === 'unresolved' ? found : unresolved('Fn::Length takes a list');
  }
  return scalar(evaluation.itemsOf(found.items).length, found.assumed);
}

/** Fn::Cidr: address ranges of equal size inside of an IPv4 range. */
export function cidr(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  const [range, count, bits] = (Array.isArray(argument) ? argument : []).map((part: unknown) => evaluation.raw(part, stack));
  if (range?.kind !== 'scalar' || count?.kind !== 'scalar') {
    return unresolved('Fn::Cidr takes a range that is known');
  }
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(String(range.value));
  const hostBits = bits?.kind === 'scalar' ? Number(bits.value) : 8;
  const wanted = Number(count.value);
  const size = 2 ** hostBits;
  const isWhole = Number.isInteger(wanted) && wanted >= 1 && wanted <= 256 && Number.isInteger(hostBits) && hostBits >= 0 && hostBits <= 32;
  if (!match || !isWhole || wanted * size > 2 ** (32 - Number(match[5]))) {
    return unresolved('Fn::Cidr asks for ranges that are not in the given one');
  }
  const start = match.slice(1, 5).reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return list(Array.from({ length: wanted }, (_, index) => scalar(`${address(start + index * size)}/${32 - hostBits}`)));
}

function address(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** Fn::ToJsonString: its argument as JSON text; unresolved where a part of it is. */
export function toJsonString(argument: unknown, stack: Stack, evaluation: Evaluation): Value {
  const plain = toPlain(argument, stack, evaluation, 0);
  return plain === undefined ? unresolved('a part of Fn::ToJsonString gets its value at deployment') : scalar(JSON.stringify(plain));
}

const MAX_DEPTH = 100;

function toPlain(raw: unknown, stack: Stack, evaluation: Evaluation, depth: number): unknown {
  const value = depth > MAX_DEPTH ? unresolved('too deep') : evaluation.raw(raw, stack);
  if (value.kind === 'scalar') {
    return value.value;
  }
  if (value.kind === 'list') {
    const items = value.items.map((item) => item.kind === 'deferred' ? toPlain(item.raw, item.stack, evaluation, depth + 1)
      : item.kind === 'scalar' ? item.value : undefined);
    return items.includes(undefined) ? undefined : items;
  }
  if (value.kind !== 'map') {
    return undefined;
  }
  const entries = Object.keys(value.raw).map((key): [string, unknown] => [key, toPlain(member(value.raw, key), value.stack, evaluation, depth + 1)]);
  return isRawObject(value.raw) && entries.every(([, plain]) => plain !== undefined) ? Object.fromEntries(entries) : undefined;
}
