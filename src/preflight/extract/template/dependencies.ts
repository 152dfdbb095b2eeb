import type { Resource, Stack } from './stack';
import { isRawObject, member } from '../load/loaded-template';

/** What the resources of one template wait for: by references and by `DependsOn`. */
export interface Dependencies {
  /** Logical ids of resources that wait for one another; empty when there are none. References inside of conditions are left out. */
  readonly loops: readonly (readonly string[])[];
  /** Logical ids of all that CloudFormation makes before the resource, as far as any branch of a condition says. */
  before(logicalId: string): ReadonlySet<string>;
}

export function dependenciesIn(stack: Stack): Dependencies {
  const certain = new Map<string, ReadonlySet<string>>();
  const possible = new Map<string, ReadonlySet<string>>();
  for (const resource of stack.resources.values()) {
    const found: Found = { certain: new Set(), possible: new Set() };
    walk(member(resource.raw, 'Properties'), false, 0, stack, found);
    for (const name of dependsOn(resource)) add(name, false, stack, found);
    certain.set(resource.logicalId, found.certain);
    possible.set(resource.logicalId, found.possible.size === 0 ? found.certain : new Set([...found.certain, ...found.possible]));
  }
  return { before: (logicalId) => reachable(logicalId, possible), loops: loopsOf(certain) };
}

interface Found {
  readonly certain: Set<string>;
  readonly possible: Set<string>;
}

/** Deeper than CloudFormation nests anything. */
const MAX_DEPTH = 200;

/** Goes through everything of every template, so it makes no object that it does not need. */
function walk(raw: unknown, conditional: boolean, depth: number, stack: Stack, found: Found): void {
  if (typeof raw !== 'object' || raw === null || depth > MAX_DEPTH) return;
  if (Array.isArray(raw)) {
    for (const item of raw) walk(item, conditional, depth + 1, stack, found);
    return;
  }
  for (const key of Object.keys(raw)) {
    // By its descriptor: to look for references is not to read a property, which `docs/fidelity-properties.md` counts.
    const value: unknown = Object.getOwnPropertyDescriptor(raw, key)?.value;
    if (key === 'Ref' || key.startsWith('Fn::')) {
      for (const name of namesIn(key, value)) add(name, conditional, stack, found);
    }
    walk(value, conditional || key === 'Fn::If', depth + 1, stack, found);
  }
}

function namesIn(key: string, value: unknown): readonly string[] {
  if (key === 'Ref') return typeof value === 'string' ? [value] : [];
  if (key === 'Fn::GetAtt') {
    const name: unknown = Array.isArray(value) ? value[0] : value;
    return typeof name === 'string' ? [name.split('.')[0]] : [];
  }
  if (key !== 'Fn::Sub') return [];
  const [text, given] = Array.isArray(value) ? [value[0] as unknown, value[1] as unknown] : [value, undefined];
  const own = isRawObject(given) ? Object.keys(given) : [];
  return typeof text !== 'string' ? []
    : [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map((match) => match[1].split('.')[0]).filter((name) => !own.includes(name));
}

function add(name: string, conditional: boolean, stack: Stack, found: Found): void {
  if (stack.resources.has(name)) (conditional ? found.possible : found.certain).add(name);
}

function dependsOn(resource: Resource): readonly string[] {
  const written = member(resource.raw, 'DependsOn');
  return (Array.isArray(written) ? written : [written]).filter((name): name is string => typeof name === 'string');
}

function reachable(start: string, edges: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...edges.get(start) ?? []];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...edges.get(next) ?? []);
  }
  return found;
}

/** Strongly connected sets of more than one resource, or of one that refers to itself; each in the order of its ids. */
function loopsOf(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  // What nothing of a loop refers to is taken off first; most templates are empty after that.
  const left = new Map([...edges].map(([name, to]) => [name, new Set(to)]));
  for (let removed = true; removed;) {
    const ends = [...left].filter(([, to]) => [...to].every((name) => !left.has(name))).map(([name]) => name);
    for (const name of ends) left.delete(name);
    removed = ends.length > 0;
  }
  const loops = new Map<string, readonly string[]>();
  for (const name of left.keys()) {
    const others = reachable(name, left);
    if (!others.has(name)) continue;
    const loop = [...others].filter((other) => reachable(other, left).has(name)).sort();
    loops.set(loop.join(' '), loop);
  }
  return [...loops.values()].sort((one, other) => (one.join(' ') < other.join(' ') ? -1 : 1));
}
