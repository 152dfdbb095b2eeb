import { unknown } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import { cluster } from '../model-builder';

const found = (model: ReturnType<ReturnType<typeof cluster>['build']>) => runPreflight(model).findings.filter(({ ruleId }) => ruleId === 'no-container-instances');

test('fires for a service on EC2 in a cluster without instances', () => {
  const [finding] = found(cluster().service('Api').build());
  expect(finding.severity).toBe('warning');
  expect(finding.summary).toBe('no container instance of the input registers with Shop/Cluster, where Shop/Api/Service runs');
});

test.each([
  ['a cluster with instances', cluster().group('General', {}).service('Api').build()],
  ['a service on Fargate', cluster().service('Api', { fargate: true }).build()],
])('does not fire for %s', (_, model) => {
  expect(found(model)).toEqual([]);
});

test.each([
  ['an imported cluster', cluster().imported().service('Api').build()],
  ['a group that may belong to the cluster', cluster().group('General', { overrides: { cluster: unknown('user data is not in the template') } }).service('Api').build()],
])('does not know %s', (_, model) => {
  expect(found(model)).toEqual([]);
});
