import { findings, judged } from './situations';
import { known, unknown } from '../../../src/preflight/model';
import { cluster, type ServiceFacts } from '../model-builder';

/** Three zones with one instance each and room for the tasks of a lost one. */
const balanced = (facts: ServiceFacts = {}, rebalancing = known(true) as ReturnType<typeof unknown> | ReturnType<typeof known<boolean>>) =>
  cluster().group('General', { types: ['tiny.medium'], count: 3 })
    .service('Api', { desired: 3, cpu: 128, memory: 500, ...facts, overrides: { availabilityZoneRebalancing: rebalancing } }).build();

test('when the zone is back, one task starts there and one stops where two run', () => {
  expect(judged(balanced(), 'zone-rebalancing')).toMatchObject({ verdict: 'fits', placed: 3, asked: 3 });
});

test('does not apply to a service that does not rebalance, or where that is unknown', () => {
  expect(judged(balanced({}, known(false)), 'zone-rebalancing').verdict).toBe('not-simulated');
  expect(judged(balanced({}, unknown('a parameter without a value')), 'zone-rebalancing').verdict).toBe('not-simulated');
});

describe('stuck-zone-rebalancing', () => {
  test('fires as a note: at a maximum of 100 % no task starts before another stops', () => {
    const [finding] = findings(balanced({ min: 0, max: 100 }), 'stuck-zone-rebalancing');
    expect(finding.severity).toBe('note');
    expect(finding.summary).toBe('us-east-1a comes back after its loss: 1 of 3 tasks of Shop/Api/Service stay in the wrong zone');
  });

  test('does not fire at 200 %', () => {
    expect(findings(balanced(), 'stuck-zone-rebalancing')).toEqual([]);
  });

  test('does not know whether an unknown service rebalances', () => {
    expect(findings(balanced({ min: 0, max: 100 }, unknown('a parameter without a value')), 'stuck-zone-rebalancing')).toEqual([]);
  });
});
