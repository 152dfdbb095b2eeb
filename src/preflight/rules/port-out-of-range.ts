import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { PORTS } from '../../facts';
import { known } from '../model';

export const portOutOfRange = templateRule({
  id: 'port-out-of-range',
  title: 'a mapped port is not between 1 and 65,535',
  viewsOf: taskViews,
  judge: (view) => containersOf(view).flatMap((container) => {
    const mappings = container.portMappings.known ? container.portMappings.value : [];
    return mappings.flatMap((mapping) => (['containerPort', 'hostPort'] as const).flatMap((property) => {
      const port = mapping[property];
      const least = property === 'hostPort' ? 0 : PORTS.min;
      if (!port?.known || (port.value >= least && port.value <= PORTS.max)) return [];
      const word = property === 'hostPort' ? 'HostPort' : 'ContainerPort';
      return [
        {
          severity: 'error' as const,
          summary: `${word} ${port.value} of ${containerName(container)} of ${view.subject.constructPath} is not between ${least} and ${PORTS.max}`,
          cures: [
            changeContainer(`set ${word} of ${containerName(container)} from ${port.value} to a port between ${PORTS.min} and ${PORTS.max}`, container, {
              portMappings: known(mappings.map((other) => (other === mapping ? { ...other, [property]: known(8080) } : other))),
            }),
          ],
        },
      ];
    }));
  }),
});
