import { changeCapacity } from './change-model';
import { pieces, type Site } from './site';
import { templateRule } from './template-rule';
import { strategyOf, serviceViews } from './views';
import type { InstanceGroup, Known, StrategyItem } from '../model';

const groups = pieces((model): readonly InstanceGroup[] => model.capacities.filter((capacity) => capacity.kind === 'instance-group'));

export const unusedCapacityProvider = templateRule({
  id: 'unused-capacity-provider',
  title: 'no strategy names a capacity provider, so its managed scaling starts no instance',
  viewsOf: groups.viewsOf,
  judge({ piece: group, site }) {
    const { provider, minSize, subject } = group;
    if (!provider?.managedScaling.known || !provider.managedScaling.value || !minSize.known || minSize.value > 0) return [];
    const strategies = strategiesOf(site);
    // With tasks of other apps in the cluster, or a strategy that is not known, it may well be used.
    if (!strategies || !site.model.clusters.some(({ id, imported }) => !imported && group.cluster.known && id === group.cluster.value)) {return [];}
    if (
      site.model.services.length === 0 ||
      strategies.some((items) => items.some(({ provider: name }) => !name.known || isFor(name.value, group)))
    ) {return [];}
    return [
      {
        severity: 'warning' as const,
        summary: `no service names ${provider.subject.constructPath}, so ${subject.constructPath} stays at 0 instances`,
        notes: ['managed scaling counts the tasks of strategies that name the capacity provider; a launch type does not'],
        cures: [
          groups.cure(
            `name ${provider.subject.constructPath} in CapacityProviderStrategy (capacityProviderStrategies) of a service, or remove it`,
            (model) => changeCapacity(model, group.id, { provider: undefined }),
          ),
        ],
      },
    ];
  },
});

function isFor(name: string, { id, provider }: InstanceGroup): boolean {
  return name === id || name === provider?.id || (provider?.name.known === true && provider.name.value === name);
}

/** Every strategy of the input; undefined when one of them is not known. */
function strategiesOf({ model }: Site): readonly (readonly StrategyItem[])[] | undefined {
  const all: (Known<readonly StrategyItem[]> | undefined)[] = [
    ...serviceViews(model).map((view) =>
      view.service.launchType && !view.service.launchType.known ? view.service.launchType : strategyOf(view),
    ),
    ...(model.standaloneTasks ?? []).map(({ strategy }) => strategy),
    ...model.clusters.map(({ defaultStrategy }) => defaultStrategy),
  ];
  const found: (readonly StrategyItem[])[] = [];
  for (const strategy of all) {
    if (strategy && !strategy.known) return undefined;
    if (strategy) found.push(strategy.value);
  }
  return found;
}
