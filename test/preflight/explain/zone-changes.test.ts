import { helpOf, notesOf } from './help';
import { known, unknown, type Known, type Service } from '../../../src/preflight/model';
import { cluster } from '../model-builder';

const LOSS = ['steady-state', 'availability-zone-loss'];
const START = ['steady-state', 'rolling-deployment'];
const RULE = 'no-room-after-zone-loss';

/** Six instances in two zones: three are left after a loss, and eight tasks need four. */
const halved = (zones: Known<readonly string[]>) =>
  cluster().group('General', { types: ['tiny.small'], count: 6, zones }).service('Api', { desired: 8, cpu: 10, memory: 450, min: 50 }).build();

const inSubnets = (zones: readonly string[]): Pick<Service, 'network'> => ({
  network: { subnets: known([known('subnet-1')]), securityGroups: known([]), assignPublicIp: known(false), zones: known(zones), vpc: known('vpc') },
});

test('a third zone leaves more instances after a loss', () => {
  expect(helpOf(RULE, halved(known(['zone-1', 'zone-2'])), LOSS)).toContain(
    'spread Shop/Cluster/General over 3 Availability Zones instead of 2 (VPCZoneIdentifier: one more subnet, outside of zone-1 and zone-2); 8 of 8 tasks of Shop/Api/Service are then placed',
  );
});

test('tasks with subnets of their own follow into the new zone', () => {
  const model = cluster()
    .group('General', { types: ['tiny.medium'], count: 6, zones: known(['us-east-1a', 'us-east-1b']) })
    .service('Api', { mode: 'awsvpc', desired: 8, cpu: 10, memory: 700, min: 50, overrides: inSubnets(['us-east-1a', 'us-east-1b']) })
    .build();
  expect(helpOf(RULE, model, LOSS).join('\n')).toContain(
    'over 3 Availability Zones instead of 2 (VPCZoneIdentifier: one more subnet, outside of us-east-1a and us-east-1b), and give the tasks of Shop/Api/Service a subnet there; 8 of 8',
  );
});

test('where the zones are not known, none is called new', () => {
  const finding = halved(unknown('2 of 2 subnets are not declared in the input'));
  expect([...helpOf(RULE, finding, LOSS), ...notesOf(RULE, finding, LOSS)].join('\n')).not.toContain('Availability Zones instead of');
});

test('a zone more is of no use without an instance for it: the two come together', () => {
  const model = cluster().group('General', { types: ['tiny.medium'], count: 1, zones: known(['us-east-1a']) }).service('Api', { cpu: 10, memory: 100 }).build();
  expect(helpOf(RULE, model, LOSS)).toEqual([
    'spread Shop/Cluster/General over 2 Availability Zones instead of 1 (VPCZoneIdentifier: one more subnet, outside of us-east-1a), and set desired capacity of Shop/Cluster/General from 1 to 2; 1 of 1 tasks of Shop/Api/Service are then placed',
  ]);
  expect(notesOf(RULE, model, LOSS)).toContain('tried and not enough alone: more instances of Shop/Cluster/General, up to 17');
});

test('a third zone that makes too little room is named as tried', () => {
  const model = cluster()
    .group('General', { types: ['tiny.small'], count: 6, zones: known(['zone-1', 'zone-2']) })
    .service('Api', { desired: 11, cpu: 10, memory: 450, min: 50 })
    .build();
  expect(notesOf(RULE, model, LOSS).join('\n')).toContain('tried and not enough alone: spread Shop/Cluster/General over 3 Availability Zones instead of 2');
});

test('tasks whose subnets are in another zone than the instances get one where the instances are', () => {
  const model = cluster()
    .group('General', { types: ['tiny.medium'], count: 1, zones: known(['us-east-1a']) })
    .service('Api', { mode: 'awsvpc', cpu: 10, memory: 100, overrides: inSubnets(['us-east-1b']) })
    .build();
  expect(helpOf('unplaceable-tasks', model, START)).toEqual([
    'let tasks of Shop/Api/Service run in us-east-1a too (NetworkConfiguration.AwsvpcConfiguration.Subnets: one more subnet); 1 of 1 tasks of Shop/Api/Service are then placed, and a deployment can replace them',
    'spread Shop/Cluster/General over 2 Availability Zones instead of 1 (VPCZoneIdentifier: one more subnet, in us-east-1b), and set desired capacity of Shop/Cluster/General from 1 to 2; 1 of 1 tasks of Shop/Api/Service are then placed, and a deployment can replace them',
  ]);
});

test('a zone that a constraint asks for and the group lacks', () => {
  const constraint = { type: known<'memberOf'>('memberOf'), expression: known('attribute:ecs.availability-zone == us-east-1b') };
  const model = cluster()
    .group('General', { types: ['tiny.medium'], count: 2, zones: known(['us-east-1a']) })
    .service('Api', { cpu: 10, memory: 100, min: 0, max: 100, constraints: [constraint] })
    .build();
  expect(helpOf('unmatched-constraint', model, START).map((text) => text.split(' (')[0])).toEqual([
    'spread Shop/Cluster/General over 2 Availability Zones instead of 1',
    'write the placement constraint of Shop/Api/Service',
    'drop the placement constraint attribute:ecs.availability-zone == us-east-1b of Shop/Api/Service',
  ]);
});
