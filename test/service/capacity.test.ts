import { Lazy, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity, CapacityShare, Cluster, Cpu, InternalService, Worker } from '../../src';
import { clusterStack, image, m6iLarge, only, templateOf } from '../support/stack';

function shop() {
  const { stack, cluster, vpc } = clusterStack();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const burst = cluster.addEc2Capacity('Burst', { instanceTypes: [m6iLarge], maxCapacity: 9 });
  const managed = cluster.addManagedInstances('Managed');
  return { stack, cluster, vpc, general, burst, managed, task: { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512) } };
}

test('services on Fargate, Fargate Spot, container instances and Managed Instances run side by side in one cluster', () => {
  const { stack, general, managed, task } = shop();
  new Worker(stack, 'OnFargate', task);
  new Worker(stack, 'OnSpot', { ...task, capacity: Capacity.fargateMix({ onDemandBase: 2, onDemandWeight: 1, spotWeight: 3 }) });
  new Worker(stack, 'OnInstances', { ...task, capacity: Capacity.ec2(general) });
  new Worker(stack, 'OnManaged', { ...task, capacity: Capacity.managedInstances(managed) });
  const template = templateOf(stack);
  const strategy = (id: string, items: readonly unknown[]) => expect(only(template, 'AWS::ECS::Service', id).resource.Properties)
    .toMatchObject({ CapacityProviderStrategy: items });
  strategy('OnFargate', [{ CapacityProvider: 'FARGATE', Weight: 1 }]);
  strategy('OnSpot', [{ CapacityProvider: 'FARGATE', Base: 2, Weight: 1 }, { CapacityProvider: 'FARGATE_SPOT', Weight: 3 }]);
  strategy('OnInstances', [{ CapacityProvider: stack.resolve(general.capacityProviderName), Weight: 1 }]);
  strategy('OnManaged', [{ CapacityProvider: stack.resolve(managed.capacityProviderName), Weight: 1 }]);
  template.allResourcesProperties('AWS::ECS::Service', { LaunchType: Match.absent() });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', { RequiresCompatibilities: ['MANAGED_INSTANCES'] });
});

test('mixes Auto Scaling groups, and opens the security groups of both to tasks in bridge mode', () => {
  const { stack, general, burst, task } = shop();
  const worker = new Worker(stack, 'Crunch', {
    ...task,
    networkMode: ecs.NetworkMode.BRIDGE,
    capacity: Capacity.mix([{ capacity: Capacity.ec2(general), base: 2, weight: 0 }, { capacity: Capacity.ec2(burst) }]),
  });
  expect(worker.connections.securityGroups).toEqual([...general.connections.securityGroups, ...burst.connections.securityGroups]);
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    CapacityProviderStrategy: [
      { CapacityProvider: stack.resolve(general.capacityProviderName), Base: 2, Weight: 0 },
      { CapacityProvider: stack.resolve(burst.capacityProviderName), Weight: 1 },
    ],
  });
});

test('takes constraints on Managed Instances, and none on Fargate', () => {
  const { stack, managed, task } = shop();
  const placementConstraints = [ecs.PlacementConstraint.memberOf('attribute:ecs.instance-type =~ m7g.*')];
  new Worker(stack, 'Managed', { ...task, capacity: Capacity.managedInstances(managed), placementConstraints });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:ecs.instance-type =~ m7g.*' }],
  });
  expect(() => new Worker(stack, 'B', { ...task, placementConstraints })).toThrow('got Fargate and 1 of them');
  expect(() => new Worker(stack, 'C', {
    ...task, capacity: Capacity.managedInstances(managed), placementStrategies: [ecs.PlacementStrategy.packedByCpu()],
  })).toThrow('got Managed Instances and 1 of them');
});

test('takes bases and weights that are known only at deployment', () => {
  const later = (value: number) => Lazy.number({ produce: () => value });
  const { stack, general, burst, task } = shop();
  new Worker(stack, 'Crunch', {
    ...task,
    capacity: Capacity.mix([
      { capacity: Capacity.ec2(general), base: later(1) },
      { capacity: Capacity.ec2(burst), base: later(0), weight: later(9_999) },
    ]),
  });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    CapacityProviderStrategy: [Match.objectLike({ Base: 1 }), Match.objectLike({ Weight: 9_999 })],
  });
});

const fargate = (more: Partial<CapacityShare> = {}): CapacityShare => ({ capacity: Capacity.fargate(), ...more });
const spot = (more: Partial<CapacityShare> = {}): CapacityShare => ({ capacity: Capacity.fargateSpot(), ...more });

test.each<[string, () => Capacity, string]>([
  ['no share', () => Capacity.mix([]), '`shares` must name at least one capacity provider, got none'],
  ['21 shares', () => Capacity.mix(Array.from({ length: 21 }, (_, index) => ({ capacity: Capacity.ec2Provider(`p${index}`) }))),
    '`shares` may name 20 capacity providers, got 21'],
  ['a base on two providers', () => Capacity.mix([fargate({ base: 1 }), spot({ base: 2 })]),
    '`base` may be given to one capacity provider of `shares`, got 1 and 2'],
  ['a base beyond 100,000', () => Capacity.mix([fargate({ base: 100_001 })]), '`base` must be a whole number from 0 to 100000, got 100001'],
  ['a weight beyond 1,000', () => Capacity.mix([fargate({ weight: 1_001 })]), '`weight` must be a whole number from 0 to 1000, got 1001'],
  ['half a weight', () => Capacity.fargateMix({ spotWeight: 0.5 }), '`weight` must be a whole number from 0 to 1000, got 0.5'],
  ['weights of 0', () => Capacity.fargateMix({ onDemandWeight: 0, spotWeight: 0 }),
    '`weight` must be above 0 for one capacity provider of `capacity`, got 0 for all 2'],
  ['a provider twice', () => Capacity.mix([fargate(), fargate()]), '`shares` must name each capacity provider once, got FARGATE twice'],
  ['Fargate beside a group', () => Capacity.mix([fargate(), { capacity: Capacity.ec2Provider('general') }]),
    '`shares` must be of one kind: Fargate with Fargate Spot, Auto Scaling groups, or Managed Instances, got Fargate and an Auto Scaling group'],
  ['a mix in a mix', () => Capacity.mix([{ capacity: Capacity.fargateMix() }]), '`capacity` of a share must be one capacity provider, got 2'],
  ['external instances in a mix', () => Capacity.mix([{ capacity: Capacity.external() }]), '`capacity` of a share must be one capacity provider, got 0'],
  ['a provider without a name', () => Capacity.ec2Provider(''), '`capacityProviderName` must be the name of a capacity provider, got an empty one'],
])('fails on %s', (_, make, message) => {
  expect(make).toThrow(message);
});

test('fails on Managed Instances beside a group, without a token in the text', () => {
  const { general, managed } = shop();
  const make = () => Capacity.mix([{ capacity: Capacity.ec2(general) }, { capacity: Capacity.managedInstances(managed) }]);
  expect(make).toThrow('got an Auto Scaling group and Managed Instances');
});

test('fails on a task definition for other capacity', () => {
  const { stack, managed, task } = shop();
  const taskDefinition = new ecs.Ec2TaskDefinition(stack, 'Task');
  taskDefinition.addContainer('app', { image, memoryLimitMiB: 128 });
  const make = () => new Worker(stack, 'A', { cluster: task.cluster, taskDefinition, capacity: Capacity.managedInstances(managed) });
  expect(make).toThrow('`taskDefinition` must be compatible with MANAGED_INSTANCES, where `capacity` is, got one for EC2');
});

describe('the default strategy of a cluster', () => {
  test('is what a service without a strategy of its own uses, because no launch type is rendered', () => {
    const { stack, vpc } = shop();
    const cluster = new Cluster(stack, 'Other', { vpc });
    cluster.addDefaultCapacityProviderStrategy([{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]);
    templateOf(stack).hasResourceProperties('AWS::ECS::ClusterCapacityProviderAssociations', {
      DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }],
    });
  });

  test('fails on what ECS refuses, and names the capacity of the cluster, not a token', () => {
    const { cluster, general, managed, burst } = shop();
    const other = clusterStack('Other').cluster.addEc2Capacity('Foreign', { instanceTypes: [m6iLarge], maxCapacity: 1 });
    const add = (...names: string[]) => () =>
      cluster.addDefaultCapacityProviderStrategy(names.map((capacityProvider) => ({ capacityProvider, weight: 1 })));
    expect(add('FARGATE', general.capacityProviderName)).toThrow('must be of one kind');
    expect(add(managed.capacityProviderName, general.capacityProviderName)).toThrow('got Managed Instances and an Auto Scaling group');
    expect(add(other.capacityProviderName)).toThrow('`defaultCapacityProviderStrategy` must name capacity of Shop/Cluster (FARGATE, FARGATE_SPOT, ' +
      'Shop/Cluster/General, Shop/Cluster/Burst, Shop/Cluster/Managed), got that of another construct as item 1');
    expect(add('FARGATE_SPOOT')).toThrow('got FARGATE_SPOOT');
    expect(() => cluster.addDefaultCapacityProviderStrategy([
      { capacityProvider: general.capacityProviderName, base: 1, weight: 1 }, { capacityProvider: burst.capacityProviderName, base: 1, weight: 1 },
    ])).toThrow('`base` may be given to one capacity provider of `defaultCapacityProviderStrategy`, got 1 and 1');
  });
});

test('an internal service runs on Managed Instances in awsvpc mode, with a security group of its own', () => {
  const { stack, vpc } = shop();
  const cluster = new Cluster(stack, 'Connected', { vpc, defaultCloudMapNamespace: { name: 'shop', useForServiceConnect: true } });
  const managed = cluster.addManagedInstances('Managed');
  const capacity = Capacity.managedInstances(managed);
  new InternalService(stack, 'Orders', { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), capacity });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', { NetworkConfiguration: { AwsvpcConfiguration: { SecurityGroups: [Match.anyValue()] } } });
});
