import { known } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import { deploymentBounds } from '../../../src/preflight/scenario/rolling-deployment';
import { cluster, type ServiceFacts } from '../model-builder';

const found = (model: ReturnType<ReturnType<typeof cluster>['build']>) =>
  runPreflight(model).findings.filter((finding) => finding.ruleId === 'deployment-deadlock');
const onThree = (facts: ServiceFacts, count = 3) =>
  cluster()
    .group('General', { types: ['m5.large'], count })
    .service('Api', facts)
    .build();

describe('bounds round as ECS rounds them', () => {
  test.each([
    { desired: 4, min: 50, max: 200, lower: 2, upper: 8 },
    { desired: 2, min: 75, max: 200, lower: 2, upper: 4 },
    { desired: 3, min: 100, max: 125, lower: 3, upper: 3 },
    { desired: 1, min: 100, max: 134, lower: 1, upper: 1 },
  ])('desired $desired with $min/$max keeps $lower and allows $upper', ({ desired, min, max, lower, upper }) => {
    expect(deploymentBounds(desired, min, max)).toEqual({ lower, upper });
  });
});

describe('fires', () => {
  test('a static host port with as many tasks as instances at 100/200', () => {
    const [finding, ...others] = found(onThree({ desired: 3, hostPort: 80 }));
    expect(others).toEqual([]);
    expect(finding.severity).toBe('error');
    expect(finding.summary).toBe('a rolling deployment of Shop/Api/Service can neither stop an old task nor place a new one');
    expect(JSON.stringify(finding.evidence)).toContain('TCP host port 80 in use');
    expect(finding.help[0]).toContain('set the host port of Shop/Api/Task to 0, a dynamic port');
    expect(finding.help.join('\n')).toContain('set desired capacity of Shop/Cluster/General from 3 to 4');
  });

  test('3 tasks at 100/125: nothing may stop and nothing may start, on any capacity', () => {
    for (const fargate of [true, false]) {
      const [finding] = found(onThree({ desired: 3, max: 125, fargate }));
      expect(finding.severity).toBe('error');
      expect(finding.summary).toBe('a rolling deployment of Shop/Api/Service can neither stop nor start a task');
      expect(finding.help).toContain(
        `set maxHealthyPercent (MaximumPercent) of Shop/Api/Service from 125 to 134; may run at once becomes floor(3 × 134%) = 4${fargate ? '' : '; a deployment then replaces 3 of 3 tasks'}`,
      );
    }
  });

  test('where instances have no room for one task more, a higher maximum alone is no cure', () => {
    const [finding] = found(onThree({ desired: 3, max: 125, memory: 7000 }));
    expect(finding.help.map((text) => text.split('; ')[0])).toEqual(['set minHealthyPercent (MinimumHealthyPercent) of Shop/Api/Service from 100 to 66']);
    expect(finding.notes.join('\n')).toContain('tried and not enough alone: set maxHealthyPercent (MaximumPercent) of Shop/Api/Service from 125 to 134');
  });

  test('no memory for one more task while none may stop', () => {
    const [finding] = found(onThree({ desired: 6, memory: 3500 }));
    expect(JSON.stringify(finding.evidence)).toContain('memory short by');
    expect(finding.notes[0]).toContain('certain in any order');
  });
});

describe('does not fire', () => {
  test.each([
    ['a dynamic host port', { desired: 3, hostPort: 0 }],
    ['66 percent must stay healthy, so one old task may stop', { desired: 3, hostPort: 80, min: 66 }],
    ['a daemon, which stops before it starts', { daemon: true, hostPort: 80 }],
    [
      'an external controller, which does not roll',
      { desired: 3, max: 100, overrides: { deploymentController: known<'EXTERNAL'>('EXTERNAL') } },
    ],
  ])('%s', (_, facts) => {
    expect(found(onThree(facts as ServiceFacts))).toEqual([]);
  });

  test('a fourth instance', () => {
    expect(found(onThree({ desired: 3, hostPort: 80 }, 4))).toEqual([]);
  });
});

describe('does not know', () => {
  test('the percentages of a service whose desired count is unknown', () => {
    const model = onThree({ desired: { known: false, because: 'parameter Count has no default' }, max: 125 });
    expect(found(model)).toEqual([]);
    expect(runPreflight(model).services[0].verdicts[1].verdict).toBe('unknown');
  });
});
