import type { QuerySyntaxError } from './expression';

/** Thrown inside the parser only; `parseQuery` turns it into data. */
export class SyntaxFailure extends Error {
  constructor(public readonly error: QuerySyntaxError) {
    super(error.message);
  }
}

/** A position in the text that only moves forward. */
export class Scanner {
  public position = 0;

  constructor(public readonly text: string) {}

  public skipSpace(): void {
    while (isSpace(this.text[this.position])) this.position += 1;
  }

  public atEnd(): boolean {
    return this.position >= this.text.length;
  }

  public peek(): string | undefined {
    return this.text[this.position];
  }

  /** Moves past `sign` when the text goes on with it. */
  public take(sign: string): boolean {
    if (!this.text.startsWith(sign, this.position)) return false;
    this.position += sign.length;
    return true;
  }

  public looksAt(sign: string): boolean {
    return this.text.startsWith(sign, this.position);
  }

  /** The run of letters and underscores at the position, not moved past. */
  public word(): string {
    return this.run((char) => /[A-Za-z_]/.test(char));
  }

  /** The longest run of characters that pass, not moved past. */
  public run(passes: (char: string) => boolean): string {
    let end = this.position;
    while (end < this.text.length && passes(this.text[end])) end += 1;
    return this.text.slice(this.position, end);
  }

  /** Ends parsing with what was found here, or from `start` on, and what is allowed. */
  public fail(expected: string, start = this.position): never {
    this.position = start;
    if (this.atEnd()) throw new SyntaxFailure({ start, end: start, message: `found the end of the expression, ${expected}` });
    const found = this.run((char) => !/[\s,()[\]]/.test(char)) || this.text[start];
    const named = isSpace(found) ? 'a space' : `\`${shorten(found)}\``;
    const message = `found ${named} at character ${start + 1}, ${expected}`;
    throw new SyntaxFailure({ start, end: start + found.length, message });
  }
}

export function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\n' || char === '\r';
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 37)}...` : text;
}
