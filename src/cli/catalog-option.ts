import { UsageError } from './usage-error';
import { CATALOG, withOverrides, type Catalog } from '../preflight/catalog';
import { parseJson } from '../preflight/extract/load/parse-template';
import { readTextFile } from '../preflight/extract/load/read-text-file';
import { InputError } from '../preflight/extract/read-input';

/** Of `--catalog FILE`, repeatable: a later file wins over an earlier one, and every file over the catalog that ships. */
export function catalogOf(files: readonly string[] = []): Catalog {
  return files.reduce<Catalog>((base, file) => overlay(file, base), CATALOG);
}

function overlay(file: string, base: Catalog): Catalog {
  if (file === '') throw new UsageError('--catalog names no file');
  const result = withOverrides(parseJson(readTextFile(file, file), file), base);
  if (!result.ok) throw new InputError([`${file}: the catalog cannot be used:`, ...result.errors.map((error) => `  ${error}`)].join('\n'));
  return result.catalog;
}
