import { Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Cpu, QueueWorker, TaskVolume } from '../../src';
import { clusterStack, image, only, templateOf } from '../support/stack';

test('attaches an EBS volume to each task of a service', () => {
  const { stack, cluster } = clusterStack();
  const worker = new QueueWorker(stack, 'Resize', { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), maxCapacity: 2 });
  worker.taskDefinition.addVolume('scratch', TaskVolume.ebsAtLaunch());
  const volume = new ecs.ServiceManagedVolume(stack, 'Scratch', {
    name: 'scratch', managedEBSVolume: { size: Size.gibibytes(40), volumeType: ec2.EbsDeviceVolumeType.GP3, encrypted: true },
  });
  volume.mountIn(worker.taskDefinition.container, { containerPath: '/scratch', readOnly: false });
  worker.ecsService.addVolume(volume);
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    Volumes: [{ Name: 'scratch', ConfiguredAtLaunch: true }],
    ContainerDefinitions: [{ MountPoints: [{ ContainerPath: '/scratch', ReadOnly: false, SourceVolume: 'scratch' }] }],
  });
  template.hasResourceProperties('AWS::ECS::Service', {
    VolumeConfigurations: [{
      Name: 'scratch',
      ManagedEBSVolume: {
        SizeInGiB: 40, Encrypted: true, VolumeType: 'gp3', RoleArn: { 'Fn::GetAtt': [only(template, 'AWS::IAM::Role', 'Scratch').id, 'Arn'] },
      },
    }],
  });
  template.hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: { Statement: [Match.objectLike({ Principal: { Service: 'ecs.amazonaws.com' } })] },
  });
});
