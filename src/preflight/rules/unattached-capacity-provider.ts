import { strategyProviderName } from './strategy-provider-name';
import { templateRule } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { known, mapKnown } from '../model';

export const unattachedCapacityProvider = templateRule({
  id: 'unattached-capacity-provider',
  title: 'a service names a capacity provider that its cluster does not have',
  viewsOf: serviceViews,
  judge(view) {
    const { service, cluster } = view;
    const { strategy, subject } = service;
    if (!cluster || cluster.imported || !cluster.capacityProviders.known || !strategy?.known) return [];
    const attached = cluster.capacityProviders.value;
    const missing = strategy.value
      .flatMap(({ provider }) => (provider.known ? [provider.value] : []))
      .filter((name, position, all) => all.indexOf(name) === position && !attached.includes(name) && !isManaged(name, view));
    const clusterPath = cluster.subject.constructPath;
    return missing.map((name) => ({
      severity: isCertain(view) ? 'error' as const : 'warning' as const,
      summary: `${subject.constructPath} asks for the capacity provider ${strategyProviderName(name, view.capacities)}, which is not associated with ${clusterPath}`,
      notes: [
        attached.length === 0
          ? `no capacity provider is associated with ${clusterPath} in the input`
          : `associated are ${attached.map((other) => strategyProviderName(other, view.capacities)).join(', ')}`,
        ...isCertain(view) ? [] : ['the cluster comes from another template, so it may be associated by other means'],
      ],
      cures: [
        {
          text: `add ${strategyProviderName(name, view.capacities)} to the capacity providers of ${clusterPath}${
            name.startsWith('FARGATE') ? ' (enableFargateCapacityProviders)' : ' (addAsgCapacityProvider)'}`,
          apply: (old) => ({
            ...old,
            cluster: old.cluster && { ...old.cluster, capacityProviders: mapKnown(old.cluster.capacityProviders, (names) => [...names, name]) },
          }),
        },
        ...(name === 'FARGATE' && strategy.value.length === 1
          ? [{
            text: `set LaunchType of ${subject.constructPath} to FARGATE and remove its CapacityProviderStrategy`,
            apply: (old: ServiceView): ServiceView => ({ ...old, service: { ...old.service, strategy: undefined, launchType: known('FARGATE') } }),
          }]
          : []),
      ],
    }));
  },
});

/** Nothing can associate a provider between the creation of cluster and service when one template creates both. */
function isCertain({ service, cluster }: ServiceView): boolean {
  const stated = cluster?.capacityProviders.known === true && cluster.capacityProviders.assumed === undefined;
  return stated || cluster?.subject.templatePath === service.subject.templatePath;
}

/** Providers of Managed Instances belong to the cluster that they name. */
function isManaged(name: string, { capacities }: ServiceView): boolean {
  return capacities.some((capacity) => capacity.kind === 'managed-instances'
    && (capacity.id === name || (capacity.name.known && capacity.name.value === name)));
}
