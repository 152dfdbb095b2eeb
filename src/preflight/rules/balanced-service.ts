import type { SiteView } from './site';
import type { ContainerDefinition, Known, NetworkMode, PortMapping, ServiceLoadBalancer, TargetGroup } from '../model';

/** One target group of a service, with the container port that it sends to, as far as the input tells. */
export interface Balanced {
  readonly entry: ServiceLoadBalancer;
  readonly group: TargetGroup;
  readonly container?: ContainerDefinition;
  readonly mapping?: PortMapping;
}

/** Target groups of the input that a service registers its tasks with, the alternate ones of blue/green included. */
export function balancedBy({ service, definition, site }: SiteView, { alternates = false } = {}): readonly Balanced[] {
  const entries = service.loadBalancers.known ? service.loadBalancers.value : [];
  return entries.flatMap((entry) => {
    const named = [entry.targetGroup, ...(alternates ? [entry.trafficShift?.alternateTargetGroup] : [])];
    const container = containerOf(entry.containerName, definition?.containers);
    const mapping = mappingOf(entry.containerPort, container);
    return named.flatMap((id) => {
      const group = id?.known ? site.targetGroups.get(id.value) : undefined;
      return group ? [{ entry, group, container, mapping }] : [];
    });
  });
}

export function networkModeOf({ definition }: SiteView): NetworkMode | undefined {
  return definition?.networkMode.known ? definition.networkMode.value : undefined;
}

function containerOf(name: Known<string>, containers: Known<readonly ContainerDefinition[]> | undefined): ContainerDefinition | undefined {
  return containers?.known && name.known ? containers.value.find((one) => one.name.known && one.name.value === name.value) : undefined;
}

function mappingOf(port: Known<number>, container: ContainerDefinition | undefined): PortMapping | undefined {
  return container?.portMappings.known && port.known
    ? container.portMappings.value.find((one) => one.containerPort?.known && one.containerPort.value === port.value) : undefined;
}
