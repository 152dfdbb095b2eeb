import { dependenciesIn } from './container-dependencies';
import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

export const dependencyWithoutHealthCheck = templateRule({
  id: 'dependency-without-health-check',
  title: 'a container waits until another is healthy, and that one has no health check',
  viewsOf: taskViews,
  judge: (view) => dependenciesIn(containersOf(view))
    .filter(({ on, condition }) => condition === 'HEALTHY' && on.healthCheck === undefined)
    .map(({ from, on }) => ({
      severity: 'error' as const,
      summary: `the container ${containerName(from)} of ${view.subject.constructPath} waits until ${containerName(on)} is healthy, which has no health check`,
      notes: ['ECS does not look at the HEALTHCHECK of an image, only at that of the task definition'],
      cures: [
        changeContainer(`give ${containerName(on)} a HealthCheck (healthCheck)`, on, {
          healthCheck: known({
            command: known(['CMD-SHELL', 'exit 0']),
            intervalSeconds: known(30),
            timeoutSeconds: known(5),
            retries: known(3),
            startPeriodSeconds: known(0),
          }),
        }),
        changeContainer(`wait for START instead of HEALTHY in DependsOn of ${containerName(from)}`, from, {
          dependsOn: known((from.dependsOn.known ? from.dependsOn.value : []).map((dependency) =>
            (dependency.containerName.known && on.name.known && dependency.containerName.value === on.name.value
              ? { ...dependency, condition: known('START') } : dependency))),
        }),
      ],
    })),
});
