import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

export const differentHostPort = templateRule({
  id: 'different-host-port',
  title: 'a host port differs from the container port where both are the same port',
  viewsOf: taskViews,
  judge(view) {
    const { networkMode } = view.definition;
    if (!networkMode.known || (networkMode.value !== 'awsvpc' && networkMode.value !== 'host')) return [];
    return containersOf(view).flatMap((container) => {
      const mappings = container.portMappings.known ? container.portMappings.value : [];
      return mappings.flatMap((mapping) => {
        const { hostPort, containerPort } = mapping;
        if (!hostPort?.known || !containerPort?.known || hostPort.value === 0 || hostPort.value === containerPort.value) return [];
        return [
          {
            severity: 'error' as const,
            summary: `${containerName(container)} of ${view.subject.constructPath} maps port ${containerPort.value} to host port ${hostPort.value} in ${networkMode.value} mode`,
            notes: ['in awsvpc and host mode a host port is left out, or is the container port'],
            cures: [
              changeContainer(`remove HostPort ${hostPort.value} from ${containerName(container)}`, container, {
                portMappings: known(mappings.map((other) => (other === mapping ? { ...other, hostPort: undefined } : other))),
              }),
            ],
          },
        ];
      });
    });
  },
});
