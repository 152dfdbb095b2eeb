import { isRawObject, member, type RawObject } from '../load/loaded-template';

const PREFIX = 'Fn::ForEach::';
/** More than CloudFormation takes in a template; a loop in a loop in a loop stops here. */
const MAX_MEMBERS = 5_000;
const MAX_DEPTH = 60;

/** Tells the values of a parameter that is a list; undefined when they are not known. */
export type ListOfParameter = (name: string) => readonly string[] | undefined;

/** Writes out the loops (`Fn::ForEach::Name`) of a section of the template. Loops over unknown lists are left out. */
export function expandLoops(section: RawObject, listOf: ListOfParameter, depth = 0): RawObject {
  if (depth > MAX_DEPTH || !Object.keys(section).some((key) => key.startsWith(PREFIX))) {
    return section;
  }
  const members = new Map<string, unknown>();
  for (const [key, raw] of Object.entries(section)) {
    const written = key.startsWith(PREFIX) ? expandLoop(raw, listOf, depth) : [[key, raw] as const];
    for (const [name, value] of written) {
      if (members.size < MAX_MEMBERS) {
        members.set(name, value);
      }
    }
  }
  return Object.fromEntries(members);
}

function expandLoop(raw: unknown, listOf: ListOfParameter, depth: number): readonly (readonly [string, unknown])[] {
  if (!Array.isArray(raw) || typeof raw[0] !== 'string' || !isRawObject(raw[2])) {
    return [];
  }
  const identifier: string = raw[0];
  const body: RawObject = raw[2];
  const reference = member(raw[1], 'Ref');
  const values = Array.isArray(raw[1])
    ? raw[1].filter((value): value is string => typeof value === 'string')
    : typeof reference === 'string'
      ? (listOf(reference) ?? [])
      : [];
  return values.flatMap((value) => {
    const written = Object.fromEntries(
      Object.entries(body).map(([name, inner]) => [replace(name, identifier, value), substitute(inner, identifier, value, 0)]),
    );
    return Object.entries(expandLoops(written, listOf, depth + 1));
  });
}

function substitute(raw: unknown, identifier: string, value: string, depth: number): unknown {
  if (typeof raw === 'string') {
    return replace(raw, identifier, value);
  }
  if (depth > MAX_DEPTH || typeof raw !== 'object' || raw === null) {
    return raw;
  }
  if (Array.isArray(raw)) {
    return raw.map((item: unknown) => substitute(item, identifier, value, depth + 1));
  }
  if (member(raw, 'Ref') === identifier && Object.keys(raw).length === 1) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(raw).map(([key, inner]) => [replace(key, identifier, value), substitute(inner, identifier, value, depth + 1)]),
  );
}

/** `${Name}` keeps the value as it is, `&{Name}` drops what a logical id cannot hold. */
function replace(text: string, identifier: string, value: string): string {
  return text
    .split(`\${${identifier}}`)
    .join(value)
    .split(`&{${identifier}}`)
    .join(value.replace(/[^A-Za-z0-9]/g, ''));
}
