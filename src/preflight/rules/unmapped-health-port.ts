import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

export const unmappedHealthPort = templateRule({
  id: 'unmapped-health-port',
  title: 'a container health check calls a port that no container of the task maps',
  viewsOf: taskViews,
  judge(view) {
    const containers = containersOf(view);
    const mappings = containers.flatMap(({ portMappings }) => (portMappings.known ? portMappings.value : []));
    // Without mappings, or with one that is not known, any port may be the right one.
    const open =
      mappings.length === 0 ||
      containers.some(({ portMappings }) => !portMappings.known) ||
      mappings.some(({ containerPort }) => !containerPort?.known);
    if (open) return [];
    const ports = mappings.map(({ containerPort }) => (containerPort?.known ? containerPort.value : 0));
    return containers.flatMap((container) => {
      const check = container.healthCheck?.known ? container.healthCheck.value : undefined;
      const called = check?.command.known ? calledPort(check.command.value.join(' ')) : undefined;
      if (!check || called === undefined || ports.includes(called)) return [];
      return [
        {
          severity: 'note' as const,
          summary: `the health check of ${containerName(container)} of ${view.subject.constructPath} calls port ${called}, and its task maps ${ports.join(', ')}`,
          notes: ['a container may listen on a port that it does not map; if it does not, the check never passes'],
          cures: [
            changeContainer(`call port ${ports[0]} in the health check of ${containerName(container)}`, container, {
              healthCheck: known({ ...check, command: known(['CMD-SHELL', `curl -f http://localhost:${ports[0]}/`]) }),
            }),
          ],
        },
      ];
    });
  },
});

function calledPort(command: string): number | undefined {
  const port = /(?:localhost|127\.0\.0\.1):(\d{1,5})\b/.exec(command)?.[1];
  return port === undefined ? undefined : Number(port);
}
