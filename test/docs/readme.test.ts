import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '../..');
const guide = ['docs/guide', 'docs/rules'].flatMap((folder) => readdirSync(join(ROOT, folder)).sort().map((name) => `${folder}/${name}`));
const snippetsOf = (page: string) => [...readFileSync(join(ROOT, page), 'utf8').matchAll(/^```ts\n([^]*?)^```$/gm)].map((match) => match[1]);
const snippets = snippetsOf('README.md');
const parts = guide.flatMap((page) => snippetsOf(page).map((snippet, index) => ({ name: `${page}, snippet ${index + 1}`, snippet })));
const BROKEN = "import { Cluster } from 'cdk-ecs-stowage';\nnew Cluster();\n";

/** What a page of the guide takes for granted: the imports, and what the pages before it have made. */
const GRANTED = `
import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as rds from 'aws-cdk-lib/aws-rds';
import { readFileSync } from 'node:fs';
import * as stowage from 'cdk-ecs-stowage';
declare const app: App;
declare const stack: Stack, platform: Stack, platformStack: Stack, capacityStack: Stack, productStack: Stack;
declare const vpc: ec2.Vpc, image: ecs.ContainerImage, database: rds.DatabaseCluster, digestsOfRunningTasks: string[];
declare const cluster: stowage.Cluster, images: stowage.ImageRepository, api: stowage.WebService;
declare const rest: { image: ecs.ContainerImage; cpu: stowage.Cpu; memory: Size; listener: stowage.WebListener };
declare const taskDefinition: ecs.FargateTaskDefinition;
declare const task: typeof rest & { cluster: stowage.Cluster };
`;

/** A part of a program, made a whole one. */
function whole(snippet: string): string {
  const used = [...new Set([...snippet.replace(/\/\/.*$/gm, '').matchAll(/(?<![.\w'])[A-Z]\w+|(?<![.\w'])preflight(?=\.)/g)].map(([name]) => name))];
  const ours = used.filter((name) => !/^(App|Duration|Size|Stack|Date)$/.test(name));
  const body = snippet.replace(/^import .*$/gm, '');
  return `${GRANTED}${ours.length > 0 ? `import { ${ours.join(', ')} } from 'cdk-ecs-stowage';\n` : ''}export function part() {\n${body}}\n`;
}

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

describe('what the compiler says of', () => {
  const [broken, brokenPart, ...rest] = complaints([BROKEN, whole('new WebService(stack, 4);\n'), ...snippets, ...parts.map(({ snippet }) => whole(snippet))]);

  test('snippets that are wrong', () => {
    expect([broken.length, brokenPart.length]).toEqual([1, 1]);
  });

  test('the README', () => {
    expect(snippets.length).toBeGreaterThan(1);
    expect(rest.slice(0, snippets.length)).toEqual(snippets.map(() => []));
  });

  test.each(parts.map(({ name }, index) => [name, index] as const))('%s', (_, index) => {
    expect(rest[snippets.length + index]).toEqual([]);
  });
});
