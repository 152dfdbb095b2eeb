import { claim, withCluster, withService, withTask } from './rule-claims';
import { assumed, known, unknown } from '../../../src/preflight/model';
import type { StrategyItem } from '../../../src/preflight/model';
import { allWeightsZero } from '../../../src/preflight/rules/all-weights-zero';
import { mixedCapacityStrategy } from '../../../src/preflight/rules/mixed-capacity-strategy';
import { onlyFargateSpot } from '../../../src/preflight/rules/only-fargate-spot';
import { twoBases } from '../../../src/preflight/rules/two-bases';
import { unattachedCapacityProvider } from '../../../src/preflight/rules/unattached-capacity-provider';
import { unusedDefaultStrategy } from '../../../src/preflight/rules/unused-default-strategy';
import { windowsOnFargateSpot } from '../../../src/preflight/rules/windows-on-fargate-spot';
import { cluster } from '../model-builder';

const open = unknown('parameter P has no default');
const base = cluster().group('General', { managedScaling: true }).service('Api').build();
const item = (name: string, weight = 1, least = 0): StrategyItem => ({ provider: known(name), base: known(least), weight: known(weight) });
const on = (...items: readonly StrategyItem[]) => withService(base, { launchType: undefined, strategy: known(items) });
const attached = (model: ReturnType<typeof on>, ...names: readonly string[]) => withCluster(model, { capacityProviders: known(names) });
const elsewhere = (model: ReturnType<typeof on>) =>
  withService(model, { subject: { ...model.services[0].subject, templatePath: 'Other.template.json' } });

claim(unattachedCapacityProvider, {
  fires: [
    ['FARGATE_SPOT that the association leaves out', attached(on(item('FARGATE_SPOT')), 'FARGATE'), {
      severity: 'error', summary: 'Shop/Api/Service asks for the capacity provider FARGATE_SPOT, which is not associated with Shop/Cluster',
    }],
    ['FARGATE without any association, in one template',
      withCluster(on(item('FARGATE')), { capacityProviders: assumed([], 'no capacity provider is associated with the cluster') }), {
        severity: 'error', summary: 'Shop/Api/Service asks for the capacity provider FARGATE, which is not associated with Shop/Cluster',
      }],
    ['a cluster of another template, which may be associated by other means',
      elsewhere(withCluster(on(item('General')), { capacityProviders: assumed([], 'no capacity provider is associated with the cluster') })), {
        severity: 'warning',
        summary: 'Shop/Api/Service asks for the capacity provider Shop/Cluster/General/Provider, which is not associated with Shop/Cluster',
      }],
  ],
  staysQuiet: [
    ['all associated', attached(on(item('FARGATE'), item('FARGATE_SPOT')), 'FARGATE', 'FARGATE_SPOT')],
    ['launch type FARGATE', withService(base, { launchType: known('FARGATE') })],
    ['a provider that is part of the imported cluster', withCluster(on(item('FARGATE')), { imported: true, capacityProviders: open })],
  ],
  doesNotKnow: [
    ['the providers of the cluster', withCluster(on(item('FARGATE')), { capacityProviders: open })],
    ['the provider', attached(on({ ...item('x'), provider: open }), 'FARGATE')],
  ],
});

claim(mixedCapacityStrategy, {
  fires: [
    ['a group and Fargate', on(item('General'), item('FARGATE')),
      { severity: 'error', summary: 'the capacity provider strategy of Shop/Api/Service mixes an Auto Scaling group and Fargate' }],
    ['in the default strategy of the cluster',
      withCluster(withService(base, { launchType: undefined }), { defaultStrategy: known([item('FARGATE_SPOT'), item('General')]) }),
      { severity: 'error', summary: 'the capacity provider strategy of Shop/Api/Service mixes Fargate and an Auto Scaling group' }],
  ],
  staysQuiet: [['Fargate and Fargate Spot', on(item('FARGATE'), item('FARGATE_SPOT'))]],
  doesNotKnow: [['a provider of another template', on(item('FARGATE'), item('other'))], ['the strategy', withService(on(), { strategy: open })]],
});

const ONLY_SPOT = 'every task of Shop/Api/Service runs on FARGATE_SPOT, and ECS starts none elsewhere when Spot has no capacity';

claim(onlyFargateSpot, {
  fires: [
    ['the strategy of the service', on(item('FARGATE_SPOT')), { severity: 'warning', summary: ONLY_SPOT }],
    ['the default strategy of the cluster', withCluster(withService(base, { launchType: undefined }), { defaultStrategy: known([item('FARGATE_SPOT', 1, 1)]) }), {
      severity: 'warning', summary: ONLY_SPOT,
    }],
  ],
  staysQuiet: [
    ['some tasks on Fargate', on(item('FARGATE', 1, 1), item('FARGATE_SPOT', 3))],
    ['no tasks', withService(on(item('FARGATE_SPOT')), { desiredCount: known(0) })],
    ['an Auto Scaling group', on(item('General'))],
  ],
  doesNotKnow: [['the strategy', withService(on(), { strategy: open })], ['a second provider', on(item('FARGATE_SPOT'), { ...item('x'), provider: open })]],
});

claim(twoBases, {
  fires: [['two of two', on(item('FARGATE', 1, 1), item('FARGATE_SPOT', 1, 2)),
    { severity: 'error', summary: '2 capacity providers of the strategy of Shop/Api/Service have a base, and one may' }]],
  staysQuiet: [['one', on(item('FARGATE', 1, 1), item('FARGATE_SPOT'))]],
  doesNotKnow: [['one of the bases', on(item('FARGATE', 1, 1), { ...item('FARGATE_SPOT'), base: open })]],
});

claim(allWeightsZero, {
  fires: [['two of two', on(item('FARGATE', 0, 1), item('FARGATE_SPOT', 0)),
    { severity: 'error', summary: 'all 2 capacity providers in the strategy of Shop/Api/Service have weight 0, so none may be used' }]],
  staysQuiet: [['one has a weight', on(item('FARGATE', 0, 1), item('FARGATE_SPOT'))], ['a single provider', on(item('FARGATE', 0, 1))]],
  doesNotKnow: [['one of the weights', on(item('FARGATE', 0), { ...item('FARGATE_SPOT'), weight: open })]],
});

claim(unusedDefaultStrategy, {
  fires: [['launch type EC2 under a default strategy', withCluster(base, { defaultStrategy: known([item('General')]) }), {
    severity: 'warning',
    summary: 'Shop/Api/Service has launch type EC2, so the default capacity provider strategy of Shop/Cluster does not apply',
  }]],
  staysQuiet: [
    ['no default strategy', base],
    ['a daemon, which must have a launch type',
      withCluster(cluster().group('General', {}).service('Agent', { daemon: true }).build(), { defaultStrategy: known([item('General')]) })],
  ],
  doesNotKnow: [
    ['the launch type', withCluster(withService(base, { launchType: open }), { defaultStrategy: known([item('General')]) })],
    ['the default strategy', withCluster(base, { defaultStrategy: open })],
  ],
});

const windows = (model: ReturnType<typeof on>) => withTask(model, { operatingSystemFamily: known('WINDOWS_SERVER_2022_CORE') });

claim(windowsOnFargateSpot, {
  fires: [
    ['its own strategy', windows(on(item('FARGATE'), item('FARGATE_SPOT'))),
      { severity: 'error', summary: 'Shop/Api/Service sends WINDOWS_SERVER_2022_CORE tasks to FARGATE_SPOT, which has only Linux' }],
    ['the strategy of the cluster',
      windows(withCluster(withService(base, { launchType: undefined }), { defaultStrategy: known([item('FARGATE_SPOT')]) })),
      { severity: 'error', summary: 'Shop/Api/Service sends WINDOWS_SERVER_2022_CORE tasks to FARGATE_SPOT, which has only Linux' }],
  ],
  staysQuiet: [['Linux', on(item('FARGATE_SPOT'))], ['Windows on FARGATE', windows(on(item('FARGATE')))]],
  doesNotKnow: [['the operating system', withTask(on(item('FARGATE_SPOT')), { operatingSystemFamily: open })]],
});
