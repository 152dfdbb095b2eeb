import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { LINUX_EPHEMERAL_PORTS } from '../../facts';
import { known, type PortMapping } from '../model';

export const ephemeralHostPort = templateRule({
  id: 'ephemeral-host-port',
  title: 'a fixed host port lies where the system takes dynamic ports from',
  viewsOf: taskViews,
  judge(view) {
    const { networkMode, operatingSystemFamily } = view.definition;
    if (!networkMode.known || (networkMode.value !== 'bridge' && networkMode.value !== 'host')) return [];
    const host = networkMode.value === 'host';
    if (!operatingSystemFamily.known || operatingSystemFamily.value.toUpperCase() !== 'LINUX') return [];
    const { from, to } = LINUX_EPHEMERAL_PORTS;
    return containersOf(view).flatMap((container) => {
      const mappings = container.portMappings.known ? container.portMappings.value : [];
      return mappings.flatMap((mapping) => {
        const hostPort = host ? mapping.containerPort : mapping.hostPort;
        if (!hostPort?.known || hostPort.value < from || hostPort.value > to) return [];
        return [
          {
            severity: 'warning' as const,
            summary: `host port ${hostPort.value} of ${containerName(container)} of ${view.subject.constructPath} may be taken by a dynamic port or an outgoing connection`,
            notes: [`Linux hands out ${from} to ${to} by itself, so the task starts on some instances and fails on others`],
            cures: (host ? [8080] : [0, 8080]).map((port) => changeContainer(
              port === 0 ? `set HostPort of ${containerName(container)} from ${hostPort.value} to 0, a dynamic port`
                : `set HostPort of ${containerName(container)} from ${hostPort.value} to a port below ${from}`,
              container,
              { portMappings: known(mappings.map((other) => (other === mapping ? moved(other, port, host) : other))) },
            )),
          },
        ];
      });
    });
  },
});

function moved(mapping: PortMapping, port: number, host: boolean): PortMapping {
  return { ...mapping, hostPort: known(port), ...(host ? { containerPort: known(port) } : {}) };
}
