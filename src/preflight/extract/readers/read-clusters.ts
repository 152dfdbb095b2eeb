import type { ClusterIndex } from './cluster-index';
import { at, flag, isAbsent, items, listOf, or, pattern, propertiesOf, text, type Property } from './property';
import type { Provider, ProviderIndex } from './provider-index';
import { readProviderStrategy } from './read-placement';
import { ofType, type Reading } from './reading';
import { known, unknown, type Cluster, type ExecuteCommandSettings, type Known, type ProviderAssociation, type StrategyItem } from '../../model';
import type { Resource } from '../template/stack';

export interface ReadClusters {
  readonly clusters: readonly Cluster[];
  /** Id of a capacity provider resource to the id of the cluster it is associated with. */
  readonly clusterOfProvider: ReadonlyMap<string, string>;
}

/** Clusters with what is associated with them, by their own properties or by the association resource. */
export function readClusters(reading: Reading, clusters: ClusterIndex, providers: ProviderIndex): ReadClusters {
  const clusterOfProvider = new Map<string, string>();
  const associations = new Map<string, Resource>();
  for (const resource of ofType(reading, 'AWS::ECS::ClusterCapacityProviderAssociations')) {
    const properties = propertiesOf(resource, reading.evaluation);
    const cluster = clusters.find(at(properties, 'Cluster'), resource);
    if (cluster.known) {
      associations.set(cluster.value, resource);
      noteProviders(at(properties, 'CapacityProviders'), cluster.value, providers, clusterOfProvider);
    }
  }
  const declared = ofType(reading, 'AWS::ECS::Cluster').map((resource) => {
    noteProviders(at(propertiesOf(resource, reading.evaluation), 'CapacityProviders'), resource.id, providers, clusterOfProvider);
    return readCluster(resource, reading, providers, associations.get(resource.id));
  });
  noteClusterNames(providers.providers, reading, clusters, clusterOfProvider);
  return { clusters: declared, clusterOfProvider };
}

function readCluster(resource: Resource, reading: Reading, providers: ProviderIndex, associated: Resource | undefined): Cluster {
  const properties = propertiesOf(resource, reading.evaluation);
  const association = associated && propertiesOf(associated, reading.evaluation);
  const places = association ? [association, properties] : [properties];
  return {
    id: resource.id,
    subject: resource.subject,
    name: pattern(at(properties, 'ClusterName')) ?? unknown('CloudFormation makes up the name at deployment', 'Properties.ClusterName'),
    imported: false,
    capacityProviders: or(associatedProviders(places, providers), [], 'no capacity provider is associated with the cluster'),
    ...(associated && association ? { association: readAssociation(associated, association, properties, providers) } : {}),
    defaultStrategy: or(defaultStrategy(places, providers), [], 'the cluster has no default capacity provider strategy'),
    containerInsights: setting(at(properties, 'ClusterSettings'), 'containerInsights'),
    defaultNamespace: pattern(at(properties, 'ServiceConnectDefaults', 'Namespace')),
    executeCommand: executeCommand(at(properties, 'Configuration', 'ExecuteCommandConfiguration')),
    storageKey: pattern(at(properties, 'Configuration', 'ManagedStorageConfiguration', 'FargateEphemeralStorageKmsKeyId'))
      ?? pattern(at(properties, 'Configuration', 'ManagedStorageConfiguration', 'KmsKeyId')),
  };
}

function readAssociation(resource: Resource, properties: Property, cluster: Property, providers: ProviderIndex): ProviderAssociation {
  const own = associatedProviders([cluster], providers);
  const all = or(associatedProviders([properties], providers), [], 'the association names no capacity provider');
  return {
    id: resource.id,
    subject: resource.subject,
    providers: own?.known === false || !all.known ? unknown('which capacity providers the cluster has is not known')
      : { ...all, value: all.value.filter((name) => !own?.value.includes(name)) },
  };
}

function setting(settings: Property, name: string): Known<string> | undefined {
  const found = items(settings);
  if (!found?.known) {
    return found;
  }
  const item = found.value.find((candidate) => {
    const written = text(at(candidate, 'Name'));
    return written?.known === true && written.value === name;
  });
  return item && text(at(item, 'Value'));
}

function executeCommand(property: Property): ExecuteCommandSettings | undefined {
  return isAbsent(property) ? undefined : {
    logging: text(at(property, 'Logging')),
    key: pattern(at(property, 'KmsKeyId')),
    logGroup: pattern(at(property, 'LogConfiguration', 'CloudWatchLogGroupName')),
    bucket: pattern(at(property, 'LogConfiguration', 'S3BucketName')),
    logGroupIsEncrypted: flag(at(property, 'LogConfiguration', 'CloudWatchEncryptionEnabled')),
    bucketIsEncrypted: flag(at(property, 'LogConfiguration', 'S3EncryptionEnabled')),
  };
}

/** The association resource replaces what the cluster itself lists. */
function associatedProviders(places: readonly Property[], providers: ProviderIndex): Known<readonly string[]> | undefined {
  const property = places.map((place) => at(place, 'CapacityProviders')).find((candidate) => !isAbsent(candidate));
  const names = property && listOf(property, (item) => providers.nameOf(item));
  if (!names?.known) {
    return names;
  }
  const open = names.value.find((name) => !name.known);
  return open && !open.known ? open : known(names.value.flatMap((name) => name.known ? [name.value] : []), names.from);
}

function defaultStrategy(places: readonly Property[], providers: ProviderIndex): Known<readonly StrategyItem[]> | undefined {
  const property = places.map((place) => at(place, 'DefaultCapacityProviderStrategy')).find((candidate) => !isAbsent(candidate));
  return property && readProviderStrategy(property, (provider) => providers.nameOf(provider));
}

function noteProviders(property: Property, cluster: string, providers: ProviderIndex, clusterOfProvider: Map<string, string>): void {
  const found = items(property);
  for (const item of found?.known ? found.value : []) {
    const provider = providers.find(item);
    if (provider) {
      clusterOfProvider.set(provider.resource.id, cluster);
    }
  }
}

/** Providers of Managed Instances name their cluster themselves. */
function noteClusterNames(providers: readonly Provider[], reading: Reading, clusters: ClusterIndex, clusterOfProvider: Map<string, string>): void {
  for (const { resource } of providers) {
    const name = at(propertiesOf(resource, reading.evaluation), 'ClusterName');
    const cluster = isAbsent(name) ? undefined : clusters.find(name, resource);
    if (cluster?.known && !clusterOfProvider.has(resource.id)) {
      clusterOfProvider.set(resource.id, cluster.value);
    }
  }
}
