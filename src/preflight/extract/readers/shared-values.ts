import { assumed, type Fact } from '../../model';

/**
 * Paths and defaults that thousands of resources have in common are kept once. What is kept does not depend on
 * what was read before, so sharing it changes no result; the limit keeps odd input from filling the memory.
 */
const LIMIT = 20_000;
const paths = new Map<string, Map<string, string>>();
const defaults = new Map<string, Fact<unknown>>();

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
  const isEmpty = Array.isArray(value) && value.length === 0;
  if (typeof value === 'object' && !isEmpty) {
    return assumed(value, assumption, path);
  }
  const key = `${assumption}\n${path ?? ''}\n${isEmpty ? '[]' : String(value)}`;
  return (defaults.get(key) ?? keep(defaults, key, assumed(value, assumption, path))) as Fact<T>;
}

function keep<T>(map: Map<string, T>, key: string, value: T): T {
  if (map.size >= LIMIT) {
    map.clear();
  }
  map.set(key, value);
  return value;
}
