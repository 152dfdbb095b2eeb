import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

export const containerWithoutLogs = templateRule({
  id: 'container-without-logs',
  title: 'a container has no log configuration, so nothing tells why it stopped',
  viewsOf: taskViews,
  judge: (view) => containersOf(view).flatMap((container) => {
    // A log router writes its own output where it sends that of the others.
    if (container.properties.includes('LogConfiguration') || container.logDriver !== undefined || container.firelensType !== undefined) return [];
    return [
      {
        severity: 'warning' as const,
        summary: `${containerName(container)} of ${view.subject.constructPath} has no log configuration`,
        notes: ['on Fargate its output is lost; on container instances it stays in files of the instance'],
        cures: [
          changeContainer(`set LogConfiguration (logging: LogDrivers.awsLogs) of ${containerName(container)}`, container, { logDriver: known('awslogs') }),
        ],
      },
    ];
  }),
});
