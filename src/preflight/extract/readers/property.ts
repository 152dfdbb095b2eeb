import { pathBelow, sharedDefault } from './shared-values';
import { assumed, known, unknown, type Fact, type Known, type Unknown } from '../../model';
import type { Evaluation } from '../intrinsics/evaluation';
import { partsOf, renderParts, referenceName } from '../intrinsics/text';
import { ABSENT, deferred, unresolved, type Reference, type Value } from '../intrinsics/value';
import { isRawObject, member } from '../load/loaded-template';
import type { Resource } from '../template/stack';

/** A place in the properties of a resource, with its value one level deep. */
export interface Property {
  readonly value: Value;
  /** `Properties.NetworkConfiguration.AwsvpcConfiguration`: what a finding shows. */
  readonly path: string;
  readonly evaluation: Evaluation;
}

export function propertiesOf(resource: Resource, evaluation: Evaluation): Property {
  const raw = member(resource.raw, 'Properties');
  return { value: isRawObject(raw) ? evaluation.raw(raw, resource.stack) : ABSENT, path: 'Properties', evaluation };
}

/** Goes down by property names. What is below an unresolved value is unresolved for the same reason. */
export function at(property: Property, ...names: readonly string[]): Property {
  let current = property;
  for (const name of names) {
    current = { value: memberOf(current, name), path: pathBelow(current.path, name), evaluation: current.evaluation };
  }
  return current;
}

function memberOf(property: Property, name: string): Value {
  const { value, evaluation } = property;
  switch (value.kind) {
    case 'map':
      return evaluation.valueOf(deferred(member(value.raw, name), value.stack));
    case 'absent':
    case 'unresolved':
      return value;
    default:
      return unresolved(`${property.path} is not an object`);
  }
}

export function isAbsent(property: Property): boolean {
  return property.value.kind === 'absent';
}

/** Names that are set in an object. */
export function namesOf(property: Property): readonly string[] {
  return property.value.kind === 'map' ? Object.keys(property.value.raw).filter((name) => !isAbsent(at(property, name))) : [];
}

/** The items of a list; undefined when the list is absent, unknown when it cannot be resolved. */
export function items(property: Property): Known<readonly Property[]> | undefined {
  const { value, path, evaluation } = property;
  switch (value.kind) {
    case 'absent':
      return undefined;
    case 'list':
      return fact(evaluation.itemsOf(value.items).map((item, index) => ({ value: item, path: `${path}[${index}]`, evaluation })), path, value.assumed);
    case 'unresolved':
      return unknown(value.because, path);
    default:
      // CloudFormation takes a single value where a list of one is meant.
      return known([{ value, path: `${path}[0]`, evaluation }], path);
  }
}

/** Each item read by `read`; the list is unknown when it is, items may be unknown one by one. */
export function listOf<T>(property: Property, read: (item: Property) => T): Known<readonly T[]> | undefined {
  const found = items(property);
  return found?.known ? { ...found, value: found.value.map(read) } : found;
}

/** A list of text in which items may stay open one by one; undefined when it is absent. */
export function patternList(property: Property): Known<readonly Known<string>[]> | undefined {
  return listOf(property, (item) => pattern(item) ?? unknown('an item is empty', item.path));
}

/** Names to text; undefined when the object is absent. */
export function textRecord(property: Property): Known<Readonly<Record<string, Known<string>>>> | undefined {
  if (property.value.kind === 'unresolved') {
    return unknown(property.value.because, property.path);
  }
  const entries = namesOf(property).map((name): [string, Known<string>] => [name, pattern(at(property, name)) ?? unknown('no value is set', property.path)]);
  return isAbsent(property) ? undefined : known(Object.fromEntries(entries), property.path);
}

/** A list of name and value, as a record; names that are not known are left out. */
export function pairRecord(property: Property, nameKey = 'Name', valueKey = 'Value'): Readonly<Record<string, Known<string>>> {
  const found = items(property);
  const entries = (found?.known ? found.value : []).flatMap((item): [string, Known<string>][] => {
    const name = text(at(item, nameKey));
    return name?.known ? [[name.value, pattern(at(item, valueKey)) ?? unknown('no value is set', item.path)]] : [];
  });
  return Object.fromEntries(entries);
}

/** A list of plain values, unknown as a whole when one item is. */
export function plainList<T>(property: Property, read: (item: Property) => Known<T> | undefined): Known<readonly T[]> | undefined {
  const found = listOf(property, (item) => read(item) ?? unknown('an item is empty', item.path));
  return found?.known ? allKnown(found.value, property.path) : found;
}

export function allKnown<T>(values: readonly Known<T>[], path?: string): Known<readonly T[]> {
  const open = values.find((value): value is Unknown => !value.known);
  if (open) {
    return unknown(open.because, open.from ?? path);
  }
  const facts = values as readonly Fact<T>[];
  return fact(facts.map((value) => value.value), path, facts.find((value) => value.assumed !== undefined)?.assumed);
}

/** Text that the template tells in full. */
export function text(property: Property): Known<string> | undefined {
  const found = pattern(property);
  if (found?.known && property.value.kind === 'reference') {
    return unknown(`${referenceName(property.value)} gets its value at deployment`, property.path);
  }
  if (found?.known && /\$\{/.test(found.value) && property.value.kind !== 'scalar') {
    return unknown(`${found.value} gets its value at deployment`, property.path);
  }
  const dynamic = found?.known ? /\{\{resolve:[^}]*\}\}/.exec(found.value) : null;
  return dynamic ? unknown(`${dynamic[0]} is read at deployment`, property.path) : found;
}

/** Text in which named pieces may stay open as `${AWS::Region}`; a reference alone gives the id of what it refers to. */
export function pattern(property: Property): Known<string> | undefined {
  const found = asWritten(property);
  const { context } = property.evaluation.input.options;
  return !found?.known || !found.value.includes('{{resolve:ssm:') ? found : {
    ...found,
    value: found.value.replace(/\{\{resolve:ssm:([^:}]+)(?::\d+)?\}\}/g, (written, name: string) =>
      Object.prototype.hasOwnProperty.call(context, name) ? context[name] : written),
  };
}

/** Like `pattern`, with the names of SSM parameters in place of their values. */
export function asWritten(property: Property): Known<string> | undefined {
  const { value, path } = property;
  switch (value.kind) {
    case 'absent':
      return undefined;
    case 'reference':
      return known(namesItself(value) ? value.resource.id : `\${${referenceName(value)}}`, path);
    case 'map':
    case 'list':
      return unknown(`${path} is not text`, path);
    default: {
      const rendered = renderParts(partsOf(value));
      return 'text' in rendered ? fact(rendered.text, path, value.kind === 'scalar' ? value.assumed : undefined) : unknown(rendered.because, path);
    }
  }
}

/** `Ref`, `Arn`, `GroupId` of a security group: what stands for the resource, unlike its `DnsName` or the `VpcId` it lies in. */
function namesItself(reference: Reference): boolean {
  const match = /^(.*?)(Id|Arn|Name)$/.exec(reference.attribute ?? 'Id');
  const type = reference.resource.type.split('::').pop() ?? '';
  return match !== null && type.toLowerCase().endsWith(match[1].toLowerCase());
}

/** A number, which CloudFormation also takes as text. */
export function number(property: Property): Known<number> | undefined {
  const found = text(property);
  if (!found?.known) {
    return found;
  }
  const value = found.value.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) && Number.isFinite(Number(value))
    ? { ...found, value: Number(value) }
    : unknown(`"${shorten(found.value)}" is not a number`, property.path);
}

/** A yes or no, which CloudFormation also takes as text; `on` names what a property calls yes, such as ENABLED. */
export function flag(property: Property, on = 'true', off = 'false'): Known<boolean> | undefined {
  const found = text(property);
  if (!found?.known) {
    return found;
  }
  const value = found.value.trim().toLowerCase();
  if ([on.toLowerCase(), 'yes', 'on'].includes(value)) {
    return { ...found, value: true };
  }
  return [off.toLowerCase(), 'no', 'off'].includes(value) ? { ...found, value: false }
    : unknown(`"${shorten(found.value)}" is neither ${on} nor ${off}`, property.path);
}

/** One of the words that ECS takes. */
export function word<T extends string>(property: Property, words: readonly T[]): Known<T> | undefined {
  const found = text(property);
  if (!found?.known) {
    return found;
  }
  const value = words.find((candidate) => candidate.toLowerCase() === found.value.trim().toLowerCase());
  return value !== undefined ? { ...found, value } : unknown(`"${shorten(found.value)}" is none of ${words.join(', ')}`, property.path);
}

/** The value, or what ECS does when the template says nothing. */
export function or<T>(value: Known<T> | undefined, otherwise: T, assumption: string, path?: string): Known<T> {
  return value ?? sharedDefault(otherwise, assumption, path);
}

/** The value, or an unknown because the template leaves out what it has to say. */
export function required<T>(value: Known<T> | undefined, property: Property): Known<T> {
  return value ?? unknown(`the template does not set ${property.path.replace(/^Properties\./, '')}`, property.path);
}

export function fact<T>(value: T, path?: string, assumption?: string): Fact<T> {
  return assumption === undefined ? known(value, path) : assumed(value, assumption, path);
}

export function shorten(written: string): string {
  return written.length > 60 ? `${written.slice(0, 57)}...` : written;
}
