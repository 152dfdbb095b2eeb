import { assumed, type Fact } from '../../model';

/**
 * Paths and defaults that thousands of resources have in common are kept once. What is kept does not depend on
 * what was read before, so sharing it changes no result; the limit keeps odd input from filling the memory.
 */
const LIMIT = 20_000;
const paths = new Map<string, Map<string, string>>();
const defaults = new Map<string, Map<string, Fact<unknown>>>();

/** `<path>.<name>`. */
export function pathBelow(path: string, name: string): string {
  let below = paths.get(path);
  if (!below) {
    below = keep(paths, path, new Map<string, string>());
  }
  return below.get(name) ?? keep(below, name, `${path}.${name}`);
}

/** An assumed value; one and the same object for plain values and empty lists. */
export function sharedDefault<T>(value: T, assumption: string, path?: string): Fact<T> {
  if (typeof value === 'object' && !isEmpty(value)) {
    return assumed(value, assumption, path);
  }
  let byPath = defaults.get(assumption);
  if (!byPath) {
    byPath = keep(defaults, assumption, new Map<string, Fact<unknown>>());
  }
  const found = byPath.get(path ?? '');
  return (found !== undefined && (found.value === value || (isEmpty(found.value) && isEmpty(value)))
    ? found : keep(byPath, path ?? '', assumed(value, assumption, path))) as Fact<T>;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function keep<T>(map: Map<string, T>, key: string, value: T): T {
  if (map.size >= LIMIT) {
    map.clear();
  }
  map.set(key, value);
  return value;
}
