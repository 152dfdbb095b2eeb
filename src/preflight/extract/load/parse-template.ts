import { InputError } from './input-error';
import { isRawObject } from './loaded-template';
import { parseYaml } from './parse-yaml';
import { scanJson } from './scan-json';

export interface ParsedTemplate {
  readonly body: unknown;
  readonly remarks: readonly string[];
  /** Line of each logical id, where a person may have written the template. */
  readonly lines?: ReadonlyMap<string, number>;
}

/**
 * Parses template text. JSON is tried where the text starts like JSON or the file is named so; all else is YAML.
 * Only a person writes a key twice, so what a tool wrote (`generated`) is not searched for that.
 */
export function parseTemplate(text: string, path: string, generated = false): ParsedTemplate {
  if (!/\S/.test(text)) {
    throw new InputError(`${path}: the file is empty; give a CloudFormation template or a cdk.out directory`);
  }
  const isJson = /\.json$/i.test(path) || (!/\.ya?ml$/i.test(path) && /^\s*[{[]/.test(text));
  const parsed = isJson ? parseJsonTemplate(text, path, generated) : parseYaml(text, path);
  if (!isRawObject(parsed.body)) {
    throw new InputError(`${path}: a template is an object with a "Resources" section; this file holds ${nameOf(parsed.body)}`);
  }
  // Without this a package.json would pass as a template in which nothing is wrong.
  if (!isRawObject(parsed.body.Resources)) {
    const found = parsed.body.Resources === undefined ? 'this file has none' : `here it is ${nameOf(parsed.body.Resources)}`;
    throw new InputError(`${path}: a template is an object with a "Resources" section; ${found}`);
  }
  return parsed;
}

/** Parses JSON that a tool wrote (manifest, assets); only the position of a fault is added to JSON.parse. */
export function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const fault = scanJson(text).fault;
    const where = fault ? `${path}:${position(text, fault.offset)}` : path;
    throw new InputError(`${where}: the JSON cannot be read: ${fault?.cause ?? String((error as Error).message)}`);
  }
}

function parseJsonTemplate(text: string, path: string, generated: boolean): ParsedTemplate {
  const body = parseJson(text, path);
  if (generated) {
    return { body, remarks: [] };
  }
  const { duplicates, resources } = scanJson(text);
  const remarks = duplicates.slice(0, MAX_REMARKS).map(({ key, offset }) =>
    `${path}:${position(text, offset)}: the key "${key}" is written twice in one object; the later one counts`);
  return { body, remarks, lines: linesOf(text, resources) };
}

/** Lines of keys in the order of the text, counted in one walk. */
function linesOf(text: string, keys: readonly { readonly key: string; readonly offset: number }[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let line = 1;
  let next = text.indexOf('\n');
  for (const { key, offset } of keys) {
    for (; next >= 0 && next < offset; next = text.indexOf('\n', next + 1)) {
      line++;
    }
    lines.set(key, line);
  }
  return lines;
}

/** `line:column`, both counted from 1. */
export function position(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return `${line}:${offset - before.lastIndexOf('\n')}`;
}

const MAX_REMARKS = 10;

function nameOf(body: unknown): string {
  if (Array.isArray(body)) {
    return 'a list';
  }
  return body === null ? 'nothing' : `a ${typeof body}`;
}
