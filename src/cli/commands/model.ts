import { modelToJson } from '../../preflight/extract/model-to-json';
import { readInput } from '../../preflight/extract/read-input';
import { catalogOf } from '../catalog-option';
import { INPUT_OPTIONS, inputOptions } from '../input-options';
import { parseOptions } from '../parse-options';
import type { Terminal } from '../run-command';
import { UsageError } from '../usage-error';

/** `stowage model`: prints what is read from the input, as JSON. */
export function model(args: readonly string[], terminal: Terminal): number {
  const { values, positionals } = parseOptions(args, INPUT_OPTIONS);
  if (positionals.length === 0) throw new UsageError('stowage model needs a cloud assembly (cdk.out) or a template');
  // The model names types and does not size them; a file that cannot be used is said all the same.
  catalogOf(values.catalog);
  const text = modelToJson(readInput(positionals, inputOptions(values)).model);
  terminal.out(text.endsWith('\n') ? text : `${text}\n`);
  return 0;
}
