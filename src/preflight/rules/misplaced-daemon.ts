import { pieces } from './site';
import { templateRule } from './template-rule';
import { known, type ManagedDaemon, type PlacementModel } from '../model';

const daemons = pieces<ManagedDaemon>((model: PlacementModel) => model.managedDaemons);

export const misplacedDaemon = templateRule({
  id: 'misplaced-daemon',
  title: 'a managed daemon names a capacity provider that is not one of Managed Instances',
  viewsOf: daemons.viewsOf,
  judge({ piece: daemon, site, subject }) {
    const named = daemon.capacityProviders.known ? daemon.capacityProviders.value : [];
    const kinds = new Map(site.model.capacities.map((capacity) => [capacity.id, capacity]));
    const wrong = named.flatMap((provider) => {
      if (!provider.known) return [];
      const capacity = kinds.get(provider.value);
      if (capacity?.kind === 'instance-group') return [{ provider, name: capacity.subject.constructPath }];
      return provider.value === 'FARGATE' || provider.value === 'FARGATE_SPOT' ? [{ provider, name: provider.value }] : [];
    });
    if (wrong.length === 0) return [];
    const names = wrong.map(({ name }) => name).join(', ');
    return [
      {
        severity: 'error',
        summary: `${subject.constructPath} is a managed daemon for ${names}, and managed daemons are for Managed Instances alone`,
        notes: ['on instances of your own a service with the scheduling strategy DAEMON runs one task on each'],
        cures: [
          daemons.cure(`remove ${names} from CapacityProviderArns of ${subject.constructPath}`, (model) => ({
            ...model,
            managedDaemons: model.managedDaemons?.map((one) =>
              one.id === daemon.id
                ? { ...one, capacityProviders: known(named.filter((provider) => wrong.every((other) => other.provider !== provider))) }
                : one,
            ),
          })),
        ],
      },
    ];
  },
});
