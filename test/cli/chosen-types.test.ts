import { verdictsOf } from './run-stowage';
import { ec2Template, type Changes } from './templates';
import type { Finding } from '../../src/preflight/findings';
import { withEdits } from '../preflight/explain/apply-edits';

const sizes = { VCpuCount: { Min: 2, Max: 4 }, MemoryMiB: { Min: 8192, Max: 16_384 } };
const LAUNCH = { LaunchTemplateId: { Ref: 'Launch' }, Version: '1' };
const AMI = {
  ImageId: 'resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id',
  UserData: { 'Fn::Base64': { 'Fn::Sub': '#!/bin/bash\necho ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config' } },
};

/** Two instances of any type that meets the requirements of an override of the group. */
function byOverride(override: object, { group, ...more }: Changes = {}): object {
  const policy = { LaunchTemplate: { LaunchTemplateSpecification: LAUNCH, Overrides: [override] } };
  const chosen = { LaunchTemplate: undefined, MixedInstancesPolicy: policy, ...group };
  return ec2Template({ launch: { InstanceType: undefined, ...AMI }, group: chosen, ...more });
}

/** The same where the launch template has the requirements. */
function byTemplate(requirements: object, more: Changes = {}): object {
  return ec2Template({ launch: { InstanceType: undefined, ...AMI, InstanceRequirements: requirements }, ...more });
}

describe.each([
  ['an override of the group', (more: Changes) => byOverride({ InstanceRequirements: sizes }, more)],
  ['the launch template', (more: Changes) => byTemplate(sizes, more)],
])('requirements of %s', (_, template) => {
  test('a service that fits on the smallest types fits', () => {
    const { ran, verdicts, report } = verdictsOf(template({}));
    expect([verdicts.get('steady-state'), verdicts.get('rolling-deployment')]).toEqual(['always-fits', 'always-fits']);
    expect(report.findings.map(({ ruleId }) => ruleId)).not.toContain('unresolved-value');
    expect(ran.exitCode).toBe(0);
  });

  test('a service that fits on the largest only is unknown, and a warning names the doubt', () => {
    const { ran, verdicts, report } = verdictsOf(template({ container: { Memory: 6000 } }));
    expect(verdicts.get('steady-state')).toBe('unknown');
    const [finding] = (report.findings as readonly Finding[]).filter(({ ruleId }) => ruleId === 'unplaceable-tasks');
    expect(finding).toMatchObject({ severity: 'warning' });
    expect(finding.notes).toContain('depends on which of its instance types the group launches');
    expect(ran.exitCode).toBe(0);
    const [cure] = (finding.cures ?? []).filter(({ help }) => help.includes('InstanceRequirements'));
    expect(cure.help).toMatch(/^set MemoryMiB.Min from 8,192 to 16,384 in the InstanceRequirements of template\/Group/);
    const cured = verdictsOf(withEdits(JSON.parse(JSON.stringify(template({ container: { Memory: 6000 } }))), cure.edits));
    expect(cured.verdicts.get('steady-state')).toBe('always-fits');
  });

  test('a service that fits on none is an error', () => {
    const { ran, verdicts } = verdictsOf(template({ container: { Memory: 17_000 } }));
    expect(verdicts.get('steady-state')).toBe('cannot-fit');
    expect(ran.exitCode).toBe(1);
  });
});

describe('what stays unknown', () => {
  const requirements = { InstanceRequirements: sizes };
  test.each<[string, object, RegExp]>([
    ['an override with a launch template of its own', byOverride({ ...requirements, LaunchTemplateSpecification: LAUNCH }), /chosen by requirements/],
    ['a group that counts vCPUs', byOverride(requirements, { group: { DesiredCapacityType: 'vcpu' } }), /counts units of capacity/],
    ['a weight', byOverride({ ...requirements, WeightedCapacity: '2' }), /weight/],
    ['overrides from a macro', byOverride(requirements, {
      group: { MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification: LAUNCH, Overrides: { 'Fn::Transform': { Name: 'Types' } } } } },
    }), /Transform/],
    ['requirements that no type meets', byOverride({ InstanceRequirements: { VCpuCount: { Min: 2, Max: 2 }, MemoryMiB: { Min: 4_000_000 } } }), /no instance type that is known meets/],
    ['requirements from a macro', byOverride({ InstanceRequirements: { 'Fn::Transform': { Name: 'Sizes' } } }), /which of its instance types/],
  ])('%s', (_, template, because) => {
    const { ran, report, verdicts } = verdictsOf(template);
    expect(verdicts.get('steady-state')).toBe('unknown');
    expect(report.services[0].verdicts[0].because).toMatch(because);
    expect(report.findings.map(({ severity }) => severity)).not.toContain('error');
    expect(ran.exitCode).toBe(0);
  });
});
