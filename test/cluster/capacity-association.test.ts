import { App, Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity, CapacityAssociation, CapacityAssociationProps, Cluster, ClusterProps, Cpu, Ec2Capacity, ManagedInstancesCapacity, Worker } from '../../src';
import { image, m6iLarge, only } from '../support/stack';

/** A cluster, its capacity and a service, each in a stack of its own. */
function platform(props: ClusterProps = { enableFargateCapacityProviders: false }) {
  const app = new App();
  const [clusterStack, capacityStack, serviceStack] = ['Cluster', 'Capacity', 'Product'].map((id) => new Stack(app, id));
  const vpc = new ec2.Vpc(clusterStack, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const cluster = new Cluster(clusterStack, 'Cluster', { vpc, ...props });
  const general = new Ec2Capacity(capacityStack, 'General', { cluster, instanceTypes: [m6iLarge], maxCapacity: 4 });
  const associate = (more: Partial<CapacityAssociationProps> = {}, stack = capacityStack, id = 'Association') =>
    new CapacityAssociation(stack, id, { cluster, ec2Capacities: [general], ...more });
  const task = { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), capacity: Capacity.ec2(general) };
  return { app, clusterStack, capacityStack, serviceStack, cluster, general, associate, task };
}

test('a cluster, its capacity and its services are in three stacks that deploy one after the other', () => {
  const { app, clusterStack, capacityStack, serviceStack, general, associate, task } = platform();
  associate();
  new Worker(serviceStack, 'Worker', task);
  const assembly = app.synth();
  const order = (stack: Stack) => assembly.getStackArtifact(stack.artifactId).dependencies.map(({ id }) => id).filter((id) => !id.endsWith('.assets'));
  expect([order(clusterStack), order(capacityStack), order(serviceStack).sort()]).toEqual([[], ['Cluster'], ['Capacity', 'Cluster']]);
  Template.fromStack(clusterStack).resourceCountIs('AWS::ECS::ClusterCapacityProviderAssociations', 0);
  Template.fromStack(capacityStack).hasResourceProperties('AWS::ECS::ClusterCapacityProviderAssociations', {
    Cluster: { 'Fn::ImportValue': Match.stringLikeRegexp('Cluster') },
    CapacityProviders: ['FARGATE', 'FARGATE_SPOT', capacityStack.resolve(general.capacityProviderName)],
    DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
  });
  Template.fromStack(serviceStack).hasResourceProperties('AWS::ECS::Service', {
    CapacityProviderStrategy: [{ CapacityProvider: { 'Fn::ImportValue': Match.stringLikeRegexp('GeneralCapacityProvider') }, Weight: 1 }],
  });
});

test('a service beside the capacity waits for the association, and a plain Ec2Service finds the capacity', () => {
  const { capacityStack, cluster, associate, task } = platform();
  associate({ enableFargateCapacityProviders: false });
  new Worker(capacityStack, 'Worker', task);
  const taskDefinition = new ecs.Ec2TaskDefinition(capacityStack, 'Task');
  taskDefinition.addContainer('app', { image, memoryLimitMiB: 128 });
  new ecs.Ec2Service(capacityStack, 'Plain', { cluster, taskDefinition, minHealthyPercent: 100 });
  const template = Template.fromStack(capacityStack);
  const { id, resource } = only(template, 'AWS::ECS::ClusterCapacityProviderAssociations');
  expect(resource).toMatchObject({ Properties: { CapacityProviders: [{ Ref: only(template, 'AWS::ECS::CapacityProvider').id }] } });
  template.hasResource('AWS::ECS::Service', { DependsOn: Match.arrayWith([id]) });
});

test('Managed Instances in another stack name their cluster themselves', () => {
  const { capacityStack, cluster, associate } = platform();
  associate();
  new ManagedInstancesCapacity(capacityStack, 'Managed', { cluster });
  Template.fromStack(capacityStack).hasResourceProperties('AWS::ECS::CapacityProvider', {
    ClusterName: { 'Fn::ImportValue': Match.anyValue() }, ManagedInstancesProvider: Match.anyValue(),
  });
});

test('fails at synthesis on capacity in another stack that no association lists, by the paths of both', () => {
  const { app } = platform();
  expect(() => app.synth()).toThrow('Capacity/General is no capacity of its cluster: it is in Capacity and the cluster in Cluster, ' +
    'so list it in a `CapacityAssociation`, or make it with `cluster.addEc2Capacity()`');
});

test('fails on a second list of the same cluster, by the stacks of both', () => {
  const { associate, serviceStack, cluster } = platform();
  associate();
  expect(() => associate({}, serviceStack)).toThrow('Cluster/Cluster must have one CapacityAssociation, got one in Capacity and one in Product');
  expect(() => cluster.addEc2Capacity('Late', { instanceTypes: [m6iLarge], maxCapacity: 1 }))
    .toThrow('capacity of Cluster/Cluster must be in Capacity, where its CapacityAssociation lists it');
  expect(() => platform({}).associate()).toThrow('Cluster/Cluster must have no capacity of its own for a CapacityAssociation, got FARGATE, FARGATE_SPOT: ' +
    'make it with `enableFargateCapacityProviders: false`');
});

test('fails on a default strategy that the association does not hold, and on no capacity', () => {
  const { associate, cluster, capacityStack } = platform();
  expect(() => associate({ defaultCapacityProviderStrategy: [{ capacityProvider: 'other', weight: 1 }] }))
    .toThrow('`defaultCapacityProviderStrategy` must name capacity of the association, got another as item 1');
  expect(() => new CapacityAssociation(capacityStack, 'None', { cluster, ec2Capacities: [] })).toThrow('`ec2Capacities` must hold at least one capacity, got none');
});

test('fails on a service in the stack of the cluster that uses capacity of a later stack, without a token in the text', () => {
  const { app, clusterStack, associate, task } = platform();
  associate();
  new Worker(clusterStack, 'Worker', task);
  const text = (() => {
    try {
      app.synth();
      return 'nothing was thrown';
    } catch (error) {
      return (error as Error).message;
    }
  })();
  expect(text).toMatch(/'Capacity' depends on 'Cluster'|'Cluster' depends on 'Capacity'/);
  expect(text).toContain('cyclic reference');
  expect(text).not.toContain('${Token');
});
