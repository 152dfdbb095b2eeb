import { serviceCure } from './service-change';
import { templateRule, type Problem } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { known, type ServiceConnectConfiguration } from '../model';

export const unknownServiceConnectPort = templateRule({
  id: 'unknown-service-connect-port',
  title: 'Service Connect of a service names a port that its task definition does not have, or cannot run there',
  viewsOf: serviceViews,
  judge(view) {
    const { serviceConnect, serviceConnectConfiguration: configuration } = view.service;
    if (!serviceConnect.known || !serviceConnect.value || !configuration) return [];
    return [...ports(view, configuration), ...mode(view), ...aliases(view, configuration)];
  },
});

function ports({ definition, subject }: ServiceView, configuration: ServiceConnectConfiguration): readonly Problem<ServiceView>[] {
  if (!definition?.containers.known || !configuration.services.known) return [];
  const mappings = definition.containers.value.map(({ portMappings }) => portMappings);
  if (mappings.some((list) => !list.known)) return [];
  const named = mappings.flatMap((list) => (list.known ? list.value : [])).flatMap(({ name }) => (name ? [name] : []));
  if (named.some((name) => !name.known)) return [];
  const names = named.flatMap((name) => (name.known ? [name.value] : []));
  const services = configuration.services.value;
  return services.flatMap((one): readonly Problem<ServiceView>[] => {
    if (!one.portName.known || names.includes(one.portName.value)) return [];
    return [
      {
        severity: 'error',
        summary: `Service Connect of ${subject.constructPath} offers the port ${one.portName.value}, and the task definition names ${names.join(', ') || 'no port'}`,
        cures: [
          serviceCure(
            names.length > 0
              ? `set PortName from ${one.portName.value} to ${names[0]}`
              : `name a port mapping ${one.portName.value} (PortMappings[].Name)`,
            {
              serviceConnectConfiguration: { ...configuration, services: known(services.filter((other) => other !== one)) },
            },
          ),
        ],
      },
    ];
  });
}

function mode({ definition, service, subject }: ServiceView): readonly Problem<ServiceView>[] {
  const network = definition?.networkMode;
  const controller = service.deploymentController;
  const why =
    network?.known && (network.value === 'host' || network.value === 'none')
      ? `the network mode ${network.value}`
      : controller.known && controller.value !== 'ECS'
        ? `the deployment controller ${controller.value}`
        : service.launchType?.known && service.launchType.value === 'EXTERNAL'
          ? 'launch type EXTERNAL'
          : definition?.operatingSystemFamily.known && /^windows/i.test(definition.operatingSystemFamily.value)
            ? 'Windows'
            : undefined;
  return why === undefined
    ? []
    : [
      {
        severity: 'error',
        summary: `${subject.constructPath} uses Service Connect, which does not go with ${why}`,
        cures: [serviceCure(`turn Service Connect of ${subject.constructPath} off`, { serviceConnect: known(false) })],
      },
    ];
}

function aliases({ subject }: ServiceView, configuration: ServiceConnectConfiguration): readonly Problem<ServiceView>[] {
  if (!configuration.services.known) return [];
  const services = configuration.services.value;
  return services.flatMap((one): readonly Problem<ServiceView>[] => {
    if (!one.aliases.known || one.aliases.value.length < 2) return [];
    return [
      {
        severity: 'error',
        summary: `Service Connect of ${subject.constructPath} gives a port ${one.aliases.value.length} client aliases, and ECS takes one`,
        cures: [
          serviceCure('keep one of ClientAliases', {
            serviceConnectConfiguration: {
              ...configuration,
              services: known(
                services.map((other) =>
                  other === one ? { ...one, aliases: known(one.aliases.known ? one.aliases.value.slice(0, 1) : []) } : other,
                ),
              ),
            },
          }),
        ],
      },
    ];
  });
}
