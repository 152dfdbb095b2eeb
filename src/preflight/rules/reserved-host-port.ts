import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { groupsOf, taskViews, type TaskView } from './views';
import { DOCUMENTED_RESERVED_PORTS, LINUX_RESERVED_TCP_PORTS } from '../../facts';
import { known } from '../model';

/** Where the instances are visible, the simulation knows what they reserve and `unplaceable-tasks` reports it. */
export const reservedHostPort = templateRule({
  id: 'reserved-host-port',
  title: 'a task maps a host port that the instance keeps for SSH, Docker or the ECS agent',
  viewsOf: taskViews,
  judge(view) {
    const { networkMode, operatingSystemFamily } = view.definition;
    if (!networkMode.known || (networkMode.value !== 'bridge' && networkMode.value !== 'host') || isSimulated(view)) return [];
    if (!operatingSystemFamily.known || operatingSystemFamily.value.toUpperCase() !== 'LINUX') return [];
    const host = networkMode.value === 'host';
    return containersOf(view).flatMap((container) => {
      const mappings = container.portMappings.known ? container.portMappings.value : [];
      return mappings.flatMap((mapping) => {
        const port = mapping.hostPort ?? (host ? mapping.containerPort : undefined);
        if (!port?.known || !mapping.protocol.known || mapping.protocol.value !== 'tcp') return [];
        if (!DOCUMENTED_RESERVED_PORTS.includes(port.value)) return [];
        return [
          {
            severity: 'warning' as const,
            summary: `host port ${port.value} of ${containerName(container)} of ${view.subject.constructPath} is one that instances keep for themselves`,
            notes: [
              LINUX_RESERVED_TCP_PORTS.includes(port.value)
                ? 'no instance takes the task, unless ECS_RESERVED_PORTS is set without the port; the instances are not visible in the input'
                : 'the agent takes it when Prometheus metrics are on; the instances are not visible in the input',
            ],
            cures: [
              changeContainer(`map ${containerName(container)} to a host port other than ${port.value}`, container, {
                portMappings: known(mappings.map((other) =>
                  (other === mapping ? { ...other, hostPort: known(8080), ...host ? { containerPort: known(8080) } : {} } : other))),
              }),
            ],
          },
        ];
      });
    });
  },
});

function isSimulated({ services }: TaskView): boolean {
  return services.some((service) => {
    const groups = groupsOf(service);
    return service.cluster?.imported === false && groups.known && groups.value.length > 0;
  });
}
