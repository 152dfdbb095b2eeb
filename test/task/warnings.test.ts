import { App, Lazy, Size, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ContainerOptions, TaskDefinition, TaskDefinitionProps, TaskVolume } from '../../src';
import { image, templateOf } from '../support/stack';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

function task(options: Partial<ContainerOptions> = {}, props: Partial<TaskDefinitionProps> = {}) {
  const stack = new Stack(new App(), 'Shop');
  const made = new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2, networkMode: ecs.NetworkMode.BRIDGE, ...props });
  made.addContainer('web', { image, memory: Size.mebibytes(128), ...options });
  return { stack, made };
}

function warnings(stack: Stack): readonly string[] {
  templateOf(stack);
  return Annotations.fromStack(stack)
    .findWarning('/Shop/Task', Match.anyValue())
    .map(({ entry }) => String(entry.data));
}

const registry = (name: string) => ecs.ContainerImage.fromRegistry(name);

test.each<[string, string, string]>([
  ['the tag latest', 'nginx:latest', 'has the tag latest, so that the next task may run another image than this one'],
  ['no tag', 'nginx', 'has no tag, so that'],
  ['no tag behind a port', 'localhost:5000/nginx', 'has no tag, so that'],
])('warns about an image with %s', (_, name, message) => {
  expect(warnings(task({ image: registry(name) }).stack)).toEqual([expect.stringContaining(message)]);
});

test('warns about the tag latest of a repository of the app', () => {
  const stack = new Stack(new App(), 'Shop');
  const repository = new ecr.Repository(stack, 'Images');
  const made = new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2 });
  made.addContainer('web', { image: ecs.ContainerImage.fromEcrRepository(repository), memory: Size.mebibytes(128) });
  expect(warnings(stack)).toEqual([expect.stringContaining('has the tag latest')]);
});

test.each(['nginx:1.29', `nginx@${DIGEST}`, `nginx:latest@${DIGEST}`, Lazy.string({ produce: () => 'nginx' }) + ':1'])(
  'says nothing about %s',
  (name) => {
    expect(warnings(task({ image: registry(name) }).stack)).toEqual([]);
  },
);

test('warns about a volume that no container mounts, and not about one that a container mounts later', () => {
  const { stack, made } = task();
  made.addVolume('lost', TaskVolume.host('/srv'));
  made.addVolume('found', TaskVolume.host('/var'));
  made.container.addMountPoints({ sourceVolume: 'found', containerPath: '/found', readOnly: true });
  expect(warnings(stack)).toEqual([expect.stringContaining('no container mounts volume lost; add `mountPoints`, or leave it out')]);
});

test('warns that ECS Exec cannot work on a read-only root file system', () => {
  expect(warnings(task({}, { enableExecuteCommand: true }).stack)).toEqual([
    expect.stringContaining('ECS Exec cannot open a shell in web, because its agent cannot write to the read-only root file system'),
  ]);
});

test.each<[string, Partial<ContainerOptions>]>([
  ['a writable root file system', { readonlyRootFilesystem: false }],
  ['writable folders for the agent', { writablePaths: ['/var/lib/amazon', '/var/log/amazon'] }],
  ['writable folders above those of the agent', { writablePaths: ['/var/lib', '/var/log'] }],
])('says nothing about ECS Exec with %s', (_, options) => {
  expect(warnings(task(options, { enableExecuteCommand: true }).stack)).toEqual([]);
});

test('says nothing about a plain task', () => {
  expect(warnings(task().stack)).toEqual([]);
});
