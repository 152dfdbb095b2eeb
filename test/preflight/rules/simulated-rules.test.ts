import { known, unknown } from '../../../src/preflight/model';
import type { PlacementModel } from '../../../src/preflight/model';
import { deploymentDeadlock } from '../../../src/preflight/rules/deployment-deadlock';
import { runPreflight } from '../../../src/preflight/run';
import { cluster } from '../model-builder';
import { contextOf } from './rule-claims';

const found = (model: PlacementModel, ruleId: string) => runPreflight(model).findings.filter((finding) => finding.ruleId === ruleId);

test('no-room-after-instance-loss does not fire where the others take the tasks', () => {
  const roomy = cluster().group('General', { count: 3 }).service('Api', { desired: 3, memory: 3500 }).build();
  expect(found(roomy, 'no-room-after-instance-loss')).toEqual([]);
});

test('colliding-deployments does not know a service beside one whose strategy is unknown', () => {
  const two = (strategy: ReturnType<typeof unknown>) => cluster()
    .group('General', { count: 6 })
    .service('A', { desired: 2, memory: 5000, overrides: { deploymentStrategy: known('BLUE_GREEN') } })
    .service('B', { desired: 2, memory: 5000, overrides: { deploymentStrategy: strategy } })
    .build();
  expect(found(two(unknown('a parameter without a value')), 'colliding-deployments').filter(({ severity }) => severity === 'error')).toEqual([]);
});

describe('unresolved-value', () => {
  const typed = (type: string) => cluster().group('General', { types: [type] }).service('Api').build();

  test('fires as a note, with names that look alike, for a type that the catalog does not have', () => {
    const notes = found(typed('m5.larg'), 'unresolved-value');
    expect(notes.map(({ severity }) => severity)).toEqual(notes.map(() => 'note'));
    expect(notes.find(({ summary }) => summary.includes('m5.larg'))).toMatchObject({
      summary: 'the instance type m5.larg of Shop/Cluster/General is not in the catalog',
      notes: [expect.stringMatching(/^known types with a similar name: .*m5\.large/)],
    });
  });

  test('fires once for a service whose count only the deployment tells', () => {
    const model = cluster().group('General', {}).service('Api', { desired: unknown('parameter Count has no default') }).build();
    expect(found(model, 'unresolved-value').map(({ severity, notes }) => [severity, notes])).toEqual([
      ['note', [expect.stringContaining('parameter Count has no default')]],
    ]);
  });

  test('does not fire where everything is told', () => {
    expect(found(typed('m5.large'), 'unresolved-value')).toEqual([]);
  });
});

test.each([[1, 100, 100], [1, 50, 150], [3, 100, 125], [4, 80, 120], [10, 95, 105]])(
  'what deployment-deadlock advises for %d tasks at %d/%d, applied, makes it go', (desired, min, max) => {
    const model = cluster().group('General', { count: 20 }).service('Api', { desired, min, max }).build();
    const [finding] = deploymentDeadlock.check(contextOf(model));
    const applied = finding.help.map((text) => {
      const [, prop, to] = /^set (\w+)HealthyPercent .* to (\d+);/.exec(text) ?? [];
      const change = prop === 'max' ? { maxHealthyPercent: known(Number(to)) } : { minHealthyPercent: known(Number(to)) };
      return { ...model, services: model.services.map((service) => ({ ...service, ...change })) };
    });
    expect(applied).toHaveLength(2);
    for (const changed of applied) expect(deploymentDeadlock.check(contextOf(changed))).toEqual([]);
  },
);
