import { changeService } from './change-model';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { mapKnown, type Service, type ServiceConnectService } from '../model';

export const repeatedDiscoveryName = templateRule({
  id: 'repeated-discovery-name',
  title: 'two services of one Service Connect namespace have the same discovery name',
  viewsOf: siteViews,
  judge({ service, site, subject }) {
    const own = namesOf(service);
    const namespace = service.serviceConnectConfiguration?.namespace;
    if (own.length === 0 || !namespace?.known) return [];
    const earlier = site.model.services.filter((other) => other.id < service.id &&
      other.serviceConnectConfiguration?.namespace?.known === true && other.serviceConnectConfiguration.namespace.value === namespace.value);
    // Two templates may go to different regions or accounts, where a namespace of one name is another one.
    const sure = (other: Service) => other.subject.templatePath === subject.templatePath || namespace.value.startsWith('arn:') || site.declared.has(namespace.value);
    return own.flatMap((name) => earlier.filter((other) => namesOf(other).includes(name)).slice(0, 1).map((other) => ({
      severity: sure(other) ? 'error' as const : 'warning' as const,
      summary: `${other.subject.constructPath} and ${subject.constructPath} are both called ${name} in the namespace ${namespace.value}`,
      notes: ['a discovery name is unique in its namespace; where DiscoveryName is not set, it is the name of the port'],
      cures: [
        siteCure(`set DiscoveryName (discoveryName) of ${subject.constructPath} to a name of its own`, (model) =>
          changeService(model, service.id, {
            serviceConnectConfiguration: service.serviceConnectConfiguration && {
              ...service.serviceConnectConfiguration,
              services: mapKnown(service.serviceConnectConfiguration.services, (all) => all.filter((one) => discoveryName(one) !== name)),
            },
          })),
      ],
    })));
  },
});

function namesOf({ serviceConnect, serviceConnectConfiguration: configuration }: Service): readonly string[] {
  if (!serviceConnect.known || !serviceConnect.value || !configuration?.services.known) return [];
  return configuration.services.value.flatMap((one) => discoveryName(one) ?? []);
}

function discoveryName({ discoveryName: given, portName }: ServiceConnectService): string | undefined {
  const name = given ?? portName;
  return name.known ? name.value : undefined;
}
