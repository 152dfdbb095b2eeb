/** What a character-by-character walk over JSON text finds. */
export interface JsonScan {
  readonly fault?: { readonly offset: number; readonly cause: string };
  /** Keys that are written twice in one object; the later one wins. */
  readonly duplicates: readonly { readonly key: string; readonly offset: number }[];
  /** Where each key of the object `Resources` stands: the logical ids of a template. */
  readonly resources: readonly { readonly key: string; readonly offset: number }[];
}

interface Frame {
  readonly close: '}' | ']';
  readonly keys?: Set<string>;
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const SCALAR = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;

/**
 * Finds the first fault of JSON text and the keys written twice, neither of which JSON.parse tells.
 * Keeps its own stack, so that deep nesting cannot overflow the one of the engine.
 */
export function scanJson(text: string): JsonScan {
  const duplicates: { key: string; offset: number }[] = [];
  const resources: { key: string; offset: number }[] = [];
  const frames: Frame[] = [];
  const found: Found = { duplicates, resources, frames, section: '' };
  let offset = skip(text, 0);
  for (;;) {
    const opened = open(text, offset);
    if (opened) {
      frames.push(opened);
      offset = skip(text, offset + 1);
      if (text[offset] !== opened.close) {
        const key = readKey(text, offset, opened, found);
        if ('cause' in key) {
          return { fault: key, duplicates, resources };
        }
        offset = key.next;
        continue;
      }
    } else {
      const length = matchLength(SCALAR, text, offset) || matchLength(STRING, text, offset);
      if (length === 0) {
        return { fault: { offset, cause: describe(text, offset, 'a value') }, duplicates, resources };
      }
      offset += length;
    }
    const after = closeFrames(text, offset, found);
    if (after.fault || after.done) {
      return { fault: after.fault, duplicates, resources };
    }
    offset = after.next;
  }
}

/** What the walk collects, and where it is. */
interface Found {
  readonly duplicates: { key: string; offset: number }[];
  readonly resources: { key: string; offset: number }[];
  readonly frames: Frame[];
  /** The key of the outermost object in which the walk is. */
  section: string;
}

function closeFrames(text: string, start: number, found: Found):
{ fault?: { offset: number; cause: string }; done?: boolean; next: number } {
  const { frames } = found;
  let offset = opensAt(text, start) ? start : skip(text, start);
  while (frames.length > 0) {
    const frame = frames[frames.length - 1];
    if (text[offset] === frame.close) {
      frames.pop();
      offset = skip(text, offset + 1);
    } else if (text[offset] === ',') {
      const key = readKey(text, skip(text, offset + 1), frame, found);
      return 'cause' in key ? { fault: key, next: offset } : { next: key.next };
    } else {
      return { fault: { offset, cause: describe(text, offset, `"," or "${frame.close}"`) }, next: offset };
    }
  }
  return offset < text.length
    ? { fault: { offset, cause: describe(text, offset, 'the end of the file') }, next: offset }
    : { done: true, next: offset };
}

function readKey(text: string, offset: number, frame: Frame, found: Found):
{ offset: number; cause: string } | { next: number } {
  if (!frame.keys) {
    return { next: offset };
  }
  const length = matchLength(STRING, text, offset);
  if (length === 0) {
    return { offset, cause: describe(text, offset, 'a key in double quotes') };
  }
  const key = text.slice(offset + 1, offset + length - 1);
  if (frame.keys.has(key)) {
    found.duplicates.push({ key, offset });
  }
  if (found.frames.length === 1) {
    found.section = key;
  } else if (found.frames.length === 2 && found.section === 'Resources') {
    found.resources.push({ key, offset });
  }
  frame.keys.add(key);
  const colon = skip(text, offset + length);
  return text[colon] === ':' ? { next: skip(text, colon + 1) } : { offset: colon, cause: describe(text, colon, '":"') };
}

function open(text: string, offset: number): Frame | undefined {
  if (text[offset] === '{') {
    return { close: '}', keys: new Set() };
  }
  return text[offset] === '[' ? { close: ']' } : undefined;
}

function opensAt(text: string, offset: number): boolean {
  return text[offset] === '}' || text[offset] === ']';
}

function describe(text: string, offset: number, wanted: string): string {
  const found = text[offset];
  return found === undefined ? `the file ends where ${wanted} is expected` : `${JSON.stringify(found)} stands where ${wanted} is expected`;
}

function skip(text: string, offset: number): number {
  return offset + matchLength(SPACE, text, offset);
}

function matchLength(pattern: RegExp, text: string, offset: number): number {
  pattern.lastIndex = offset;
  const match = pattern.exec(text);
  return match ? match[0].length : 0;
}
