import { known, unknown } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import { cluster } from '../model-builder';

const memberOf = (expression: string) => [{ type: known<'memberOf'>('memberOf'), expression: known(expression) }];
const findings = (model: ReturnType<ReturnType<typeof cluster>['build']>) => runPreflight(model).findings;
const withConstraint = (expression: string) => cluster().group('General', { types: ['m6i.large'], count: 4 }).service('Batch', { constraints: memberOf(expression) }).build();

describe('fires', () => {
  test('an attribute name with an underscore: no instance has it, and the cure is the name that they have', () => {
    const [finding, ...others] = findings(withConstraint('attribute:ecs.instance_type =~ m6.*'));
    expect(others.map((other) => other.ruleId)).toEqual([]);
    expect(finding).toMatchObject({ ruleId: 'unmatched-constraint', severity: 'error' });
    expect(finding.summary).toBe('no container instance satisfies a placement constraint of Shop/Batch/Service');
    expect(finding.notes[0]).toBe('no instance has the attribute ecs.instance_type; one with a similar name exists: ecs.instance-type (m6i.large × 4)');
    expect(finding.help).toEqual(['write attribute:ecs.instance-type =~ m6.*; 1 of 1 tasks of Shop/Batch/Service are then placed, and a deployment can replace them']);
  });

  test('the printed cure removes the finding', () => {
    expect(findings(withConstraint('attribute:ecs.instance-type =~ m6.*')).filter((finding) => finding.severity === 'error')).toEqual([]);
  });

  test('a type that the group does not have', () => {
    const [finding] = findings(withConstraint('attribute:ecs.instance-type == m5.large'));
    expect(finding.notes[0]).toBe('attribute ecs.instance-type is m6i.large × 4');
    expect(finding.help.map((text) => text.split(' (')[0])).toEqual([
      'write the placement constraint of Shop/Batch/Service',
      'drop the placement constraint attribute:ecs.instance-type == m5.large of Shop/Batch/Service',
    ]);
    expect(finding.help[0]).toContain('as attribute:ecs.instance-type in [m5.large, m6i.large] instead of attribute:ecs.instance-type == m5.large; 1 of 1');
  });
});

describe('does not fire', () => {
  test('an expression that some instances satisfy', () => {
    expect(findings(withConstraint('attribute:ecs.availability-zone == us-east-1b')).filter(({ ruleId }) => ruleId === 'unmatched-constraint')).toEqual([]);
  });

  test('affinity to a group that another service of the cluster runs', () => {
    const model = cluster().group('General', { count: 2 }).service('Cache', { daemon: true }).service('Api', { constraints: memberOf('task:group == service:Cache') }).build();
    expect(findings(model).filter(({ severity }) => severity !== 'note')).toEqual([]);
  });
});

describe('does not know', () => {
  test('a value that only running instances have', () => {
    const all = findings(withConstraint('agentVersion >= 1.80.0'));
    expect(all.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(runPreflight(withConstraint('agentVersion >= 1.80.0')).services[0].verdicts[0]).toMatchObject({ verdict: 'unknown' });
  });

  test('an expression that is not in the template', () => {
    const constraint = { type: known<'memberOf'>('memberOf'), expression: unknown('parameter Where has no default') };
    const model = cluster().group('General', { count: 2 }).service('Api', { constraints: [constraint] }).build();
    expect(findings(model).map(({ ruleId, severity }) => `${severity} ${ruleId}`)).toEqual(['note unresolved-value']);
  });
});
