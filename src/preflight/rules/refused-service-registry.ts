import { serviceCure } from './service-change';
import { templateRule, type Problem } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { known, type ServiceRegistry } from '../model';

export const refusedServiceRegistry = templateRule({
  id: 'refused-service-registry',
  title: 'a service registers with Cloud Map in a way that ECS refuses',
  viewsOf: serviceViews,
  judge(view) {
    const { serviceRegistries: registries } = view.service;
    if (!registries?.known || registries.value.length === 0) return [];
    return [...several(view, registries.value), ...byMode(view, registries.value)];
  },
});

function several({ subject }: ServiceView, registries: readonly ServiceRegistry[]): readonly Problem<ServiceView>[] {
  if (registries.length < 2) return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} registers with ${registries.length} services of Cloud Map, and ECS takes one`,
      cures: [serviceCure(`keep one of ServiceRegistries of ${subject.constructPath}`, { serviceRegistries: known(registries.slice(0, 1)) })],
    },
  ];
}

function byMode({ definition, subject }: ServiceView, registries: readonly ServiceRegistry[]): readonly Problem<ServiceView>[] {
  const mode = definition?.networkMode;
  if (!mode?.known || mode.value === 'awsvpc') return [];
  if (mode.value === 'none') {
    return [
      {
        severity: 'error',
        summary: `${subject.constructPath} registers with Cloud Map, and its tasks have no network`,
        cures: [serviceCure(`remove ServiceRegistries from ${subject.constructPath}`, { serviceRegistries: undefined })],
      },
    ];
  }
  return registries
    .filter(({ containerName, containerPort }) => containerName === undefined || containerPort === undefined)
    .map((registry): Problem<ServiceView> => ({
      severity: 'error',
      summary: `${subject.constructPath} registers with Cloud Map in ${mode.value} mode without ContainerName and ContainerPort`,
      notes: [
        'ECS will say "When specifying \'host\' or \'bridge\' for networkMode, values for \'containerName\' and \'containerPort\' must be specified"',
        'in these modes tasks share the address of their instance, so a name leads to them by an SRV record with their port',
      ],
      cures: [
        serviceCure(`set ContainerName and ContainerPort in ServiceRegistries of ${subject.constructPath}`, {
          serviceRegistries: known(registries.map((one) => (one === registry ? { ...one, containerName: known('app'), containerPort: known(80) } : one))),
        }),
      ],
    }));
}
