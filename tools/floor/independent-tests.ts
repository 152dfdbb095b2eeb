import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The tests that pass or fail alike with every aws-cdk-lib and constructs: neither they nor anything they import loads one of the two.
 * Who starts a process, or loads a module by a name made up on the way, may load anything.
 */
export function independentTests(root: string): readonly string[] {
  const sources = new Map<string, Source>();
  const mayLoadTheCdk = (path: string) => [...reach(root, path, sources)].some((each) => sources.get(each)!.mayLoadTheCdk);
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => join('test', path))
    .filter((path) => !mayLoadTheCdk(path))
    .sort();
}

interface Source {
  readonly mayLoadTheCdk: boolean;
  readonly imports: readonly string[];
}

const LOADS_THE_CDK = /\b(?:from|import) '(?:aws-cdk-lib|constructs|cdk-nag|cdk-ecs-stowage)|child_process|requireActual|doMock|\brequire\(|\bimport\(/;
const RELATIVE_IMPORT = /\b(?:from|import) '(\.[^']*)'/g;

function reach(root: string, path: string, sources: Map<string, Source>, seen: Set<string> = new Set()): ReadonlySet<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  const source = sources.get(path) ?? read(root, path);
  sources.set(path, source);
  for (const imported of source.imports) reach(root, imported, sources, seen);
  return seen;
}

function read(root: string, path: string): Source {
  const text = readFileSync(join(root, path), 'utf8');
  if (!path.endsWith('.ts')) return { mayLoadTheCdk: false, imports: [] };
  const imports = [...text.matchAll(RELATIVE_IMPORT)].map(([, name]) => resolve(root, join(dirname(path), name)));
  return { mayLoadTheCdk: LOADS_THE_CDK.test(text), imports };
}

function resolve(root: string, path: string): string {
  const file = [path, `${path}.ts`, join(path, 'index.ts')].find((each) => existsSync(join(root, each)) && statSync(join(root, each)).isFile());
  if (!file) throw new Error(`no file for the import of ${path}`);
  return file;
}
