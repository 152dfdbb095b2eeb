import { changeService } from './change-model';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { known, type ContainerDefinition, type PortMapping } from '../model';

export const unknownLoadBalancerContainer = templateRule({
  id: 'unknown-load-balancer-container',
  title: 'a load balancer of a service names a container or a port that its task definition does not have',
  viewsOf: siteViews,
  judge({ service, definition, subject }) {
    if (!definition?.containers.known || !service.loadBalancers.known) return [];
    const containers = definition.containers.value;
    const entries = service.loadBalancers.value;
    if (containers.some(({ name }) => !name.known)) return [];
    const names = containers.map(({ name }) => (name.known ? name.value : ''));
    return entries.flatMap((entry) => {
      if (!entry.containerName.known) return [];
      const wanted = entry.containerName.value;
      const container = containers.find(({ name }) => name.known && name.value === wanted);
      const replace = (change: Partial<typeof entry>) => known(entries.map((one) => (one === entry ? { ...one, ...change } : one)));
      if (!container) {
        return [
          {
            severity: 'error' as const,
            summary: `a load balancer of ${subject.constructPath} names the container ${wanted}, and the task definition has ${names.join(', ') || 'none'}`,
            notes: [`ECS will say "The container ${wanted} does not exist in the task definition."`],
            cures: names.slice(0, 1).map((name) =>
              siteCure(`set ContainerName from ${wanted} to ${name}`, (model) =>
                changeService(model, service.id, {
                  loadBalancers: replace({ containerName: known(name), containerPort: firstPort(containers[0]) ?? entry.containerPort }),
                }),
              ),
            ),
          },
        ];
      }
      if (!entry.containerPort.known || hasPort(container, entry.containerPort.value) !== 'no') return [];
      const port = entry.containerPort.value;
      const mapped = firstPort(container);
      return [
        {
          severity: 'error' as const,
          summary: `a load balancer of ${subject.constructPath} sends to port ${port} of ${wanted}, which maps ${portsText(container)}`,
          notes: [`ECS will say "The container ${wanted} did not have a container port ${port} defined."`],
          cures: mapped
            ? [
              siteCure(`set ContainerPort from ${port} to ${mapped.value}`, (model) =>
                changeService(model, service.id, { loadBalancers: replace({ containerPort: mapped }) }),
              ),
            ]
            : [],
        },
      ];
    });
  },
});

function hasPort({ portMappings }: ContainerDefinition, port: number): 'yes' | 'no' | 'unknown' {
  if (!portMappings.known) return 'unknown';
  const answers = portMappings.value.map((mapping) => holds(mapping, port));
  return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
}

function holds({ containerPort, containerPortRange }: PortMapping, port: number): 'yes' | 'no' | 'unknown' {
  if (containerPortRange) {
    const range = containerPortRange.known ? /^(\d+)-(\d+)$/.exec(containerPortRange.value) : null;
    return range === null ? 'unknown' : Number(range[1]) <= port && port <= Number(range[2]) ? 'yes' : 'no';
  }
  if (!containerPort) return 'no';
  return !containerPort.known ? 'unknown' : containerPort.value === port ? 'yes' : 'no';
}

function firstPort({ portMappings }: ContainerDefinition) {
  const port = portMappings.known ? portMappings.value.find(({ containerPort }) => containerPort?.known)?.containerPort : undefined;
  return port?.known ? port : undefined;
}

function portsText({ portMappings }: ContainerDefinition): string {
  const ports = portMappings.known
    ? portMappings.value.map(({ containerPort, containerPortRange }) =>
      String((containerPort?.known && containerPort.value) || (containerPortRange?.known && containerPortRange.value)),
    )
    : [];
  return ports.join(', ') || 'no port';
}
