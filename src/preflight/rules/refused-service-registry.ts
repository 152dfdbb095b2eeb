import { changeService } from './change-model';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { known, type Service, type ServiceRegistry } from '../model';

export const refusedServiceRegistry = templateRule({
  id: 'refused-service-registry',
  title: 'a service registers with Cloud Map in a way that ECS refuses',
  viewsOf: siteViews,
  judge(view) {
    const { serviceRegistries: registries } = view.service;
    if (!registries?.known || registries.value.length === 0) return [];
    return [...several(view, registries.value), ...byMode(view, registries.value), ...byRecord(view, registries.value)];
  },
});

function cure({ service }: SiteView, text: string, change: Partial<Service>) {
  return siteCure(text, (model) => changeService(model, service.id, change));
}

function several(view: SiteView, registries: readonly ServiceRegistry[]): readonly Problem<SiteView>[] {
  const { subject } = view;
  if (registries.length < 2) return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} registers with ${registries.length} services of Cloud Map, and ECS takes one`,
      cures: [
        cure(view, `keep one of ServiceRegistries of ${subject.constructPath}`, { serviceRegistries: known(registries.slice(0, 1)) }),
      ],
    },
  ];
}

function byMode(view: SiteView, registries: readonly ServiceRegistry[]): readonly Problem<SiteView>[] {
  const { definition, subject } = view;
  const mode = definition?.networkMode;
  if (!mode?.known || mode.value === 'awsvpc') return [];
  if (mode.value === 'none') {
    return [
      {
        severity: 'error',
        summary: `${subject.constructPath} registers with Cloud Map, and its tasks have no network`,
        cures: [cure(view, `remove ServiceRegistries from ${subject.constructPath}`, { serviceRegistries: undefined })],
      },
    ];
  }
  return registries
    .filter(({ containerName, containerPort }) => containerName === undefined || containerPort === undefined)
    .map((registry): Problem<SiteView> => ({
      severity: 'error',
      summary: `${subject.constructPath} registers with Cloud Map in ${mode.value} mode without ContainerName and ContainerPort`,
      notes: [
        "ECS will say \"When specifying 'host' or 'bridge' for networkMode, values for 'containerName' and 'containerPort' must be specified\"",
        'in these modes tasks share the address of their instance, so a name leads to them by an SRV record with their port',
      ],
      cures: [
        cure(view, `set ContainerName and ContainerPort in ServiceRegistries of ${subject.constructPath}`, {
          serviceRegistries: known(
            registries.map((one) => (one === registry ? { ...one, containerName: known('app'), containerPort: known(80) } : one)),
          ),
        }),
      ],
    }));
}

/** Types of the DNS records of a Cloud Map service of the input; undefined where they are not known. */
function recordsOf({ registry }: ServiceRegistry, { site }: SiteView): readonly string[] | undefined {
  const declared = registry.known ? site.declared.get(registry.value) : undefined;
  if (declared?.type !== 'AWS::ServiceDiscovery::Service') return undefined;
  const types = ['DnsConfig.DnsRecords.0.Type', 'DnsConfig.DnsRecords.1.Type'].flatMap((path) => declared.settings?.[path] ?? []);
  return types.every((type) => type.known) ? types.flatMap((type) => (type.known ? [type.value.toUpperCase()] : [])) : undefined;
}

function byRecord(view: SiteView, registries: readonly ServiceRegistry[]): readonly Problem<SiteView>[] {
  const { definition, subject } = view;
  const mode = definition?.networkMode;
  if (!mode?.known || mode.value === 'none') return [];
  return registries.flatMap((registry): readonly Problem<SiteView>[] => {
    const records = recordsOf(registry, view);
    if (!records || records.length === 0) return [];
    const replaced = (change: Partial<ServiceRegistry>) => ({
      serviceRegistries: known(registries.map((one) => (one === registry ? { ...one, ...change } : one))),
    });
    if (mode.value !== 'awsvpc') return addressInBridge(view, registry, records, mode.value);
    if (!records.includes('SRV')) return [];
    const pair = registry.containerName !== undefined && registry.containerPort !== undefined;
    const port = registry.port !== undefined;
    if (pair !== port) return [];
    return [
      {
        severity: 'error',
        summary: pair
          ? `${subject.constructPath} registers an SRV record by Port and by ContainerName and ContainerPort, and ECS takes one of them`
          : `${subject.constructPath} registers an SRV record with Cloud Map, and names no port for it`,
        cures: [
          pair
            ? cure(view, `remove Port from ServiceRegistries of ${subject.constructPath}`, replaced({ port: undefined }))
            : cure(
              view,
              `set ContainerName and ContainerPort, or Port, in ServiceRegistries of ${subject.constructPath}`,
              replaced({ port: known(80) }),
            ),
        ],
      },
    ];
  });
}

function addressInBridge(
  view: SiteView,
  { registry }: ServiceRegistry,
  records: readonly string[],
  mode: string,
): readonly Problem<SiteView>[] {
  const { subject, site } = view;
  if (records.includes('SRV') || !registry.known) return [];
  const name = site.declared.get(registry.value)?.subject.constructPath ?? registry.value;
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} registers with ${name}, whose record is of type ${records.join(', ')}, and tasks in ${mode} mode take SRV`,
      notes: ['tasks in this mode have the address of their instance, and only an SRV record holds their port'],
      cures: [
        siteCure(`set the Type of the record of ${name} from ${records.join(', ')} to SRV`, (model) => ({
          ...model,
          declared: model.declared?.map((one) =>
            one.id === registry.value ? { ...one, settings: { ...one.settings, 'DnsConfig.DnsRecords.0.Type': known('SRV') } } : one,
          ),
        })),
      ],
    },
  ];
}
