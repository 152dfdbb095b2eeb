import type { PlacementModel } from '../../../src/preflight/model';

/** Every unknown of a model, as `path: because`. */
export function unknownsOf(model: PlacementModel): string[] {
  const found: string[] = [];
  const open: [string, unknown][] = [['', model]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [path, value] = next;
    if (typeof value !== 'object' || value === null) {
      continue;
    }
    if ('known' in value && value.known === false && 'because' in value) {
      found.push(`${path}: ${String(value.because)}`);
    } else {
      open.push(...Object.entries(value).map(([key, inner]): [string, unknown] => [`${path}.${key}`, inner]));
    }
  }
  return found.sort();
}
