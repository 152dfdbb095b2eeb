import { pairs } from './option-values';
import { readValuesFile } from '../preflight/extract/load/read-values-file';
import type { InputOptions } from '../preflight/extract/read-input';

/** Options that say how an input is read, for `parseArgs`. */
export const INPUT_OPTIONS = {
  'parameter': { type: 'string', multiple: true },
  'parameter-file': { type: 'string', multiple: true },
  'context': { type: 'string', multiple: true },
  'region': { type: 'string' },
  'account': { type: 'string' },
  'catalog': { type: 'string', multiple: true },
} as const;

export interface InputValues {
  readonly 'parameter'?: readonly string[];
  readonly 'parameter-file'?: readonly string[];
  readonly 'context'?: readonly string[];
  readonly 'region'?: string;
  readonly 'account'?: string;
  readonly 'catalog'?: readonly string[];
}

/** Values on the command line win over those of files. */
export function inputOptions(values: InputValues): InputOptions {
  return {
    parameters: { ...filesOf(values['parameter-file']), ...pairs(values.parameter ?? []) },
    context: filesOf(values.context),
    region: values.region,
    account: values.account,
  };
}

function filesOf(paths: readonly string[] = []): Readonly<Record<string, string>> {
  return Object.assign(Object.create(null), ...paths.map((path) => readValuesFile(path, process.cwd()))) as Record<string, string>;
}
