import { known } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import { cluster } from '../model-builder';

test('what the simulation found of a service stands before advice about its settings of the same severity', () => {
  const model = cluster().group('General', { types: ['t3.medium'], count: 3 })
    .service('Api', { desired: 6, memory: 1700, overrides: { circuitBreaker: known({ enable: false, rollback: false }) } }).build();
  const warnings = runPreflight(model).findings.filter(({ severity, subject }) => severity === 'warning' && subject.constructPath === 'Shop/Api/Service');
  const ids = warnings.map(({ ruleId }) => ruleId);
  expect(ids).toContain('no-circuit-breaker');
  expect(ids.indexOf('no-room-after-zone-loss')).toBeGreaterThanOrEqual(0);
  expect(ids.indexOf('no-room-after-zone-loss')).toBeLessThan(ids.indexOf('no-circuit-breaker'));
});
