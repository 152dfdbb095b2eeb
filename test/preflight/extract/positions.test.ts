import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInput } from '../../../src/preflight/extract';
import type { Subject } from '../../../src/preflight/model';

let folder: string;
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'positions-')); });
afterEach(() => rmSync(folder, { recursive: true }));

function subjectsOf(name: string, text: string): readonly Subject[] {
  writeFileSync(join(folder, name), text);
  return readInput([name], { baseDirectory: folder }).model.services.map(({ subject }) => subject);
}

const YAML = `# two services
Parameters: {Service: {Type: String, Default: a}}
Resources:
  Cluster: {Type: AWS::ECS::Cluster}

  "Api":
    Type: AWS::ECS::Service
    Properties: {Cluster: !Ref Cluster, TaskDefinition: "api:1"}
  ? Worker
  : {Type: AWS::ECS::Service, Properties: {TaskDefinition: "worker:1"}}
`;

test('a finding about a template in YAML points at the line of the logical id', () => {
  expect(subjectsOf('shop.yaml', YAML).map(({ file, line }) => [file, line])).toEqual([['shop.yaml', 6], ['shop.yaml', 9]]);
});

test('a finding about a template in JSON does so too', () => {
  const service = { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: 'api:1', Tags: [{ Key: 'Resources', Value: 'Api' }] } };
  const body = { Outputs: { Api: { Value: { Resources: 1 } } }, Resources: { Cluster: { Type: 'AWS::ECS::Cluster' }, Api: service, Worker: service } };
  const text = JSON.stringify(body, null, 2);
  const lineOf = (key: string): number => text.split('\n').lastIndexOf(`    "${key}": {`) + 1;
  expect(subjectsOf('shop.json', text).map(({ file, line }) => [file, line])).toEqual([['shop.json', lineOf('Api')], ['shop.json', lineOf('Worker')]]);
});

test('JSON on one line, and text that only looks like resources, is counted right', () => {
  const [api] = subjectsOf('shop.json', '\r\n\r\n{"Metadata":{"Resources":{"Api":1}},"Resources":{"Api":{"Type":"AWS::ECS::Service","Properties":{}}}}');
  expect([api.file, api.line]).toEqual(['shop.json', 3]);
});

test('what a loop writes out has no line of its own', () => {
  const loop = 'Transform: AWS::LanguageExtensions\nResources:\n  Fn::ForEach::Each: [X, [A, B], {"S${X}": {Type: AWS::ECS::Service, Properties: {}}}]\n';
  expect(subjectsOf('loop.yaml', loop).map(({ logicalId, line }) => [logicalId, line])).toEqual([['SA', undefined], ['SB', undefined]]);
});
