import { changeTask } from './change-model';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule } from './template-rule';
import { known, mapKnown, type ContainerDefinition, type ServiceLoadBalancer } from '../model';

export const portOnTwoProtocols = templateRule({
  id: 'port-on-two-protocols',
  title: 'a load balancer sends to a port that its container maps for tcp and for udp',
  viewsOf: siteViews,
  judge(view) {
    const { service, definition, subject } = view;
    if (!service.loadBalancers.known || !definition?.containers.known) return [];
    const containers = definition.containers.value;
    const named = new Map(
      service.loadBalancers.value.flatMap((one) => {
        const container = containers.find(({ name }) => name.known && one.containerName.known && name.value === one.containerName.value);
        return container && one.containerPort.known
          ? [[`${one.containerName.known ? one.containerName.value : ''}:${one.containerPort.value}`, { one, container }]]
          : [];
      }),
    );
    return [...named.values()].flatMap(({ one, container }) => {
      const port = one.containerPort.known ? one.containerPort.value : 0;
      const protocols = protocolsOf(container, port);
      const group = groupProtocol(view, one);
      if (protocols.length < 2 || group === 'TCP_UDP') return [];
      const name = container.name.known ? container.name.value : '';
      return [
        {
          severity: group === undefined ? ('warning' as const) : ('error' as const),
          summary: `the load balancer of ${subject.constructPath} sends to port ${port} of ${name}, which is mapped for ${protocols.join(' and ')}`,
          notes: [`ECS will say "Container port ${port} is used in more than one port mapping for container ${name}"`],
          cures: [
            siteCure(
              `keep the mapping of port ${port} of ${name} for ${protocols[0]} alone, or give ${protocols[1]} a port of its own`,
              (model) =>
                changeTask(model, definition.id, {
                  containers: mapKnown(known(containers), (all) =>
                    all.map((old) => (old === container ? { ...old, portMappings: kept(old, port, protocols[0]) } : old)),
                  ),
                }),
            ),
          ],
        },
      ];
    });
  },
});

function protocolsOf({ portMappings }: ContainerDefinition, port: number): readonly string[] {
  const mappings = portMappings.known ? portMappings.value : [];
  return [
    ...new Set(
      mappings.flatMap(({ containerPort, protocol }) =>
        containerPort?.known && containerPort.value === port && protocol.known ? [protocol.value] : [],
      ),
    ),
  ].sort();
}

function kept({ portMappings }: ContainerDefinition, port: number, protocol: string): ContainerDefinition['portMappings'] {
  return mapKnown(portMappings, (all) =>
    all.filter(
      (one) => !(one.containerPort?.known && one.containerPort.value === port && one.protocol.known && one.protocol.value !== protocol),
    ),
  );
}

/** A target group for both protocols wants them on one port. Undefined where the group is not known: it may be one. */
function groupProtocol({ site }: SiteView, { targetGroup }: ServiceLoadBalancer): string | undefined {
  const group = targetGroup?.known ? site.targetGroups.get(targetGroup.value) : undefined;
  return group?.protocol.known ? group.protocol.value : undefined;
}
