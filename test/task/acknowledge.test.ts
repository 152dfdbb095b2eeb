import { App, Size, Stack, Validations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { TaskDefinition, TaskVolume } from '../../src';
import { templateOf } from '../support/stack';

function warnings(stack: Stack): readonly string[] {
  templateOf(stack);
  return Annotations.fromStack(stack)
    .findWarning('/Shop/Task', Match.anyValue())
    .map(({ entry }) => String(entry.data));
}

test('lets every warning be acknowledged by its id', () => {
  const stack = new Stack(new App(), 'Shop');
  const made = new TaskDefinition(stack, 'Task', {
    compatibility: ecs.Compatibility.EC2, networkMode: ecs.NetworkMode.BRIDGE, enableExecuteCommand: true,
  });
  made.addContainer('web', {
    image: ecs.ContainerImage.fromRegistry('nginx'),
    memory: Size.mebibytes(128),
    portMappings: [{ containerPort: 80, hostPort: 40000 }],
    environment: { DB_PASSWORD: 'hunter2hunter2' },
  });
  made.addVolume('lost', TaskVolume.empty());
  expect(warnings(stack)).toHaveLength(4);
  for (const id of ['moving-tag-web', 'plaintext-secret-web', 'unused-volume', 'exec-read-only']) {
    Validations.of(made).acknowledge({ id: `stowage-${id}`, reason: 'known' });
  }
  expect(warnings(stack)).toEqual([]);
});
