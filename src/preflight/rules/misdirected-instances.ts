import { changeCapacity } from './change-model';
import { pieces } from './site';
import { templateRule } from './template-rule';
import { known, type Cluster, type InstanceGroup } from '../model';

const groups = pieces((model): readonly InstanceGroup[] => model.capacities.filter((capacity) => capacity.kind === 'instance-group'));

export const misdirectedInstances = templateRule({
  id: 'misdirected-instances',
  title: 'a capacity provider belongs to one cluster, and its instances register with another',
  viewsOf: groups.viewsOf,
  judge({ piece: group, site }) {
    const { provider, cluster, subject } = group;
    if (!provider || !cluster.known) return [];
    const owners = site.model.clusters.filter((one) => attaches(one, group));
    const joined = site.model.clusters.find(({ id }) => id === cluster.value);
    if (owners.length !== 1 || !joined || owners[0].id === joined.id) return [];
    const [owner] = owners;
    const shared = site.model.capacities.filter((other): other is InstanceGroup => other.kind === 'instance-group' && other.id !== group.id &&
      group.launchTemplate?.known === true && other.launchTemplate?.known === true && other.launchTemplate.value === group.launchTemplate.value);
    return [
      {
        severity: 'error' as const,
        summary: `instances of ${subject.constructPath} register with ${nameOf(joined)}, and their capacity provider belongs to ${nameOf(owner)}`,
        notes: [
          ...(cluster.assumed === undefined ? [] : [cluster.assumed]),
          ...shared.map((other) => `${other.subject.constructPath} starts from the same launch template, whose user data names one cluster`),
          'tasks that ask for the capacity provider wait for instances that never appear in its cluster',
        ],
        cures: [
          groups.cure(`write ECS_CLUSTER of ${nameOf(owner)} into the user data of ${subject.constructPath}${shared.length > 0 ? ', in a launch template of its own' : ''}`,
            (model) => changeCapacity(model, group.id, { cluster: known(owner.id) })),
        ],
      },
    ];
  },
});

function attaches({ capacityProviders }: Cluster, { id, provider }: InstanceGroup): boolean {
  const names = [id, provider?.id, provider?.name.known ? provider.name.value : undefined];
  return capacityProviders.known && capacityProviders.value.some((name) => names.includes(name));
}

function nameOf({ subject, name }: Cluster): string {
  return subject.constructPath || (name.known ? name.value : 'a cluster');
}
