import { claim } from './rule-claims';
import { known, unknown } from '../../../src/preflight/model';
import type { InstanceGroup, InstanceRequirements } from '../../../src/preflight/model';
import { unmetInstanceRequirements } from '../../../src/preflight/rules/unmet-instance-requirements';
import { cluster } from '../model-builder';

const open = unknown('parameter P has no default');

/** A group for an x86_64 AMI whose types are chosen by requirements. */
const chosen = (change: Partial<InstanceRequirements>, overrides: Partial<InstanceGroup> = {}) => cluster().group('General', {
  overrides: {
    instanceTypes: unknown('instance types are chosen by requirements'),
    instanceRequirements: [{ vcpu: {}, memoryMiB: {}, bareMetal: known('excluded'), burstable: known('excluded'), hasPriceLimit: false, ...change }],
    ...overrides,
  },
}).build();

const NONE = 'no instance type that is known meets the requirements of Shop/Cluster/General';
const GRAVITON = { allowedInstanceTypes: known(['m7g.large']) };

claim(unmetInstanceRequirements, {
  fires: [
    ['two vCPUs with a terabyte of memory', chosen({ vcpu: { max: known(2) }, memoryMiB: { min: known(1_048_576) } }), { severity: 'warning', summary: NONE }],
    ['the allowed types are written out and too small', chosen({ allowedInstanceTypes: known(['m5.large']), vcpu: { min: known(4) } }), {
      severity: 'error', summary: NONE,
    }],
    ['the allowed type does not run the AMI', chosen(GRAVITON), {
      severity: 'error', summary: 'no instance type that meets the requirements of Shop/Cluster/General runs x86_64, which its AMI is for',
    }],
    ['burstable types that are left out by default', chosen({ allowedInstanceTypes: known(['t3.*']) }), { severity: 'warning', summary: NONE }],
  ],
  staysQuiet: [
    ['types meet the requirements', chosen({ vcpu: { min: known(2) }, memoryMiB: { min: known(4096) } })],
    ['types are named', cluster().group('General', {}).build()],
    ['the group has no instance', chosen(GRAVITON, { maxSize: known(0) })],
    ['an override launches something else', chosen(GRAVITON, { otherLaunches: true })],
  ],
  doesNotKnow: [
    ['the least memory', chosen({ vcpu: { max: known(2) }, memoryMiB: { min: open } })],
    ['the allowed types', chosen({ allowedInstanceTypes: open })],
    ['whether a type has local storage', chosen({ localStorage: known('required') })],
  ],
});
