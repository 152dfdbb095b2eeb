import { Size } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Cpu, QueueWorker } from '../../src';
import { clusterStack, image, templateOf } from '../support/stack';

test('runs the latest revision when it is told to', () => {
  const { stack, cluster } = clusterStack();
  new QueueWorker(stack, 'Resize', {
    cluster,
    image,
    cpu: Cpu.vcpu(0.25),
    memory: Size.mebibytes(512),
    maxCapacity: 2,
    family: 'resize',
    keepRevisions: true,
    taskDefinitionRevision: ecs.TaskDefinitionRevision.LATEST,
  });
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ECS::Service', { TaskDefinition: 'resize' });
  template.hasResource('AWS::ECS::TaskDefinition', { UpdateReplacePolicy: 'Retain' });
});
