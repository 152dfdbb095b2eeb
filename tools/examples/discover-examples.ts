import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface Example {
  readonly name: string;
  readonly directory: string;
}

export const ROOT = resolve(__dirname, '../..');

/** Every folder with a cdk.json below `examples/`; tools take another folder as `--examples DIR`, and names as `--only a,b`. */
export function discoverExamples(folder: string = examplesFolder(), args: readonly string[] = process.argv): readonly Example[] {
  const only = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '').split(',') : undefined;
  const examples = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'cdk.json')))
    .map((entry) => ({ name: entry.name, directory: join(folder, entry.name) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  if (examples.length === 0) throw new Error(`no example with a cdk.json below ${folder}`);
  const unknown = only?.find((name) => !examples.some((example) => example.name === name));
  if (unknown !== undefined) throw new Error(`--only takes names of examples, got ${unknown || 'nothing'}`);
  return only ? examples.filter(({ name }) => only.includes(name)) : examples;
}

/** The folder given as `--examples DIR`, or `examples/`. */
export function examplesFolder(args: readonly string[] = process.argv): string {
  const at = args.indexOf('--examples');
  return at < 0 ? join(ROOT, 'examples') : resolve(args[at + 1]);
}
