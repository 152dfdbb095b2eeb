import { reorderedEngine } from '../../../src/preflight/scenario/reordered-engine';
import { cluster } from '../scheduler/cluster-builder';

/** Two kinds of instances, so that a number that is mixed up shows in what is left. */
const problem = cluster()
  .instances(40, 'm5.large', { group: 'small' })
  .instances(40, 'm5.4xlarge', { group: 'large' })
  .service('api', { cpu: 1024, memory: 1024 })
  .service('big', { cpu: 8192, memory: 4096 })
  .problem();

test.each([1, 2, 3])('arrangement %i gives other instances among equal ones, and calls each as the problem does', (arrangement) => {
  const engine = reorderedEngine(problem, arrangement);
  const chosen = engine.placeMany(1, 10);
  expect([chosen.length, chosen.every((instance) => problem.instances[instance].group === 'large'), [...chosen].sort((a, b) => a - b)]).not.toEqual(
    [10, true, [40, 41, 42, 43, 44, 45, 46, 47, 48, 49]],
  );
  for (const [instance, { registered }] of problem.instances.entries()) {
    const tasks = chosen.filter((one) => one === instance).length;
    expect([engine.countOn(1, instance), engine.requestsOn(instance), engine.remaining(instance).cpu]).toEqual(
      [tasks, tasks > 0 ? [1] : [], registered.cpu - tasks * 8192],
    );
  }
  engine.placeOn(0, 3);
  expect([engine.lose(3), engine.isActive(3), engine.refusals(0)[3].reasons.map(({ kind }) => kind)]).toEqual([[0], false, ['inactive']]);
});
