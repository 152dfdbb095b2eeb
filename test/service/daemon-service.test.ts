import { Size } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Attribute, Capacity, Cpu, DaemonService, DaemonServiceProps, ServiceScaling } from '../../src';
import { clusterStack, image, m6iLarge, templateOf } from '../support/stack';

function shop() {
  const { stack, cluster } = clusterStack();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const addBatch = () => cluster.addEc2Capacity('Batch', { instanceTypes: [m6iLarge], maxCapacity: 4, agent: { attributes: { purpose: 'batch' } } });
  const add = (more: Partial<DaemonServiceProps> = {}) => new DaemonService(stack, 'Logs', {
    cluster, image, cpu: Cpu.vcpu(0.125), memory: Size.mebibytes(128), capacity: Capacity.ec2(general), networkMode: ecs.NetworkMode.BRIDGE, ...more,
  });
  return { stack, general, addBatch, add };
}

test('runs on all capacities of the cluster when all are named', () => {
  const { stack, general, addBatch, add } = shop();
  add({ capacity: Capacity.mix([{ capacity: Capacity.ec2(general) }, { capacity: Capacity.ec2(addBatch()) }]) });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', { SchedulingStrategy: 'DAEMON' });
});

test('runs on a part of the instances that a constraint names', () => {
  const { stack, addBatch, add } = shop();
  const batch = Capacity.ec2(addBatch());
  add({ capacity: batch, placementConstraints: [Attribute.custom('purpose').equalTo('batch').toPlacementConstraint()] });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    SchedulingStrategy: 'DAEMON', PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:purpose == batch' }],
  });
});

test('fails on a capacity that is only a part of where it would run, whichever is made first', () => {
  const message = '`capacity` of daemon Shop/Logs must name all container instances of Shop/Cluster, because it runs on all of them, got General without Batch';
  const before = shop();
  before.addBatch();
  expect(() => before.add()).toThrow(message);
  const after = shop();
  after.add();
  after.addBatch();
  expect(() => templateOf(after.stack)).toThrow(message);
});

test('fails on a scaler, ours or that of the CDK', () => {
  const { stack, add } = shop();
  const { ecsService } = add();
  expect(() => new ServiceScaling(stack, 'Scaling', { ecsService, minCapacity: 1 })).toThrow(
    '`ecsService` of a scaler must have a desired count, got Shop/Logs/Service, a daemon, which runs once on every container instance');
  ecsService.autoScaleTaskCount({ maxCapacity: 4 });
  expect(() => templateOf(stack)).toThrow('a daemon has no desired count to scale');
});
