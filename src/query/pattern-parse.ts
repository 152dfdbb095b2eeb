import { escapedClass, readClass, readEscape } from './pattern-class';
import { Untranslatable, type PatternCursor } from './pattern-cursor';
import { LAST_CODE_POINT, type PatternNode } from './pattern-tree';

/** Deeper groups than anyone writes by hand; keeps hostile input off the call stack. */
const MAX_DEPTH = 200;

/** Longest repetition count that is unrolled. */
const MAX_COUNT = 10_000;

/** Reads the subset of `java.util.regex.Pattern` that is a regular language. */
export function parsePattern(text: string): { ok: true; tree: PatternNode } | { ok: false; because: string } {
  const cursor: PatternCursor = { chars: Array.from(text), at: 0 };
  try {
    const tree = readChoice(cursor, 0);
    if (cursor.at < cursor.chars.length) throw new Untranslatable('a `)` closes nothing');
    return { ok: true, tree };
  } catch (failure) {
    if (failure instanceof Untranslatable) return { ok: false, because: failure.message };
    throw failure;
  }
}

function readChoice(cursor: PatternCursor, depth: number): PatternNode {
  if (depth > MAX_DEPTH) throw new Untranslatable(`its groups are nested more than ${MAX_DEPTH} deep`);
  const items = [readSequence(cursor, depth)];
  while (cursor.chars[cursor.at] === '|') {
    cursor.at += 1;
    items.push(readSequence(cursor, depth));
  }
  return items.length === 1 ? items[0] : { kind: 'choice', items };
}

function readSequence(cursor: PatternCursor, depth: number): PatternNode {
  const items: PatternNode[] = [];
  while (cursor.at < cursor.chars.length && cursor.chars[cursor.at] !== '|' && cursor.chars[cursor.at] !== ')') {
    const quotation = readQuotation(cursor);
    if (quotation === undefined) items.push(readQuantified(cursor, depth));
    else items.push(...quotation);
  }
  return items.length === 1 ? items[0] : { kind: 'sequence', items };
}

/** `\Q...\E`: every character between stands for itself; a quantifier after it binds to the last one. */
function readQuotation(cursor: PatternCursor): readonly PatternNode[] | undefined {
  const { chars } = cursor;
  if (chars[cursor.at] !== '\\' || chars[cursor.at + 1] !== 'Q') return undefined;
  const items: PatternNode[] = [];
  cursor.at += 2;
  while (cursor.at < chars.length && !(chars[cursor.at] === '\\' && chars[cursor.at + 1] === 'E')) {
    items.push(single(chars[cursor.at].codePointAt(0)!));
    cursor.at += 1;
  }
  cursor.at = Math.min(chars.length, cursor.at + 2);
  if (items.length > 0) items.push(quantify(cursor, items.pop()!));
  return items;
}

function readQuantified(cursor: PatternCursor, depth: number): PatternNode {
  return quantify(cursor, readAtom(cursor, depth));
}

function readAtom(cursor: PatternCursor, depth: number): PatternNode {
  const char = cursor.chars[cursor.at];
  cursor.at += 1;
  switch (char) {
    case '.': return { kind: 'class', ranges: [[0, LAST_CODE_POINT]] };
    case '^': return { kind: 'start' };
    case '$': return { kind: 'end' };
    case '(': return readGroup(cursor, depth);
    case '[': return { kind: 'class', ranges: readClass(cursor) };
    case '\\': return readEscapedAtom(cursor);
    case '*': case '+': case '?': case '{': throw new Untranslatable(`a \`${char}\` has nothing to repeat`);
    default: return single(char.codePointAt(0)!);
  }
}

function readGroup(cursor: PatternCursor, depth: number): PatternNode {
  if (cursor.chars[cursor.at] === '?') {
    if (cursor.chars[cursor.at + 1] !== ':') {
      throw new Untranslatable('it uses `(?`: lookaround, flags and named groups are not evaluated here');
    }
    cursor.at += 2;
  }
  const inner = readChoice(cursor, depth + 1);
  if (cursor.chars[cursor.at] !== ')') throw new Untranslatable('a `(` is not closed');
  cursor.at += 1;
  return inner;
}

function readEscapedAtom(cursor: PatternCursor): PatternNode {
  const anchor = cursor.chars[cursor.at];
  if (anchor === 'A' || anchor === 'z' || anchor === 'Z') {
    cursor.at += 1;
    return { kind: anchor === 'A' ? 'start' : 'end' };
  }
  return escapedClass(cursor) ?? single(readEscape(cursor));
}

function quantify(cursor: PatternCursor, item: PatternNode): PatternNode {
  const bounds = readBounds(cursor);
  if (bounds === undefined) return item;
  const after = cursor.chars[cursor.at];
  if (after === '+') throw new Untranslatable('a possessive quantifier is not evaluated here');
  // Lazy or greedy changes which match is found, not whether there is one.
  if (after === '?') cursor.at += 1;
  if (readBounds(cursor) !== undefined) throw new Untranslatable('a quantifier follows a quantifier');
  return { kind: 'repeat', item, min: bounds[0], max: bounds[1] };
}

function readBounds(cursor: PatternCursor): readonly [number, number] | undefined {
  const char = cursor.chars[cursor.at];
  if (char === '{') return readCount(cursor);
  const bounds = char === '*' ? [0, Infinity] as const : char === '+' ? [1, Infinity] as const : char === '?' ? [0, 1] as const : undefined;
  if (bounds !== undefined) cursor.at += 1;
  return bounds;
}

function readCount(cursor: PatternCursor): readonly [number, number] {
  const close = cursor.chars.indexOf('}', cursor.at);
  const body = close < 0 ? '' : cursor.chars.slice(cursor.at + 1, close).join('');
  const parts = /^(\d{1,6})(,(\d{0,6}))?$/.exec(body);
  if (parts === null) throw new Untranslatable('a `{` does not begin a count such as {2} or {1,3}');
  const min = Number(parts[1]);
  const max = parts[2] === undefined ? min : parts[3] === '' ? Infinity : Number(parts[3]);
  if (max < min) throw new Untranslatable(`the count {${body}} has its bounds the wrong way round`);
  if (min > MAX_COUNT || (max > MAX_COUNT && max !== Infinity)) throw new Untranslatable(`the count {${body}} is too large to evaluate here`);
  cursor.at = close + 1;
  return [min, max];
}

function single(point: number): PatternNode {
  return { kind: 'class', ranges: [[point, point]] };
}
