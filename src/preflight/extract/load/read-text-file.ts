import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { InputError } from './input-error';

/** Reads a file, or standard input for `-`, as UTF-8. */
export function readTextFile(path: string, shownAs: string): string {
  return decode(readBytes(path, shownAs), shownAs);
}

/** `undefined` when nothing is there. */
export function kindOfPath(path: string): 'file' | 'directory' | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) {
    return undefined;
  }
  return found.isDirectory() ? 'directory' : 'file';
}

function readBytes(path: string, shownAs: string): Buffer {
  try {
    return readFileSync(path === '-' ? 0 : path);
  } catch (error) {
    throw new InputError(`${shownAs}: the file cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}

function decode(bytes: Buffer, shownAs: string): string {
  if (bytes.length >= 2 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))) {
    throw new InputError(`${shownAs}: the file is encoded as UTF-16; save it as UTF-8`);
  }
  if (!isUtf8(bytes)) {
    throw new InputError(`${shownAs}: the file is not UTF-8 text (first odd byte near offset ${firstOddByte(bytes)}); save it as UTF-8`);
  }
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Halves the prefix that is still UTF-8; a character cut in two moves the answer by at most three bytes. */
function firstOddByte(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isPrefixUtf8(bytes, middle)) {
      good = middle;
    } else {
      bad = middle;
    }
  }
  return good;
}

function isPrefixUtf8(bytes: Buffer, length: number): boolean {
  return [0, 1, 2, 3].some((cut) => cut <= length && isUtf8(bytes.subarray(0, length - cut)));
}
