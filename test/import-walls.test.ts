import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const SRC = join(__dirname, '..', 'src');
const CONSTRUCTS = ['validation', 'task', 'registry', 'discovery', 'cluster', 'scaling', 'service'];
/** Files that may load aws-cdk-lib besides the construct folders. */
const CDK_FILES = ['query/attribute.ts', 'query/cluster-query.ts', 'preflight/preflight.ts'];

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(SRC, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.split('\\').join('/'))
  .sort();
const imports = files.flatMap(importsOf);

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)';/gm)].map((match) => ({
    from: file,
    to: match[2].startsWith('.')
      ? relative(SRC, resolve(SRC, dirname(file), match[2]))
        .split('\\')
        .join('/')
      : match[2],
    typeOnly: match[1] !== undefined,
  }));
}

/** Modules that a file loads at run time, through everything it imports. */
function loads(entry: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const visit = (module: string): void => {
    for (const file of files.filter(
      (candidate) => candidate === `${module}.ts` || candidate === `${module}/index.ts` || candidate === module,
    )) {
      if (seen.has(file)) continue;
      seen.add(file);
      for (const { to } of imports.filter((one) => one.from === file && !one.typeOnly)) {
        if (!files.includes(`${to}.ts`) && !files.includes(`${to}/index.ts`)) seen.add(to);
        visit(to);
      }
    }
  };
  visit(entry);
  return seen;
}

/** One way to warn and to acknowledge, so that the lowest aws-cdk-lib is thought of in one place. */
test('only src/validation calls what the lowest aws-cdk-lib lacks', () => {
  const calls = files.filter((file) => !inFolder(file, 'validation') && /Validations\.of\(\w+\)\.(acknowledge|addWarning|addError)\(/
    .test(code(file)));
  expect(calls).toEqual([]);
});

const code = (file: string) => readFileSync(join(SRC, file), 'utf8').replace(/^\s*(\/\*\*|\*|\/\/).*$/gm, '');
const inFolder = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);

test('every file is read, so that an empty walk cannot pass', () => {
  expect(files.length).toBeGreaterThan(60);
  expect(imports.length).toBeGreaterThan(200);
});

test('constructs and preflight never import each other', () => {
  const crossing = imports.filter(
    ({ from, to }) =>
      (CONSTRUCTS.some((folder) => inFolder(from, folder)) && inFolder(to, 'preflight')) ||
      (inFolder(from, 'preflight') && CONSTRUCTS.some((folder) => inFolder(to, folder))),
  );
  expect(crossing).toEqual([]);
});

test('only constructs, the facade and the plugin import aws-cdk-lib', () => {
  const cdk = imports.filter(({ to }) => to.startsWith('aws-cdk-lib') || to === 'constructs').map(({ from }) => from);
  const strangers = cdk.filter(
    (file) => !CONSTRUCTS.some((folder) => inFolder(file, folder)) && !inFolder(file, 'preflight/validation') && !CDK_FILES.includes(file),
  );
  expect([...new Set(strangers)]).toEqual([]);
});

test('the command loads neither aws-cdk-lib nor the AWS SDK', () => {
  const loaded = [...loads('cli/main')];
  expect(loaded).toContain('preflight/run.ts');
  expect(loaded.filter((module) => module.startsWith('aws-cdk-lib') || module === 'constructs' || module.startsWith('@aws-sdk'))).toEqual(
    [],
  );
});

test.each([
  ['facts', ['query', 'preflight', 'cli', ...CONSTRUCTS]],
  ['query', ['preflight', 'cli', ...CONSTRUCTS]],
  [
    'preflight/model',
    ['preflight/extract', 'preflight/catalog', 'preflight/scheduler', 'preflight/scenario', 'preflight/rules', 'preflight/findings'],
  ],
  [
    'preflight/findings',
    ['preflight/model', 'preflight/extract', 'preflight/scheduler', 'preflight/scenario', 'preflight/rules', 'preflight/report'],
  ],
  [
    'preflight/scheduler',
    ['preflight/extract', 'preflight/catalog', 'preflight/scenario', 'preflight/bound', 'preflight/rules', 'preflight/findings'],
  ],
  ['preflight/bound', ['preflight/extract', 'preflight/scenario', 'preflight/rules', 'preflight/findings', 'preflight/explain']],
  ['preflight/scenario', ['preflight/extract', 'preflight/explain', 'preflight/rules', 'preflight/findings', 'preflight/report']],
  ['preflight/extract', ['preflight/scheduler', 'preflight/scenario', 'preflight/rules', 'preflight/findings', 'preflight/report']],
  ['preflight/explain', ['preflight/extract', 'preflight/rules', 'preflight/report']],
  ['preflight/rules', ['preflight/extract', 'preflight/report', 'preflight/validation']],
  ['preflight/report', ['preflight/extract', 'preflight/scheduler', 'preflight/scenario', 'preflight/rules', 'preflight/explain']],
])('%s imports nothing above it', (folder, forbidden) => {
  const upward = imports.filter(({ from, to }) => inFolder(from, folder) && forbidden.some((other) => inFolder(to, other)));
  expect(upward).toEqual([]);
});

test('no source file is longer than 300 lines', () => {
  const long = files.filter((file) => !file.includes('.generated.') && readFileSync(join(SRC, file), 'utf8').split('\n').length > 301);
  expect(long).toEqual([]);
});
