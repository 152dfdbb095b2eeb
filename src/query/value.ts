import type { QueryValue } from './expression';
import { isSpace, type Scanner } from './scanner';

/** Reads a value: in quotes, or a run without space, comma, bracket or parenthesis. */
export function readValue(scanner: Scanner): QueryValue {
  return readQuoted(scanner) ?? readBare(scanner, bareEnd(scanner));
}

/** Reads a pattern. Unlike a value it may hold balanced brackets, and a comma inside them, without quotes. */
export function readPattern(scanner: Scanner): QueryValue {
  return readQuoted(scanner) ?? readBare(scanner, patternEnd(scanner));
}

/** Reads `[a, b]`. */
export function readList(scanner: Scanner): readonly QueryValue[] {
  if (!scanner.take('[')) scanner.fail('expected `[`: the argument of `in` is a list such as [a, b]');
  const values: QueryValue[] = [];
  do {
    scanner.skipSpace();
    values.push(readValue(scanner));
    scanner.skipSpace();
  } while (scanner.take(','));
  if (!scanner.take(']')) scanner.fail('expected `,` or the `]` that closes the list');
  return values;
}

function readQuoted(scanner: Scanner): QueryValue | undefined {
  const quote = scanner.peek();
  if (quote !== "'" && quote !== '"') return undefined;
  const start = scanner.position;
  const close = scanner.text.indexOf(quote, start + 1);
  if (close < 0) return scanner.fail(`expected the ${quote} that closes the value`);
  scanner.position = close + 1;
  return { text: scanner.text.slice(start + 1, close), quotes: quote === "'" ? 'single' : 'double', start, end: close + 1 };
}

function readBare(scanner: Scanner, end: number): QueryValue {
  const start = scanner.position;
  if (end === start) return scanner.fail('expected a value');
  scanner.position = end;
  return { text: scanner.text.slice(start, end), quotes: 'none', start, end };
}

function bareEnd({ text, position }: Scanner): number {
  let end = position;
  while (end < text.length && !isSpace(text[end]) && !',[]()'.includes(text[end]) && !startsJunction(text, end)) end += 1;
  return end;
}

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function patternEnd({ text, position }: Scanner): number {
  const open: string[] = [];
  let end = position;
  for (; end < text.length && !isSpace(text[end]); end += 1) {
    const char = text[end];
    if (char === '\\') end += 1;
    else if (CLOSING[char] !== undefined) open.push(CLOSING[char]);
    else if (char === open[open.length - 1]) open.pop();
    else if (open.length === 0 && (',])'.includes(char) || startsJunction(text, end))) break;
  }
  return Math.min(end, text.length);
}

function startsJunction(text: string, at: number): boolean {
  return text.startsWith('&&', at) || text.startsWith('||', at);
}
