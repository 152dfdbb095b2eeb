import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Example {
  readonly name: string;
  readonly directory: string;
}

export const ROOT = resolve(__dirname, '../..');

/** Every folder with a cdk.json below `examples/`; tools take another folder as `--examples DIR`. */
export function discoverExamples(folder: string = examplesFolder()): readonly Example[] {
  const examples = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'cdk.json')))
    .map((entry) => ({ name: entry.name, directory: join(folder, entry.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (examples.length === 0) throw new Error(`no example with a cdk.json below ${folder}`);
  return examples;
}

/** The folder given as `--examples DIR`, or `examples/`. */
export function examplesFolder(args: readonly string[] = process.argv): string {
  const at = args.indexOf('--examples');
  return at < 0 ? join(ROOT, 'examples') : resolve(args[at + 1]);
}
