import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The program's path if PATH has it. */
export function findProgram(name: string): string | undefined {
  return (process.env.PATH ?? '').split(delimiter).map((directory) => join(directory, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
