import type { ClusterIndex } from './cluster-index';
import { indexAttachments } from './group-attachments';
import { readCapacityProvider, type Provider, type ProviderIndex } from './provider-index';
import { invisibleGroup, readAutoScalingGroup, readSingleInstance, type GroupReading } from './read-instance-group';
import { readManagedInstances } from './read-managed-instances';
import { ofType, type Reading } from './reading';
import { assumed, unknown, type Capacity, type InstanceGroup, type Known } from '../../model';
import type { Resource } from '../template/stack';

/** Everything besides Fargate on which tasks can run: groups, single instances, Managed Instances. */
export function readCapacities(reading: Reading, clusters: ClusterIndex, providers: ProviderIndex,
  clusterOfProvider: ReadonlyMap<string, string>): readonly Capacity[] {
  const capacities: Capacity[] = [];
  const providersOfGroup = (group: Resource): readonly Provider[] => providers.providers.filter((provider) => provider.group?.id === group.id);
  const attachmentsOf = indexAttachments(reading);
  for (const resource of ofType(reading, 'AWS::AutoScaling::AutoScalingGroup')) {
    const [provider, ...more] = [...providersOfGroup(resource)].reverse();
    const found = readAutoScalingGroup(resource, reading.evaluation, attachmentsOf(resource));
    const group = join(resource, found, provider, reading, clusters, clusterOfProvider);
    const others = more.map((other) => readCapacityProvider(other, reading));
    capacities.push(...(group ? [{ ...group, ...(others.length > 0 ? { moreProviders: others } : {}) }] : []));
  }
  for (const resource of ofType(reading, 'AWS::EC2::Instance')) {
    const group = join(resource, readSingleInstance(resource, reading.evaluation), undefined, reading, clusters, clusterOfProvider);
    capacities.push(...(group ? [group] : []));
  }
  for (const provider of providers.providers) {
    const cluster = associatedCluster(provider, clusterOfProvider);
    if (provider.kind === 'managed-instances') {
      capacities.push(readManagedInstances(provider, cluster, reading));
    } else if (!provider.group) {
      capacities.push({ ...invisibleGroup(provider.resource), cluster, provider: readCapacityProvider(provider, reading) });
    }
  }
  return capacities;
}

/** The group with its cluster; undefined when nothing ties it to ECS. */
function join(resource: Resource, found: GroupReading, provider: Provider | undefined, reading: Reading, clusters: ClusterIndex,
  clusterOfProvider: ReadonlyMap<string, string>): InstanceGroup | undefined {
  const { agent, ami } = found.settings;
  const optimized = ami.ecsOptimized.known && ami.ecsOptimized.value;
  const hasSettings = Object.keys(agent.config.settings).length > 0;
  if (!provider && !hasSettings && !optimized && !agent.handedOver) {
    return undefined;
  }
  const cluster = clusterOf(resource, found, provider, clusters, clusterOfProvider);
  return { ...found.group, cluster, ...(provider ? { provider: readCapacityProvider(provider, reading) } : {}) };
}

/** Instances register where user data sends them; a provider does not change that. */
function clusterOf(resource: Resource, found: GroupReading, provider: Provider | undefined, clusters: ClusterIndex,
  clusterOfProvider: ReadonlyMap<string, string>): Known<string> {
  const { agent, ami } = found.settings;
  if (agent.cluster) {
    return clusters.findParts(agent.cluster, resource, 'UserData');
  }
  if (agent.handedOver) {
    return assumed(agent.handedOver.resource.id, 'user data hands this cluster to a command that is not part of it', 'UserData');
  }
  const setting: Known<string> | undefined = agent.config.settings.ECS_CLUSTER;
  const optimized = ami.ecsOptimized.known && ami.ecsOptimized.value;
  if (optimized && agent.incomplete === undefined && setting === undefined) {
    const joined = clusters.findParts(['default'], resource, 'UserData');
    return joined.known ? assumed(joined.value, 'user data names no cluster, so the instances register with the one named default') : joined;
  }
  if (provider && clusterOfProvider.has(provider.resource.id)) {
    return assumed(clusterOfProvider.get(provider.resource.id) ?? '', 'user data is not visible, so the cluster of the capacity provider is taken');
  }
  return setting?.known === false ? setting : unknown(agent.incomplete ?? 'user data names no cluster, and the image may name one');
}

function associatedCluster(provider: Provider, clusterOfProvider: ReadonlyMap<string, string>): Known<string> {
  const cluster = clusterOfProvider.get(provider.resource.id);
  return cluster === undefined ? unknown('the capacity provider is not associated with a cluster of the input')
    : { known: true, value: cluster };
}
