import { helpOf, notesOf } from './help';
import { known, type PlacementConstraint } from '../../../src/preflight/model';
import { cluster } from '../model-builder';

const memberOf = (expression: string): PlacementConstraint => ({ type: known('memberOf'), expression: known(expression) });
const DISTINCT: PlacementConstraint = { type: known('distinctInstance') };
const GROUP = { types: ['tiny.small'], count: 3 };
const START = ['steady-state', 'rolling-deployment'];

const pinned = (expression: string) =>
  cluster().group('General', GROUP).service('Api', { desired: 3, cpu: 10, memory: 600, min: 50, constraints: [memberOf(expression)] }).build();

test('distinctInstance goes where instances are too few, after more instances and before fewer tasks', () => {
  const model = cluster().group('General', { ...GROUP, count: 2 }).service('Api', { desired: 3, cpu: 10, memory: 100, constraints: [DISTINCT] }).build();
  expect(helpOf('unplaceable-tasks', model, START)).toEqual([
    'set desired capacity of Shop/Cluster/General from 2 to 4; 3 of 3 tasks of Shop/Api/Service are then placed, and a deployment can replace them',
    'drop the placement constraint distinctInstance of Shop/Api/Service (PlacementConstraints), so that its tasks may share an instance; 3 of 3 tasks of Shop/Api/Service are then placed, and a deployment can replace them',
    'set desiredCount of Shop/Api/Service from 3 to 1; 1 of 1 tasks of Shop/Api/Service are then placed, and a deployment can replace them',
  ]);
});

test('a constraint on one zone takes the other zones in, before it goes', () => {
  const help = helpOf('unplaceable-tasks', pinned('attribute:ecs.availability-zone == us-east-1a'), START);
  expect(help.map((text) => text.split('; ')[0])).toEqual([
    'set desired capacity of Shop/Cluster/General from 3 to 7',
    'write the placement constraint of Shop/Api/Service (PlacementConstraints) as attribute:ecs.availability-zone in [us-east-1a, us-east-1b, us-east-1c] instead of attribute:ecs.availability-zone == us-east-1a',
    'drop the placement constraint attribute:ecs.availability-zone == us-east-1a of Shop/Api/Service (PlacementConstraints)',
  ]);
});

test('of conditions joined by and, the one that refuses is relaxed and the others stay', () => {
  const help = helpOf('unplaceable-tasks', pinned('attribute:ecs.availability-zone == us-east-1a and attribute:ecs.instance-type == tiny.small'), START);
  expect(help.slice(1).map((text) => / as (.*) instead of /.exec(text)?.[1])).toEqual([
    'attribute:ecs.availability-zone in [us-east-1a, us-east-1b, us-east-1c] and attribute:ecs.instance-type == tiny.small',
    'attribute:ecs.instance-type == tiny.small',
  ]);
});

test('the constraint of a task definition is relaxed where it is', () => {
  const model = pinned('attribute:ecs.availability-zone == us-east-1a');
  const { placementConstraints } = model.services[0];
  const moved = {
    ...model,
    services: model.services.map((service) => ({ ...service, placementConstraints: known([]) })),
    taskDefinitions: model.taskDefinitions.map((definition) => ({ ...definition, placementConstraints })),
  };
  expect(helpOf('unplaceable-tasks', moved, START).join('\n')).toContain('write the placement constraint of Shop/Api/Task (PlacementConstraints) as');
});

test('where dropping distinctInstance makes no room, that is said', () => {
  const model = cluster().group('General', { ...GROUP, count: 2 }).service('Api', { desired: 3, cpu: 10, memory: 900, constraints: [DISTINCT] }).build();
  expect(notesOf('unplaceable-tasks', model, START)).toContain(
    'tried and not enough alone: drop the placement constraint distinctInstance of Shop/Api/Service (PlacementConstraints), so that its tasks may share an instance',
  );
});
