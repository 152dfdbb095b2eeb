import { templateRule } from './template-rule';
import { serviceViews } from './views';

export const unusedDefaultStrategy = templateRule({
  id: 'unused-default-strategy',
  title: 'the cluster has a default capacity provider strategy, and a launch type keeps the service from using it',
  viewsOf: serviceViews,
  judge({ service, cluster }) {
    const { launchType, subject, schedulingStrategy } = service;
    if (!cluster || !launchType?.known || !cluster.defaultStrategy.known || cluster.defaultStrategy.value.length === 0) return [];
    // A daemon has to have the launch type: a strategy is refused.
    if (!schedulingStrategy.known || schedulingStrategy.value === 'DAEMON' || launchType.value === 'EXTERNAL') return [];
    return [
      {
        severity: 'warning',
        summary: `${subject.constructPath} has launch type ${launchType.value}, so the default capacity provider strategy of ${cluster.subject.constructPath} does not apply`,
        notes: [
          'a task with a launch type is not counted by managed scaling, so no instance is started for it',
          'the L2 services of aws-ecs write a launch type unless capacityProviderStrategies is given',
        ],
        cures: [
          {
            text: `set capacityProviderStrategies of ${subject.constructPath}, or remove its LaunchType`,
            apply: (view) => ({ ...view, service: { ...view.service, launchType: undefined } }),
          },
        ],
      },
    ];
  },
});
