import { Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Attribute, Capacity, ClusterQuery, Cpu, Worker, WorkerProps } from '../../src';
import { clusterStack, image, m6iLarge, templateOf } from '../support/stack';

function serviceWith(props: Partial<WorkerProps>) {
  const { stack, cluster } = clusterStack();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  new Worker(stack, 'Worker', { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), capacity: Capacity.ec2(general), ...props });
  return templateOf(stack);
}

test('places by spread, binpack and random, in the order that is given', () => {
  serviceWith({
    placementStrategies: [
      ecs.PlacementStrategy.spreadAcross(ecs.BuiltInAttributes.AVAILABILITY_ZONE),
      ecs.PlacementStrategy.packedByMemory(),
      ecs.PlacementStrategy.randomly(),
    ],
  }).hasResourceProperties('AWS::ECS::Service', {
    PlacementStrategies: [
      { Type: 'spread', Field: 'attribute:ecs.availability-zone' }, { Type: 'binpack', Field: 'MEMORY' }, { Type: 'random' },
    ],
  });
});

test('asks for distinct instances, and for instances by an expression that was read', () => {
  serviceWith({
    placementConstraints: [
      ecs.PlacementConstraint.distinctInstances(),
      Attribute.INSTANCE_TYPE.matching('m6.*').toPlacementConstraint(),
    ],
  }).hasResourceProperties('AWS::ECS::Service', {
    PlacementConstraints: [{ Type: 'distinctInstance' }, { Type: 'memberOf', Expression: 'attribute:ecs.instance-type =~ m6.*' }],
  });
  expect(() => ClusterQuery.raw('attribute:ecs.instance-type = m6.large').expression).toThrow();
});

test('rebalances tasks between zones when asked to, and leaves the choice to ECS otherwise', () => {
  serviceWith({ availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED })
    .hasResourceProperties('AWS::ECS::Service', { AvailabilityZoneRebalancing: 'ENABLED' });
  serviceWith({}).hasResourceProperties('AWS::ECS::Service', { AvailabilityZoneRebalancing: Match.absent() });
});
