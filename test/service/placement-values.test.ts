import { Lazy, Size, Token } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Attribute, Capacity, ClusterQuery, Cpu, Deployment, WebListener, WebService, WebServiceProps } from '../../src';
import { clusterStack, image, m6iLarge, templateOf } from '../support/stack';

const { spreadAcross, spreadAcrossInstances, packedByMemory, packedByCpu, randomly } = ecs.PlacementStrategy;
const zones = () => spreadAcross(ecs.BuiltInAttributes.AVAILABILITY_ZONE);
const ENABLED = ecs.AvailabilityZoneRebalancing.ENABLED;
const DISABLED = ecs.AvailabilityZoneRebalancing.DISABLED;

function shop() {
  const { stack, cluster } = clusterStack();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const add = (more: Partial<WebServiceProps> = {}) => new WebService(stack, 'Api', {
    cluster, image, listener: WebListener.http(), cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), capacity: Capacity.ec2(general), ...more,
  });
  return { stack, add };
}

const zone = { Type: 'spread', Field: 'attribute:ecs.availability-zone' };

test.each<[string, ecs.PlacementStrategy[], unknown]>([
  ['over zones, then packed by memory', [zones(), packedByMemory()], [zone, { Type: 'binpack', Field: 'MEMORY' }]],
  ['over zones, then over instances', [zones(), spreadAcrossInstances()], [zone, { Type: 'spread', Field: 'instanceId' }]],
  ['packed by CPU', [packedByCpu()], [{ Type: 'binpack', Field: 'CPU' }]],
  ['at random', [randomly()], [{ Type: 'random' }]],
])('spreads tasks %s, in this order', (_, placementStrategies, expected) => {
  const { stack, add } = shop();
  add({ placementStrategies });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', { PlacementStrategies: expected });
});

test('runs over several zones without being told', () => {
  const { stack, add } = shop();
  add({ capacity: Capacity.fargate() });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    PlacementStrategies: Match.absent(), NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [Match.anyValue(), Match.anyValue()] } },
  });
});

test('puts tasks on different instances, and on those that a typed query names', () => {
  const { stack, add } = shop();
  const query = ClusterQuery.allOf(Attribute.INSTANCE_TYPE.matching('m6i.*'), ClusterQuery.noneOf(ClusterQuery.hostsTaskGroup('service:batch')));
  add({ placementConstraints: [ecs.PlacementConstraint.distinctInstances(), query.toPlacementConstraint()] });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    PlacementConstraints: [{ Type: 'distinctInstance' }, { Type: 'memberOf', Expression: query.expression }],
  });
});

describe('moving tasks between zones', () => {
  test.each<[string, Partial<WebServiceProps>]>([
    ['without strategies', {}],
    ['with a spread over zones first', { placementStrategies: [zones(), packedByMemory()] }],
    ['on Fargate', { capacity: Capacity.fargate() }],
  ])('is possible %s', (_, props) => {
    const { stack, add } = shop();
    add({ availabilityZoneRebalancing: ENABLED, ...props });
    templateOf(stack).hasResourceProperties('AWS::ECS::Service', { AvailabilityZoneRebalancing: 'ENABLED' });
  });

  test('can be turned off', () => {
    const { stack, add } = shop();
    add({ availabilityZoneRebalancing: DISABLED, placementStrategies: [packedByCpu()] });
    templateOf(stack).hasResourceProperties('AWS::ECS::Service', { AvailabilityZoneRebalancing: 'DISABLED' });
  });
});

test.each<[string, Partial<WebServiceProps>, string]>([
  ['six strategies', { placementStrategies: Array.from({ length: 6 }, randomly) }, '`placementStrategies` may hold 5, got 6'],
  ['eleven constraints', { placementConstraints: Array.from({ length: 11 }, () => ecs.PlacementConstraint.distinctInstances()) },
    '`placementConstraints` may hold 10, got 11'],
  ['constraints on Fargate', { capacity: Capacity.fargate(), placementConstraints: [ecs.PlacementConstraint.distinctInstances()] },
    '`placementConstraints` need container instances to choose from'],
  ['moving tasks between zones that a binpack fills one after the other', { availabilityZoneRebalancing: ENABLED, placementStrategies: [packedByCpu()] },
    'must spread over attribute:ecs.availability-zone with `availabilityZoneRebalancing`, got binpack CPU'],
  ['moving tasks between zones where none may start before one stops', { availabilityZoneRebalancing: ENABLED, maxHealthyPercent: 100 },
    '`maxHealthyPercent` must be above 100 with `availabilityZoneRebalancing`, got 100'],
  ['public addresses on container instances', { assignPublicIp: true }, '`assignPublicIp` must be false on container instances'],
  ['a step of traffic with another controller', { deployment: Deployment.external(), circuitBreaker: { failureThreshold: 3 } },
    '`circuitBreaker` must be left out when ECS does not deploy'],
])('fails on %s', (_, props, message) => {
  expect(() => shop().add(props)).toThrow(message);
});

test('lets numbers and texts pass that are known only at deployment', () => {
  const later = (value: number) => Lazy.number({ produce: () => value });
  const { stack, add } = shop();
  add({
    desiredCount: later(3),
    minHealthyPercent: later(50),
    maxHealthyPercent: later(200),
    placementStrategies: [spreadAcross(Token.asString({ Ref: 'Field' }))],
    placementConstraints: [ecs.PlacementConstraint.memberOf(Token.asString({ Ref: 'Expression' }))],
    containerPort: later(8080),
  });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    DesiredCount: 3,
    DeploymentConfiguration: Match.objectLike({ MinimumHealthyPercent: 50, MaximumPercent: 200 }),
    PlacementStrategies: [{ Field: { Ref: 'Field' } }],
    PlacementConstraints: [{ Expression: { Ref: 'Expression' } }],
  });
});
