import { catalog } from './commands/catalog';
import { check } from './commands/check';
import { explain } from './commands/explain';
import { model } from './commands/model';
import { size } from './commands/size';
import { helpText } from './help';
import { UsageError } from './usage-error';
import { InputError } from '../preflight/extract/read-input';

export interface Terminal {
  readonly color: boolean;
  out(text: string): void;
  err(text: string): void;
}

type Command = (args: readonly string[], terminal: Terminal) => number | Promise<number>;

const COMMANDS: Readonly<Record<string, Command>> = { catalog, check, explain, model, size };

/** Exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or input that cannot be judged. */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(helpText());
    return name === undefined ? 2 : 0;
  }
  try {
    if (!Object.hasOwn(COMMANDS, name)) {
      throw new UsageError(`there is no command ${JSON.stringify(name)}; the commands are ${Object.keys(COMMANDS).join(', ')}`);
    }
    return await COMMANDS[name](rest, terminal);
  } catch (error) {
    terminal.err(`stowage: ${messageOf(error)}\n`);
    return 2;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\nstowage --help lists the options`;
  if (error instanceof InputError) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  return `this input made the preflight itself fail: ${text}\nthat is a defect of stowage, not of your template; nothing was judged`;
}
