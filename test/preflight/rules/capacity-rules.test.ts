import { claim, withGroup, withService, withTask } from './rule-claims';
import { assumed, known, unknown } from '../../../src/preflight/model';
import type { Ami, InstanceGroup, InstanceRequirements, Known, PlacementConstraint } from '../../../src/preflight/model';
import { amiArchitectureMismatch } from '../../../src/preflight/rules/ami-architecture-mismatch';
import { architectureMismatch } from '../../../src/preflight/rules/architecture-mismatch';
import { endOfLifeAmi } from '../../../src/preflight/rules/end-of-life-ami';
import { fixedSizeCapacity } from '../../../src/preflight/rules/fixed-size-capacity';
import { gpuAmiMismatch } from '../../../src/preflight/rules/gpu-ami-mismatch';
import { ineffectiveTerminationProtection } from '../../../src/preflight/rules/ineffective-termination-protection';
import { neverScalesIn } from '../../../src/preflight/rules/never-scales-in';
import { taskLargerThanSmallestType } from '../../../src/preflight/rules/task-larger-than-smallest-type';
import { undrainedSpot } from '../../../src/preflight/rules/undrained-spot';
import { cluster, type GroupFacts, type ServiceFacts } from '../model-builder';

const open = unknown('parameter P has no default');
const group = (facts: GroupFacts = {}) => cluster().group('General', facts).build();
const types = (...names: readonly string[]) => group({ types: names });
const ami = (change: Partial<Ami>, ...names: readonly string[]) => {
  const model = types(...names);
  const [first] = model.capacities;
  return first.kind === 'instance-group' ? withGroup(model, { ami: { ...first.ami, ...change } }) : model;
};
/** A service on the group, by a capacity provider strategy with managed scaling. */
const scaled = (facts: GroupFacts, service: ServiceFacts = {}) => withService(
  cluster().group('General', { managedScaling: true, count: 1, max: 4, ...facts }).service('Api', service).build(),
  { launchType: undefined, strategy: known([{ provider: known('General'), base: known(0), weight: known(1) }]) },
);
const provider = (change: Partial<NonNullable<InstanceGroup['provider']>>, overrides: Partial<InstanceGroup> = {}) => {
  const model = scaled({});
  const [first] = model.capacities;
  return first.kind === 'instance-group' && first.provider ? withGroup(model, { provider: { ...first.provider, ...change }, ...overrides }) : model;
};
const protection = { managedTerminationProtection: known(true) };

claim(ineffectiveTerminationProtection, {
  fires: [
    ['instances start unprotected', provider(protection), {
      severity: 'warning', summary: 'Shop/Cluster/General/Provider protects instances from termination, and Shop/Cluster/General starts them unprotected',
    }],
    ['no managed scaling', provider({ ...protection, managedScaling: known(false) }, { protectedFromScaleIn: known(true) }), {
      severity: 'warning', summary: 'Shop/Cluster/General/Provider has managed termination protection without managed scaling, which it needs',
    }],
  ],
  staysQuiet: [['both on', provider(protection, { protectedFromScaleIn: known(true) })], ['no protection', provider({})]],
  doesNotKnow: [['the group', provider(protection, { protectedFromScaleIn: open })], ['the provider', provider({ managedTerminationProtection: open })]],
});

claim(amiArchitectureMismatch, {
  fires: [
    ['Graviton with an x86_64 AMI', types('m7g.large'),
      { severity: 'error', summary: 'the AMI of Shop/Cluster/General is for x86_64, and m7g.large is not' }],
    ['one type of two', types('m5.large', 'm7g.large'),
      { severity: 'warning', summary: 'the AMI of Shop/Cluster/General is for x86_64, and m7g.large is not' }],
    ['an ARM AMI', ami({ architecture: known('arm64') }, 'm5.large', 'm6i.large'),
      { severity: 'error', summary: 'the AMI of Shop/Cluster/General is for arm64, and m5.large, m6i.large are not' }],
  ],
  staysQuiet: [['ARM on ARM', ami({ architecture: known('arm64') }, 'm7g.large')]],
  doesNotKnow: [['the AMI', ami({ architecture: open }, 'm7g.large')], ['the type', types('m99.large')]],
});

claim(gpuAmiMismatch, {
  fires: [
    ['a GPU type with the standard AMI', types('g4dn.xlarge'),
      { severity: 'warning', summary: 'g4dn.xlarge of Shop/Cluster/General has GPUs, and the AMI has no driver for them' }],
    ['the GPU AMI on another type', ami({ variant: known('gpu') }, 'm5.large'),
      { severity: 'warning', summary: 'the AMI of Shop/Cluster/General is the GPU variant, and m5.large has no GPU' }],
  ],
  staysQuiet: [['a GPU type with the GPU AMI', ami({ variant: known('gpu') }, 'g4dn.xlarge')], ['an image of the user', ami({ ecsOptimized: known(false) }, 'g4dn.xlarge')]],
  doesNotKnow: [['the variant', ami({ variant: open }, 'g4dn.xlarge')], ['the type', types('m99.large', 'g4dn.xlarge')]],
});

const spot = (spotDraining: Known<boolean>) => {
  const [first] = group().capacities;
  return withGroup(group(), {
    purchase: known({ kind: 'spot' }), ...(first.kind === 'instance-group' ? { agent: { ...first.agent, spotDraining } } : {}),
  });
};

claim(undrainedSpot, {
  fires: [['no setting', spot(assumed(false, 'off by default')),
    { severity: 'warning', summary: 'the agent on the Spot instances of Shop/Cluster/General does not drain them when they are reclaimed' }]],
  staysQuiet: [['switched on', spot(known(true))], ['On-Demand', group()]],
  doesNotKnow: [['user data', spot(open)], ['the purchase option', withGroup(spot(known(false)), { purchase: open })]],
});

claim(endOfLifeAmi, {
  fires: [['Amazon Linux 2', ami({ os: known('amazon-linux-2') }, 'm5.large'),
    { severity: 'warning', summary: 'Shop/Cluster/General starts from Amazon Linux 2, whose support ends on 2026-06-30' }]],
  staysQuiet: [['Amazon Linux 2023', group()]],
  doesNotKnow: [['the AMI', ami({ os: open }, 'm5.large')]],
});

claim(fixedSizeCapacity, {
  fires: [['2 to 2', scaled({ count: 2, max: 2 }),
    { severity: 'warning', summary: 'Shop/Cluster/General/Provider scales Shop/Cluster/General, which always has 2 instances' }]],
  staysQuiet: [['2 to 4', scaled({ count: 2, max: 4 })], ['no managed scaling', group({ count: 2 })]],
  doesNotKnow: [['the maximum', withGroup(scaled({ count: 2, max: 2 }), { maxSize: open })]],
});

/** A group whose types are chosen by requirements instead of by name. */
const byRequirements = (change: Partial<InstanceRequirements>, service: ServiceFacts, overrides: Partial<InstanceGroup> = {}) => scaled({
  overrides: {
    instanceTypes: unknown('instance types are chosen by requirements'),
    instanceRequirements: [{
      vcpu: { min: known(2) }, memoryMiB: { min: known(4096) }, bareMetal: known('excluded'), burstable: known('excluded'), hasPriceLimit: false, ...change,
    }],
    ...overrides,
  },
}, service);

claim(taskLargerThanSmallestType, {
  fires: [['requirements that let in types of 4 GiB', byRequirements({ allowedInstanceTypes: known(['c5.large', 'm5.large']) }, { memory: 6000 }), {
    severity: 'warning', summary: 'a task of Shop/Api/Service does not fit c5.large, which the requirements of Shop/Cluster/General let in',
  }], ['12,000 MiB on m5.large and m5.xlarge', scaled({ types: ['m5.large', 'm5.xlarge'] }, { memory: 12_000 }), {
    severity: 'warning', summary: 'a task of Shop/Api/Service does not fit m5.large, so Shop/Cluster/General is not scaled out for it',
  }]],
  staysQuiet: [
    ['it fits both', scaled({ types: ['m5.large', 'm5.xlarge'] }, { memory: 4000 })],
    ['it fits none, which the simulation reports', scaled({ types: ['m5.large', 'm5.xlarge'] }, { memory: 64_000 })],
    ['a daemon', scaled({ types: ['m5.large', 'm5.xlarge'] }, { memory: 12_000, daemon: true })],
    ['requirements whose least is enough', byRequirements({}, { memory: 3000 })],
    ['requirements of which none is enough, which the simulation reports', byRequirements({ memoryMiB: { max: known(8192) } }, { memory: 64_000 })],
  ],
  doesNotKnow: [
    ['which types Spot prices leave', byRequirements({}, { memory: 6000 }, { purchase: known({ kind: 'spot' }) })],
    ['which types meet an attribute', byRequirements({ networkBandwidthGbps: { min: known(10) } }, { memory: 6000 })],
    ['the least memory', byRequirements({ memoryMiB: { min: open } }, { memory: 6000 })],
    ['the size of the task', scaled({ types: ['m5.large', 'm5.xlarge'] }, { memory: open })],
    ['a type', scaled({ types: ['m99.large', 'm5.xlarge'] }, { memory: 12_000 })],
  ],
});

const spread = (field: Known<string>): ServiceFacts => ({ strategies: [{ type: known('spread'), field }] });

claim(neverScalesIn, {
  fires: [['spread over instances', scaled({}, spread(known('instanceId'))), {
    severity: 'warning', summary: 'Shop/Api/Service spreads over instanceId first, so instances of Shop/Cluster/General are seldom empty',
  }]],
  staysQuiet: [
    ['spread over zones', scaled({}, spread(known('attribute:ecs.availability-zone')))],
    ['a group that does not scale', scaled({ managedScaling: false }, spread(known('instanceId')))],
  ],
  doesNotKnow: [['the field', scaled({}, spread(open))], ['the maximum', withGroup(scaled({}, spread(known('instanceId'))), { maxSize: open })]],
});

const built = (names: readonly string[], constraints: readonly PlacementConstraint[] = []) =>
  withTask(scaled({ types: names }, { constraints }), { cpuArchitecture: known('arm64') });

claim(architectureMismatch, {
  fires: [
    ['ARM64 on x86_64', built(['m5.large']),
      { severity: 'error', summary: 'Shop/Api/Service asks for arm64, and none of its instance types has it' }],
    ['a group of both', built(['m5.large', 'm7g.large']),
      { severity: 'warning', summary: 'Shop/Api/Service asks for arm64, and not every one of its instance types has it' }],
    ['launch type EC2 beside a group whose cluster is not known', (() => {
      const model = withService(built(['m5.large']), { launchType: known('EC2'), strategy: undefined });
      return { ...model, capacities: [...model.capacities, { ...model.capacities[0], id: 'Stray', cluster: open }] };
    })(), { severity: 'warning', summary: 'Shop/Api/Service asks for arm64, and none of its instance types has it' }],
  ],
  staysQuiet: [
    ['ARM64 on ARM', built(['m7g.large'])],
    ['no runtime platform, so the image may hold both', withTask(scaled({ types: ['m7g.large'] }), { cpuArchitecture: assumed('x86_64', 'default') })],
    ['a constraint chooses', built(['m5.large', 'm7g.large'], [{ type: known('memberOf'), expression: known('attribute:ecs.instance-type =~ m7g.*') }])],
  ],
  doesNotKnow: [['the types', withGroup(built(['m5.large']), { instanceTypes: open })], ['the architecture', withTask(built(['m5.large']), { cpuArchitecture: open })]],
});
