import type { AgentSettings } from './user-data';

const CONFIG = 'ecs.config';
const UNREAD = 'user data writes /etc/ecs/ecs.config in a way that is not read';

/** Settings that a shell script or cloud-config writes into `/etc/ecs/ecs.config`. */
export function readLinuxSettings(text: string): AgentSettings {
  const values = new Map<string, string | undefined>();
  const lines = text.replace(/\\\r?\n/g, ' ').split(/\r?\n/);
  let incomplete: string | undefined;
  let nesting = 0;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index];
    const heredoc = /<<-?\s*(["']?)([A-Za-z_]\w*)\1/.exec(line);
    const body = heredoc ? takeHeredoc(lines, index + 1, heredoc[2]) : undefined;
    const written = writtenFile(lines, index);
    if (!/^\s*#/.test(line) && mentionsConfig(line)) {
      const content = body ? body.lines.map((each) => ({ text: each, expands: heredoc?.[1] === '' })) : echoed(line);
      if (replacesConfig(line)) {
        values.clear();
      }
      incomplete ??= content === undefined && !isHarmless(line) ? UNREAD : undefined;
      for (const each of content ?? []) {
        assign(each.text, each.expands, nesting > 0, values);
      }
    } else if (written) {
      written.forEach((each) => assign(each, false, false, values));
    }
    nesting = Math.max(0, nesting + opened(line));
    index = body ? body.end : index;
  }
  return { values: withUnread(lines, values), ...(incomplete === undefined ? {} : { incomplete }) };
}

function mentionsConfig(line: string): boolean {
  return line.includes(CONFIG);
}

function replacesConfig(line: string): boolean {
  return /(^|[^>])>\s*["']?[^\s>|]*ecs\.config/.test(line);
}

/** Commands that look at the file without changing a setting. */
function isHarmless(line: string): boolean {
  return /^\s*(-?\s*path:|cat\s+[^<>|]*$|chmod|chown|touch|ls|grep|mkdir|source|\.\s|\[|if|test)/.test(line);
}

function takeHeredoc(lines: readonly string[], start: number, word: string): { lines: readonly string[]; end: number } {
  let end = start;
  while (end < lines.length && lines[end].trim() !== word) {
    end++;
  }
  return { lines: lines.slice(start, end).map((line) => line.trim()), end };
}

/** What `echo` and `printf` commands of a line write; undefined when the line does something else. */
function echoed(line: string): readonly { text: string; expands: boolean }[] | undefined {
  const commands = [...line.matchAll(/\b(?:echo|printf)\s+((?:"(?:[^"\\]|\\.)*"|'[^']*'|\\.|[^"'\\;|>&])*)/g)];
  if (commands.length === 0) {
    return undefined;
  }
  return commands.flatMap((command) => unquote(command[1].replace(/^(-[neE]+\s+)+/, '').trim()));
}

/** Removes quotes as the shell does; text in single quotes is not expanded by it. */
function unquote(words: string): readonly { text: string; expands: boolean }[] {
  let text = '';
  let expands = false;
  for (const match of words.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|\\(.)|([^"'\\]+)/g)) {
    const [, double, single, escaped, plain] = match;
    text += double !== undefined ? double.replace(/\\(["\\$`])/g, '$1') : single ?? escaped ?? plain;
    expands ||= /[$`]/.test(double ?? plain ?? '');
  }
  return text.split(/\\n|\n/).map((each) => ({ text: each.trim(), expands }));
}

/** `content: |` below `path: /etc/ecs/ecs.config` of a cloud-config. */
function writtenFile(lines: readonly string[], index: number): readonly string[] | undefined {
  const content = /^(\s*)-?\s*content:\s*[|>]/.exec(lines[index]);
  if (!content || !lines.slice(Math.max(0, index - 4), index + 30).some((line) => /path:\s*["']?\S*ecs\.config/.test(line))) {
    return undefined;
  }
  const block: string[] = [];
  for (const line of lines.slice(index + 1)) {
    if (line.trim() !== '' && line.length - line.trimStart().length <= content[1].length) {
      break;
    }
    block.push(line.trim());
  }
  return block;
}

function assign(line: string, expands: boolean, conditional: boolean, values: Map<string, string | undefined>): void {
  const match = /^(?:export\s+)?(ECS_[A-Z0-9_]+)=(.*)$/.exec(line);
  if (match) {
    const value = match[2].trim().replace(/^(["'])(.*)\1$/, '$2');
    values.set(match[1], conditional || (expands && /[$`]/.test(value)) ? undefined : value);
  }
}

function opened(line: string): number {
  const opens = /^\s*(if|case|for|while|until)\b/.test(line) ? 1 : 0;
  const closes = /(^|;)\s*(fi|esac|done)\b/.test(line) ? 1 : 0;
  return opens - closes;
}

/** A setting that is written some other way is there, and its value is not known. */
function withUnread(lines: readonly string[], values: Map<string, string | undefined>): Map<string, string | undefined> {
  for (const line of lines.filter((each) => !/^\s*#/.test(each))) {
    for (const match of line.matchAll(/\b(ECS_[A-Z0-9_]+)=/g)) {
      if (!values.has(match[1])) {
        values.set(match[1], undefined);
      }
    }
  }
  return values;
}
