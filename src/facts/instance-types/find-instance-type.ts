import { decodeSize, sizesOf } from './decode';
import type { InstanceTypeFacts } from './instance-type-facts';
import { ACCELERATORS, FAMILIES, GPU_MODELS } from './instance-types.generated';
import { distance } from './name-distance';

const NAMES = { gpuModels: GPU_MODELS, accelerators: ACCELERATORS };

/** What is known of an instance type by its API name, such as `m6i.large`. Reads one family, not the whole catalog. */
export function findInstanceType(name: string): InstanceTypeFacts | undefined {
  const dot = name.indexOf('.');
  const family = name.slice(0, dot);
  if (dot < 1 || !Object.hasOwn(FAMILIES, family)) return undefined;
  return decodeSize(family, FAMILIES[family], name.slice(dot + 1), NAMES);
}

/** Every name of the catalog, by family and then by size. */
export function instanceTypeNames(): readonly string[] {
  return Object.keys(FAMILIES).flatMap((family) => sizesOf(FAMILIES[family]).map((size) => `${family}.${size}`));
}

/** Known names closest to an unknown one, best first; empty when nothing comes near. */
export function nearestInstanceTypes(name: string, count = 3): readonly string[] {
  // A type name has at most 20 characters; a longer text is not a misspelt one.
  if (name.length === 0 || name.length > 40) return [];
  const lower = name.toLowerCase();
  return instanceTypeNames()
    .map((known) => ({ known, distance: distance(lower, known) }))
    .filter((near) => near.distance <= Math.max(2, Math.floor(name.length / 4)))
    .sort((a, b) => a.distance - b.distance || commonStart(lower, b.known) - commonStart(lower, a.known) || (a.known < b.known ? -1 : 1))
    .slice(0, count)
    .map((near) => near.known);
}

/** Of equally near names the one of the same family is meant. */
function commonStart(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return length;
}
