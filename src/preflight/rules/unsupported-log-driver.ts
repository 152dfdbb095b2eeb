import { changeContainer, containerName, containersOf } from './container-problems';
import { isForInstances } from './fargate-service';
import { templateRule, type Problem } from './template-rule';
import { groupsOf, isForFargate, taskViews, type TaskView } from './views';
import { ALWAYS_REGISTERED_ON_LINUX, EC2_LOG_DRIVERS, FARGATE_LOG_DRIVERS } from '../../facts';
import { known, type ContainerDefinition } from '../model';

export const unsupportedLogDriver = templateRule({
  id: 'unsupported-log-driver',
  title: 'a container has a log driver that its capacity does not offer',
  viewsOf: taskViews,
  judge: (view) =>
    containersOf(view).flatMap((container) => {
      if (!container.logDriver?.known) return [];
      return isForFargate(view)
        ? refused(view, container, container.logDriver.value, FARGATE_LOG_DRIVERS, 'Fargate')
        : EC2_LOG_DRIVERS.includes(container.logDriver.value)
          ? unregistered(view, container, container.logDriver.value)
          : refused(view, container, container.logDriver.value, EC2_LOG_DRIVERS, 'ECS');
    }),
});

function refused(
  { subject }: TaskView,
  container: ContainerDefinition,
  driver: string,
  offered: readonly string[],
  by: string,
): readonly Problem<TaskView>[] {
  if (offered.includes(driver)) return [];
  return [
    {
      severity: 'error',
      summary: `${containerName(container)} of ${subject.constructPath} logs with ${driver}, and ${by} has ${offered.join(', ')}`,
      cures: [
        changeContainer(`set LogDriver (logging) of ${containerName(container)} from ${driver} to awslogs`, container, {
          logDriver: known('awslogs'),
        }),
      ],
    },
  ];
}

/** The agent of every instance that may take the task tells which drivers it registers, and none of them has this one. */
function unregistered({ services, subject }: TaskView, container: ContainerDefinition, driver: string): readonly Problem<TaskView>[] {
  if (services.length === 0 || ALWAYS_REGISTERED_ON_LINUX.includes(driver) || !services.every(isForInstances)) return [];
  const groups = services.flatMap((service) => {
    const found = groupsOf(service);
    return found.known ? found.value : [];
  });
  if (groups.length === 0 || !groups.every(({ agent }) => agent.loggingDrivers.known && !agent.loggingDrivers.value.includes(driver))) {return [];}
  const offered = [...new Set(groups.flatMap(({ agent }) => (agent.loggingDrivers.known ? agent.loggingDrivers.value : [])))];
  const certain = groups.every(({ agent }) => agent.loggingDrivers.known && agent.loggingDrivers.assumed === undefined);
  return [
    {
      severity: certain ? 'error' : 'warning',
      summary: `${containerName(container)} of ${subject.constructPath} logs with ${driver}, and its instances register ${offered.join(', ')}`,
      evidence: [{ kind: 'text', lines: [...new Set(groups.map((group) => group.subject.constructPath))] }],
      notes: [
        'ECS will say "was unable to place a task because no container instance met all of its requirements. ... is missing an attribute required by your task."',
      ],
      cures: [
        changeContainer(
          `add ${driver} to ECS_AVAILABLE_LOGGING_DRIVERS in user data, or set LogDriver of ${containerName(container)} to ${offered[0]}`,
          container,
          {
            logDriver: known(offered[0] ?? 'awslogs'),
          },
        ),
      ],
    },
  ];
}
