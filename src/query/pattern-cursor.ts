/** A position in a pattern, by code point. */
export interface PatternCursor {
  readonly chars: readonly string[];
  at: number;
}

/** Thrown inside the pattern parser only: what cannot be evaluated is said, never guessed. */
export class Untranslatable extends Error {}
