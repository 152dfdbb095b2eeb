import { check } from './commands/check';
import { explain } from './commands/explain';
import { size } from './commands/size';
import { helpText } from './help';
import { UsageError } from './usage-error';
import { InputError } from '../preflight/extract/read-input';

export interface Terminal {
  readonly color: boolean;
  out(text: string): void;
  err(text: string): void;
}

const COMMANDS: Readonly<Record<string, (args: readonly string[], terminal: Terminal) => number>> = { check, explain, size };

/** Exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or input that cannot be judged. */
export function runCommand(args: readonly string[], terminal: Terminal): number {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    terminal.out(helpText());
    return name === undefined ? 2 : 0;
  }
  try {
    if (!Object.hasOwn(COMMANDS, name)) {throw new UsageError(`there is no command ${JSON.stringify(name)}; the commands are ${Object.keys(COMMANDS).join(', ')}`);}
    return COMMANDS[name](rest, terminal);
  } catch (error) {
    if (error instanceof UsageError) {terminal.err(`stowage: ${error.message}\nstowage --help lists the options\n`);} else if (error instanceof InputError) {terminal.err(`stowage: ${error.message}\n`);} else {
      terminal.err(
        `stowage: this input made the preflight itself fail: ${error instanceof Error ? error.message : String(error)}\nthat is a defect of stowage, not of your template; nothing was judged\n`,
      );
    }
    return 2;
  }
}
