import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '../..');
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const snippets = [...readme.matchAll(/^```ts\n([^]*?)^```$/gm)].map((match) => match[1]);
const BROKEN = "import { Cluster } from 'cdk-ecs-stowage';\nnew Cluster();\n";

/** Complaints of the compiler about each source, as a user of the package would see them; one program, because loading the CDK is slow. */
function complaints(sources: readonly string[]): readonly (readonly string[])[] {
  const files = new Map(sources.map((source, index) => [join(ROOT, `test/docs/snippet-${index}.ts`), source]));
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.convertCompilerOptionsFromJson((config as { compilerOptions: object }).compilerOptions, ROOT);
  const settings: ts.CompilerOptions = {
    ...options,
    noEmit: true,
    noUnusedLocals: false,
    rootDir: ROOT,
    paths: { 'cdk-ecs-stowage': [join(ROOT, 'src/index.ts')] },
  };
  const host = ts.createCompilerHost(settings);
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (path, version) => {
    const source = files.get(path);
    return source === undefined ? readSource(path, version) : ts.createSourceFile(path, source, version);
  };
  host.fileExists = (path) => files.has(path) || ts.sys.fileExists(path);
  const program = ts.createProgram([...files.keys()], settings, host);
  return [...files.keys()].map((file) =>
    ts.getPreEmitDiagnostics(program, program.getSourceFile(file)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}

test('every snippet of the README compiles, and one that does not would be noticed', () => {
  expect(snippets.length).toBeGreaterThan(1);
  const [broken, ...rest] = complaints([BROKEN, ...snippets]);
  expect(broken).not.toEqual([]);
  expect(rest).toEqual(snippets.map(() => []));
});
