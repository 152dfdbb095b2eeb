import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stowage } from './run-stowage';
import type { PlacementModel } from '../../src/preflight/model';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'stowage-inputs-')); });
afterEach(() => rmSync(folder, { recursive: true }));

const SERVICE = `
Parameters:
  Count: {Type: Number, Default: 2}
  Image: {Type: AWS::SSM::Parameter::Value<String>, Default: /web/image}
Resources:
  Task: {Type: AWS::ECS::TaskDefinition, Properties: {Family: web, ContainerDefinitions: [{Name: web, Image: !Ref Image, Memory: 128}]}}
  Service: {Type: AWS::ECS::Service, Properties: {Cluster: !ImportValue shop-cluster, TaskDefinition: !Ref Task, DesiredCount: !Ref Count, LaunchType: EC2}}
`;

const CLUSTER = {
  Resources: { Cluster: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: { 'Fn::Sub': 'shop-${AWS::Region}-${AWS::AccountId}' } } } },
  Outputs: { Cluster: { Value: { Ref: 'Cluster' }, Export: { Name: 'shop-cluster' } } },
};

function model(args: readonly string[], stdin?: string): PlacementModel {
  const ran = stowage(['model', ...args], { cwd: folder, stdin });
  expect([ran.exitCode, ran.stderr]).toEqual([0, '']);
  return JSON.parse(ran.stdout) as PlacementModel;
}

test('several templates that are deployed together, in YAML and in JSON, find each other by their exports', () => {
  writeFileSync(join(folder, 'service.yaml'), SERVICE);
  writeFileSync(join(folder, 'cluster.json'), JSON.stringify(CLUSTER));
  expect(model(['service.yaml', 'cluster.json']).services[0].cluster).toMatchObject({ value: 'cluster/Cluster' });
  expect(model(['service.yaml']).services[0].cluster).toMatchObject({ known: false, because: 'no stack of the input exports shop-cluster' });
});

test('standard input is a template, in either notation', () => {
  expect(model(['-'], SERVICE).services[0].desiredCount).toMatchObject({ value: 2, assumed: 'the default of the parameter Count' });
  expect(model(['-'], JSON.stringify(CLUSTER)).clusters).toHaveLength(1);
});

test('values come from --parameter before --parameter-file before defaults, SSM values from --context', () => {
  writeFileSync(join(folder, 'values.json'), JSON.stringify([{ ParameterKey: 'Count', ParameterValue: '5' }]));
  writeFileSync(join(folder, 'ssm.env'), '/web/image=web:7\n');
  const fromFile = model(['-', '--parameter-file', 'values.json', '--context', 'ssm.env'], SERVICE);
  expect(fromFile.services[0].desiredCount).toMatchObject({ value: 5 });
  expect(JSON.stringify(fromFile.taskDefinitions)).toContain('"value":"web:7"');
  expect(model(['-', '--parameter-file', 'values.json', '--parameter', 'Count=9'], SERVICE).services[0].desiredCount).toMatchObject({ value: 9 });
});

test('--region and --account fill in the pseudo parameters', () => {
  const text = JSON.stringify(CLUSTER);
  expect(model(['-', '--region', 'eu-west-1', '--account', '123456789012'], text).clusters[0].name).toMatchObject({ value: 'shop-eu-west-1-123456789012' });
  expect(model(['-'], text).clusters[0].name).toMatchObject({ value: 'shop-${AWS::Region}-${AWS::AccountId}' });
});

test('the number of zones is assumed from the region, and a note says so', () => {
  const group = (zones: string): string => `
Resources:
  Template: {Type: AWS::EC2::LaunchTemplate, Properties: {LaunchTemplateData: {ImageId: 'resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id'}}}
  Group: {Type: AWS::AutoScaling::AutoScalingGroup, Properties: {MinSize: 1, MaxSize: 1, AvailabilityZones: ${zones}, LaunchTemplate: {LaunchTemplateId: !Ref Template}}}
`;
  const notes = (input: PlacementModel): string => input.notes.map(({ text }) => text).join('\n');
  expect(notes(model(['-', '--region', 'us-west-2'], group("!GetAZs ''"))))
    .toContain('us-west-2 has 4 zones, named by letters in order: that is assumed from the region, and an account may see fewer');
  expect(notes(model(['-', '--region', 'us-west-2'], group('[us-west-2a]')))).not.toContain('assumed from the region');
  expect(JSON.stringify(model(['-'], group("!GetAZs ''")).capacities)).toContain('the region is not given, and with it the number of zones');
});

test.each([
  ['a key that is written twice', 'Resources:\n  A: {Type: AWS::ECS::Cluster}\n  A: {Type: AWS::ECS::Cluster}\n', /3:3: the YAML cannot be read: map keys must be unique/i],
  ['2,000 levels of nesting', `Resources:\n  A: ${'['.repeat(2000)}${']'.repeat(2000)}\n`, /nested more than 1000 levels deep/],
])('YAML with %s is refused with its place', (_, text, message) => {
  const ran = stowage(['check', '-'], { stdin: text });
  expect([ran.exitCode, ran.stderr]).toEqual([2, expect.stringMatching(message)]);
});

test('1,000 levels of nesting in JSON are read', () => {
  const deep = `{"Resources":{"A":{"Type":"AWS::ECS::Cluster","Properties":{"ClusterName":${'{"Fn::Join":["",['.repeat(333)}"a"${']]}'.repeat(333)}}}}}`;
  expect(model(['-'], deep).clusters[0].name).toMatchObject({ known: false, because: expect.stringContaining('levels deep') });
});
