import { isDeepStrictEqual } from 'node:util';

/** One thing the template says, and what the emulator answered. */
export interface Claim {
  readonly what: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/** Stands for a value that only the deployment knows. */
export const ANYTHING = Symbol('anything');

/** The emulator gave this field no value at all: it neither proves nor disproves. */
export function isNotKept(claim: Claim): boolean {
  return claim.found === undefined && claim.expected !== undefined;
}

export function holds({ expected, found }: Claim): boolean {
  return isDeepStrictEqual(expected, found);
}

/** One claim per leaf, so that a difference names its path and a field that was dropped is counted as such. */
export function leafClaims(what: string, expected: unknown, found: unknown): readonly Claim[] {
  if (expected === ANYTHING || expected === undefined) return [];
  if (found === undefined || expected === null || typeof expected !== 'object') return [{ what, expected, found }];
  const entries = Object.entries(expected);
  const length = Array.isArray(expected) ? [{ what: `${what}.length`, expected: entries.length, found: (found as unknown[]).length }] : [];
  return [...length, ...entries.flatMap(([key, value]) => leafClaims(`${what}.${key}`, value, (found as Record<string, unknown>)[key]))];
}
