import { readOverride } from './read-override';
import { findInstanceType, instanceTypeNames, nearestInstanceTypes } from '../../facts/instance-types/find-instance-type';
import type { InstanceTypeFacts } from '../../facts/instance-types/instance-type-facts';

/** The catalog that a run asks. */
export interface Catalog {
  find(name: string): InstanceTypeFacts | undefined;
  nearest(name: string): readonly string[];
  /** Every name, in a fixed order. */
  names(): readonly string[];
}

/** The catalog as it ships. */
export const CATALOG: Catalog = { find: findInstanceType, nearest: (name) => nearestInstanceTypes(name), names: instanceTypeNames };

export type CatalogOverrides = { readonly ok: true; readonly catalog: Catalog } | { readonly ok: false; readonly errors: readonly string[] };

/**
 * The catalog with entries of the user's own, as `--catalog FILE` gives them: an object of
 * instance type to the facts to replace, such as `{"t3.medium": {"registeredMemoryMiB": 3828}}`.
 * A type that the catalog does not know needs at least vcpu, memoryMiB, architectures and maxEni.
 */
export function withOverrides(entries: unknown, base: Catalog = CATALOG): CatalogOverrides {
  if (!isObject(entries)) return { ok: false, errors: ['the catalog must be an object of instance type to facts'] };
  const overrides = new Map<string, InstanceTypeFacts>();
  const errors: string[] = [];
  for (const [name, entry] of Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (name.startsWith('$')) continue;
    const read = isObject(entry) ? readOverride(name, entry, base.find(name)) : { errors: [`${name}: must be an object of facts`] };
    if ('errors' in read) errors.push(...read.errors);
    else overrides.set(name, read.facts);
  }
  if (errors.length > 0) return { ok: false, errors };
  const names = () => [...new Set([...base.names(), ...overrides.keys()])];
  return { ok: true, catalog: { find: (name) => overrides.get(name) ?? base.find(name), nearest: (name) => base.nearest(name), names } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
