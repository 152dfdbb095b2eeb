import * as fc from 'fast-check';

/** One edit of a text, at a place between 0 and 1 of its length. */
export interface Edit {
  readonly at: number;
  readonly kind: 'insert' | 'remove' | 'repeat' | 'replace';
  readonly length: number;
  readonly text: string;
}

const NASTY = ['[', ']', '{', '}', '"', "'", ':', ': ', '- ', '\n', '\t', '&a ', '*a', '!Ref ', '!Sub "${', '!GetAtt a', '? ', '|', '>-', '#', ',', '\\', '\u0000', '\uFEFF', '%YAML 9', '---\n', '<<: *a', '\r'];

export const editArbitrary: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom<Edit['kind']>('insert', 'insert', 'remove', 'repeat', 'replace'),
  length: fc.nat({ max: 60 }),
  text: fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 8 })),
});

/** The text after its edits: what a slip of the hand, a bad merge or a broken tool leaves behind. */
export function edit(text: string, edits: readonly Edit[]): string {
  return edits.reduce((current, { at, kind, length, text: added }) => {
    const start = Math.floor(at * current.length);
    const taken = current.slice(start, start + length);
    const rest = current.slice(start + length);
    const middle = { insert: added + taken, remove: '', repeat: taken + taken + taken, replace: added }[kind];
    return current.slice(0, start) + middle + rest;
  }, text);
}
