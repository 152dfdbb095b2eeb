import { writeFileSync } from 'node:fs';
import { refreshCatalog, renderCatalogFile } from '../../preflight/catalog/refresh';
import { InputError } from '../../preflight/extract/read-input';
import { parseOptions } from '../parse-options';
import type { Terminal } from '../run-command';
import { UsageError } from '../usage-error';

/** `stowage catalog refresh`: asks EC2 for instance types with the user's own credentials, and writes what is new in them. */
export async function catalog(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, { region: { type: 'string' }, output: { type: 'string' } });
  const [action, ...rest] = positionals;
  if (action !== 'refresh' || rest.length > 0) {
    throw new UsageError('stowage catalog knows one action: stowage catalog refresh [--region REGION] [--output FILE]');
  }
  if (values.output === '') throw new UsageError('--output names no file');
  const refreshed = await refreshCatalog(values.region === undefined ? {} : { region: values.region }).catch((error: unknown) => {
    throw new InputError(`the instance types cannot be refreshed: ${messageOf(error)}`);
  });
  const text = renderCatalogFile(refreshed);
  if (values.output === undefined) terminal.out(text);
  else write(values.output, text);
  const { described, added, changed } = refreshed;
  terminal.err(`${described} instance types described: ${added.length} the shipped catalog does not have, ${changed.length} it says otherwise\n`);
  return 0;
}

/** The SDK puts the cause first in some errors and into the name of others. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const name = error.name === 'Error' ? '' : `${error.name}: `;
  return `${name}${error.message || 'EC2 gave no reason'}`;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`the catalog cannot be written to ${file}: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`);
  }
}
