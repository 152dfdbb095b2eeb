import { Untranslatable, type PatternCursor } from './pattern-cursor';
import { negate, type CodeRange, type PatternNode } from './pattern-tree';

const DIGITS: readonly CodeRange[] = [[0x30, 0x39]];
const WORD: readonly CodeRange[] = [[0x30, 0x39], [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]];
const SPACE: readonly CodeRange[] = [[0x09, 0x0d], [0x20, 0x20]];

/** Java's predefined classes cover ASCII only, unless a flag says otherwise. */
const PREDEFINED: ReadonlyMap<string, readonly CodeRange[]> = new Map([
  ['d', DIGITS], ['D', negate(DIGITS)],
  ['w', WORD], ['W', negate(WORD)],
  ['s', SPACE], ['S', negate(SPACE)],
]);

const CONTROL: ReadonlyMap<string, number> = new Map([['t', 0x09], ['n', 0x0a], ['r', 0x0d], ['f', 0x0c], ['a', 0x07], ['e', 0x1b]]);

/** A predefined class such as `\d`, when one stands after the backslash. */
export function escapedClass(cursor: PatternCursor): PatternNode | undefined {
  const ranges = PREDEFINED.get(cursor.chars[cursor.at]);
  if (ranges === undefined) return undefined;
  cursor.at += 1;
  return { kind: 'class', ranges };
}

/** The character that an escape stands for; the cursor is after the backslash. */
export function readEscape(cursor: PatternCursor): number {
  const char = cursor.chars[cursor.at];
  if (char === undefined) throw new Untranslatable('it ends in a backslash');
  cursor.at += 1;
  if (char === 'x') return readHex(cursor, 2);
  if (char === 'u') return readHex(cursor, 4);
  const control = CONTROL.get(char);
  if (control !== undefined) return control;
  if (/[A-Za-z0-9]/.test(char)) throw new Untranslatable(`\`\\${char}\` is not evaluated here`);
  return char.codePointAt(0)!;
}

function readHex(cursor: PatternCursor, digits: number): number {
  const text = cursor.chars.slice(cursor.at, cursor.at + digits).join('');
  if (text.length !== digits || !/^[0-9A-Fa-f]+$/.test(text)) throw new Untranslatable(`an escape needs ${digits} hexadecimal digits`);
  cursor.at += digits;
  const point = parseInt(text, 16);
  if (point >= 0xd800 && point <= 0xdfff) throw new Untranslatable('half of a surrogate pair is not evaluated here');
  return point;
}

/** Reads `[...]`; the cursor is after the opening bracket. */
export function readClass(cursor: PatternCursor): readonly CodeRange[] {
  const negated = cursor.chars[cursor.at] === '^';
  if (negated) cursor.at += 1;
  if (cursor.chars[cursor.at] === ']') throw new Untranslatable('a class begins with `]`');
  const ranges: CodeRange[] = [];
  while (cursor.chars[cursor.at] !== ']') ranges.push(...readMember(cursor));
  cursor.at += 1;
  return negated ? negate(ranges) : ranges;
}

function readMember(cursor: PatternCursor): readonly CodeRange[] {
  const from = readPoint(cursor);
  if (typeof from !== 'number') return from;
  const isRange = cursor.chars[cursor.at] === '-' && cursor.chars[cursor.at + 1] !== ']';
  if (!isRange) return [[from, from]];
  cursor.at += 1;
  const to = readPoint(cursor);
  if (typeof to !== 'number') throw new Untranslatable('a range ends in a class');
  if (to < from) throw new Untranslatable('a range has its ends the wrong way round');
  return [[from, to]];
}

/** One character of a class, or the ranges of a predefined class inside it. */
function readPoint(cursor: PatternCursor): number | readonly CodeRange[] {
  const char = cursor.chars[cursor.at];
  if (char === undefined) throw new Untranslatable('a `[` is not closed');
  if (char === '[') throw new Untranslatable('a class inside a class is not evaluated here');
  if (char === '&' && cursor.chars[cursor.at + 1] === '&') throw new Untranslatable('an intersection of classes is not evaluated here');
  cursor.at += 1;
  if (char !== '\\') return char.codePointAt(0)!;
  const predefined = PREDEFINED.get(cursor.chars[cursor.at]);
  if (predefined === undefined) return readEscape(cursor);
  cursor.at += 1;
  return predefined;
}
