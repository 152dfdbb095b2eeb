import { spawnSync } from 'node:child_process';

/** One statement of a script: a command with its parameters, or a call of a static method with its arguments. */
export interface PowerShellCall {
  readonly name: string;
  readonly parameters: Readonly<Record<string, string | true>>;
  readonly values: readonly string[];
}

type Token = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'word' | 'mark'; readonly text: string };

/**
 * Reads the part of PowerShell that user data uses: commands with parameters, and calls of static methods with strings.
 * Anything else throws, so that nothing is read as something it is not. Where PowerShell is installed, its own parser reads
 * the script as well.
 */
export function readPowerShell(script: string): readonly PowerShellCall[] {
  parseWithPowerShell(script);
  return script.split('\n').filter((line) => line !== '').map((line) => statementOf(tokensOf(line), line));
}

/** Strings in single quotes hold everything as it is, and a doubled quote; those in double quotes would be expanded. */
function tokensOf(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let rest = line;
  while (rest !== '') {
    const match = /^(?:\s+|'((?:[^']|'')*)'|(\[[A-Za-z.]+\]::[A-Za-z]+|-?[A-Za-z][A-Za-z0-9-]*)|([(),]))/.exec(rest);
    if (!match) throw new Error(`no PowerShell that user data may hold, from here on: ${rest}`);
    const [all, text, word, mark] = match;
    if (text !== undefined) tokens.push({ kind: 'text', text: text.replace(/''/g, "'") });
    if (word !== undefined) tokens.push({ kind: 'word', text: word });
    if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
    rest = rest.slice(all.length);
  }
  return tokens;
}

function statementOf([first, ...rest]: readonly Token[], line: string): PowerShellCall {
  if (first.kind !== 'word') throw new Error(`a statement begins with a command or a type: ${line}`);
  return first.text.startsWith('[') ? methodOf(first.text, rest, line) : commandOf(first.text, rest, line);
}

function methodOf(name: string, tokens: readonly Token[], line: string): PowerShellCall {
  const values = tokens.filter(({ kind }) => kind === 'text').map(({ text }) => text);
  const shape = tokens.map(({ kind, text }) => kind === 'text' ? 's' : text).join('');
  if (shape !== `(${values.map(() => 's').join(',')})`) throw new Error(`a call takes strings between brackets: ${line}`);
  return { name, parameters: {}, values };
}

function commandOf(name: string, tokens: readonly Token[], line: string): PowerShellCall {
  const parameters: Record<string, string | true> = {};
  const values: string[] = [];
  tokens.forEach((token, index) => {
    const parameter = tokens[index - 1]?.kind === 'word' && tokens[index - 1].text.startsWith('-') ? tokens[index - 1].text.slice(1) : undefined;
    if (token.kind === 'mark') throw new Error(`a command takes no ${token.text}: ${line}`);
    if (token.kind === 'word' && token.text.startsWith('-')) {
      if (token.text.slice(1) in parameters) throw new Error(`${token.text} is given twice: ${line}`);
      parameters[token.text.slice(1)] = true;
    } else if (parameter !== undefined) {
      parameters[parameter] = token.text;
    } else {
      values.push(token.text);
    }
  });
  return { name, parameters, values };
}

function parseWithPowerShell(script: string): void {
  const parse = '$errors = $null; [void][Management.Automation.Language.Parser]::ParseInput([Console]::In.ReadToEnd(), [ref]$null, [ref]$errors); ' +
    '$errors | ForEach-Object { $_.Message }; exit $errors.Count';
  const run = spawnSync('pwsh', ['-NoProfile', '-NonInteractive', '-Command', parse], { input: script, encoding: 'utf8' });
  const absent = (run.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
  if (!absent && run.status !== 0) throw new Error(`PowerShell does not read the script: ${run.stdout}${run.stderr}`);
}
