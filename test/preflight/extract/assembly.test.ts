import { mkdtempSync, readFileSync, rmSync, writeFileSync, unlinkSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { InputError, readInput } from '../../../src/preflight/extract';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'assembly-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

function clusterOf(stack: Stack): ecs.Cluster {
  return new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }) });
}

function addService(stack: Stack, cluster: ecs.ICluster): void {
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task', { cpu: 512, memoryLimitMiB: 1024 });
  taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx') });
  new ecs.FargateService(stack, 'Api', { cluster, taskDefinition });
}

test('a service refers to a cluster of another stack, through an export', () => {
  const app = new App({ outdir: join(directory, 'cdk.out'), analyticsReporting: false });
  const cluster = clusterOf(new Stack(app, 'Base'));
  addService(new Stack(app, 'Shop'), cluster);
  app.synth();
  const { model } = readInput(['cdk.out'], { baseDirectory: directory });
  expect(model.services).toHaveLength(1);
  expect(model.clusters).toHaveLength(1);
  expect(model.services[0].cluster).toMatchObject({ known: true, value: model.clusters[0].id });
  expect(model.services[0].network?.zones).toMatchObject({ known: true, value: ['zone-1', 'zone-2'] });
  expect(model.services[0].subject).toMatchObject({ constructPath: 'Shop/Api/Service', templatePath: 'cdk.out/Shop.template.json' });
});

test('stacks of stages and nested stacks are read, and parameters of a nested stack come from its parent', () => {
  const app = new App({ outdir: join(directory, 'cdk.out'), analyticsReporting: false });
  const stack = new Stack(new Stage(app, 'Prod'), 'Shop');
  const cluster = clusterOf(stack);
  addService(new NestedStack(stack, 'Inner'), cluster);
  app.synth();
  const { model } = readInput([join(directory, 'cdk.out')], { baseDirectory: directory });
  expect(model.services[0].subject.constructPath).toBe('Prod/Shop/Inner/Api/Service');
  expect(model.services[0].cluster).toMatchObject({ known: true, value: model.clusters[0].id });
  expect(model.services[0].subject.templatePath).not.toMatch(/^\//);
});

test('a nested stack whose template is not there is said, and the rest is read', () => {
  const app = new App({ outdir: join(directory, 'cdk.out'), analyticsReporting: false });
  const stack = new Stack(app, 'Shop');
  addService(new NestedStack(stack, 'Inner'), clusterOf(stack));
  app.synth();
  unlinkSync(join(directory, 'cdk.out', readdirSync(join(directory, 'cdk.out')).find((name) => name.includes('.nested.'))!));
  const { model } = readInput(['cdk.out'], { baseDirectory: directory });
  expect(model.clusters).toHaveLength(1);
  expect(model.notes.map((note) => note.text).join('\n')).toMatch(/nested stack .* was not read: its asset file is not in the assembly/);
});

test('the line of the user code comes from the assembly, relative to the working directory', () => {
  const cdkOut = join(directory, 'cdk.out');
  const app = new App({ outdir: cdkOut, analyticsReporting: false });
  clusterOf(new Stack(app, 'Base'));
  app.synth();
  const line = readFileSync(__filename, 'utf8').split('\n').findIndex((text) => text.includes('new ecs.Cluster(')) + 1;
  const { model } = readInput([cdkOut], { baseDirectory: join(__dirname, '..', '..', '..') });
  expect(model.clusters[0].subject).toMatchObject({ file: 'test/preflight/extract/assembly.test.ts', line });
});

test.each([
  ['a missing path', 'nowhere', /nowhere: there is no such file or directory/],
  ['an empty directory', '.', /holds no manifest\.json/],
])('%s is an input error', (_, path, message) => {
  expect(() => readInput([path], { baseDirectory: directory })).toThrow(message);
  expect(() => readInput([path], { baseDirectory: directory })).toThrow(InputError);
});

test.each([
  ['bad.json', '{\n  "Resources": {\n    "A": }\n}', /bad\.json:3:10: the JSON cannot be read: "}" stands where a value is expected/],
  ['bad.json', '{"Resources": {}', /bad\.json:1:17: .*the file ends where/],
  ['bad.yaml', 'Resources:\n  A: [1,\n  B: 2\n', /bad\.yaml:\d+:\d+: the YAML cannot be read/],
  ['double.yaml', 'Resources: {}\nResources: {}\n', /double\.yaml:2:1: .*unique/i],
  ['list.json', '[1]', /holds a list/],
  ['deep.json', '['.repeat(1_000_000) + ']'.repeat(1_000_000), /holds a list/],
  ['deep.yaml', 'a: ' + '['.repeat(50_000) + ']'.repeat(50_000), /nested more than/],
  ['block.yaml', '- '.repeat(20_000) + 'a', /nested more than/],
  ['empty.json', ' \n', /the file is empty/],
  ['bomb.yaml', 'a: &a [x, x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c]\n'
    + 'e: &e [*d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e]\n', /aliases/],
])('%s is an input error with its place and cause', (name, content, message) => {
  writeFileSync(join(directory, name), content);
  expect(() => readInput([name], { baseDirectory: directory })).toThrow(message);
  expect(() => readInput([name], { baseDirectory: directory })).toThrow(InputError);
});

test('bytes that are not UTF-8 are an input error with the offset', () => {
  writeFileSync(join(directory, 'latin.json'), Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xe9]), Buffer.from('"}')]));
  expect(() => readInput(['latin.json'], { baseDirectory: directory })).toThrow(/latin\.json: the file is not UTF-8 text \(first odd byte near offset [5-9]\)/);
});

test('a key that is written twice in a JSON template is noted', () => {
  writeFileSync(join(directory, 'twice.json'), '{"Resources": {"A": {"Type": "x"}, "A": {"Type": "y"}}}');
  expect(readInput(['twice.json'], { baseDirectory: directory }).model.notes[0].text).toBe(
    'twice.json:1:36: the key "A" is written twice in one object; the later one counts');
});

test('a template without ECS resources gives an empty model and says so', () => {
  writeFileSync(join(directory, 'bucket.yaml'), 'Resources:\n  Bucket:\n    Type: AWS::S3::Bucket\n');
  const { model } = readInput(['bucket.yaml'], { baseDirectory: directory });
  expect(model).toMatchObject({ clusters: [], services: [], notes: [{ text: 'no ECS resource in bucket.yaml' }] });
});
