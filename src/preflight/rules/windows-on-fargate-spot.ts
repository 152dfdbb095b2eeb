import { templateRule } from './template-rule';
import { placesOf, serviceViews } from './views';
import { known, mapKnown } from '../model';

export const windowsOnFargateSpot = templateRule({
  id: 'windows-on-fargate-spot',
  title: 'Windows tasks are sent to Fargate Spot, which has only Linux',
  viewsOf: serviceViews,
  judge(view) {
    const { definition, service } = view;
    const places = placesOf(view);
    if (!definition?.operatingSystemFamily.known || !places.known || !places.value.includes('fargate-spot')) return [];
    const family = definition.operatingSystemFamily.value;
    if (!family.toUpperCase().startsWith('WINDOWS')) return [];
    return [
      {
        severity: 'error',
        summary: `${service.subject.constructPath} sends ${family} tasks to FARGATE_SPOT, which has only Linux`,
        cures: service.strategy
          ? [{
            text: `replace FARGATE_SPOT by FARGATE in CapacityProviderStrategy of ${service.subject.constructPath}`,
            apply: (old) => ({
              ...old,
              service: {
                ...old.service,
                strategy: old.service.strategy && mapKnown(old.service.strategy, (items) =>
                  items.map((item) => (item.provider.known && item.provider.value === 'FARGATE_SPOT' ? { ...item, provider: known('FARGATE') } : item))),
              },
            }),
          }]
          : [{
            text: `set LaunchType of ${service.subject.constructPath} to FARGATE`,
            apply: (old) => ({ ...old, service: { ...old.service, launchType: known('FARGATE') } }),
          }],
      },
    ];
  },
});
