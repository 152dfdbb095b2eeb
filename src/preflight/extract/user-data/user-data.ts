import { partsOf } from '../intrinsics/text';
import type { TextPart } from '../intrinsics/value';
import { isRawObject } from '../load/loaded-template';
import type { Property } from '../readers/property';

/**
 * User data as text in which every piece that is filled in at deployment is one marker character sequence.
 * A script can then be parsed as text, and its values be turned back into what they stand for.
 */
export interface UserData {
  readonly text: string;
  readonly pieces: readonly Exclude<TextPart, string>[];
  /** Why parts of the script are not known; undefined when all of it is there. */
  readonly incomplete?: string;
}

const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARKER = /\uE000(\d+)\uE001/;

/** Reads the `UserData` property; undefined when there is none. */
export function readUserData(property: Property, raw: unknown): UserData | undefined {
  const { value } = property;
  if (value.kind === 'absent') {
    return undefined;
  }
  if (value.kind === 'scalar' && !(isRawObject(raw) && 'Fn::Base64' in raw)) {
    return { text: decodeBase64(String(value.value)), pieces: [] };
  }
  return userDataOf(partsOf(value));
}

export function userDataOf(parts: readonly TextPart[]): UserData {
  const pieces: Exclude<TextPart, string>[] = [];
  let text = '';
  let incomplete: string | undefined;
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part.replace(/[\uE000\uE001]/g, '');
      continue;
    }
    text += `${OPEN}${pieces.length}${CLOSE}`;
    pieces.push(part);
    incomplete ??= part.kind === 'unresolved' ? `user data holds a piece that is not known: ${part.because}` : undefined;
  }
  return incomplete === undefined ? { text, pieces } : { text, pieces, incomplete };
}

/** Text is taken as base64 only where it decodes to something readable. */
function decodeBase64(written: string): string {
  const compact = written.replace(/\s+/g, '');
  if (/^(#!|#cloud|<|\[|Content-Type|MIME)/i.test(written.trimStart()) || compact.length < 8 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) {
    return written;
  }
  const decoded = Buffer.from(compact, 'base64').toString('utf8');
  return /[\u0000-\u0008\uFFFD]/.test(decoded) ? written : decoded;
}

/** A piece of the script as a value: text with its markers replaced by what they stand for. */
export function valueParts(written: string, userData: UserData): readonly TextPart[] {
  const parts: TextPart[] = [];
  let rest = written;
  for (let match = MARKER.exec(rest); match; match = MARKER.exec(rest)) {
    const piece: TextPart | undefined = userData.pieces[Number(match[1])];
    parts.push(rest.slice(0, match.index), ...(piece === undefined ? [] : [piece]));
    rest = rest.slice(match.index + match[0].length);
  }
  return [...parts, rest].filter((part) => part !== '');
}

/** What a parser of one script language found. */
export interface AgentSettings {
  /** `ECS_*` name to its value as written, markers included; undefined where the script sets it in a way that is not read. */
  readonly values: ReadonlyMap<string, string | undefined>;
  /** Why settings may exist that were not found. */
  readonly incomplete?: string;
}

