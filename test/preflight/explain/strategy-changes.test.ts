import { helpOf, notesOf } from './help';
import { known, type PlacementStrategy, type Service } from '../../../src/preflight/model';
import { cluster } from '../model-builder';

const START = ['steady-state', 'rolling-deployment'];
const spread: PlacementStrategy = { type: known('spread'), field: known('instanceId') };

/** Small tasks over all instances leave none empty enough for the large one, in half of the orders. */
const scattered = (small: { readonly strategies?: readonly PlacementStrategy[]; readonly overrides?: Partial<Service> }) =>
  cluster()
    .group('General', { types: ['tiny.small'], count: 3 })
    .service('Small', { desired: 3, cpu: 10, memory: 200, min: 50, max: 100, ...small })
    .service('Large', { desired: 2, cpu: 10, memory: 900, min: 0, max: 100 })
    .build();

test('a service that scatters its tasks is packed, with the old strategy and the new one', () => {
  expect(helpOf('unplaceable-tasks', scattered({ strategies: [spread] }), START)).toContain(
    'set PlacementStrategies of Shop/Small/Service from spread(instanceId) to binpack(memory); 2 of 2 tasks of Shop/Large/Service are then placed, and a deployment can replace them',
  );
  expect(helpOf('unplaceable-tasks', scattered({}), START).join('\n')).toContain(
    'of Shop/Small/Service from the default (spread over zones, then over instances) to binpack(memory)',
  );
});

test('rebalancing that is asked for stays possible: zones come first', () => {
  const asked = { availabilityZoneRebalancing: known(true) };
  expect(helpOf('unplaceable-tasks', scattered({ overrides: asked }), START).join('\n')).not.toContain('to binpack(memory)');
});

test('what no order places is not blamed on strategies', () => {
  const model = cluster().group('General', { types: ['tiny.small'], count: 1 }).service('Api', { desired: 2, cpu: 10, memory: 600, strategies: [spread] }).build();
  const all = [...helpOf('unplaceable-tasks', model, START), ...notesOf('unplaceable-tasks', model, START)];
  expect(all.join('\n')).not.toContain('PlacementStrategies');
});
