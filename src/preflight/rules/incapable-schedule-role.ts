import { changeRole } from './change-model';
import { neverAllowed, withStatement } from './role-questions';
import { pieces } from './site';
import { templateRule } from './template-rule';
import { sureness } from './unseen-additions';
import type { StandaloneTask } from '../model';

const standalone = pieces<StandaloneTask>((model) => model.standaloneTasks);

export const incapableScheduleRole = templateRule({
  id: 'incapable-schedule-role',
  title: 'the role of a rule or a schedule may not start its task',
  viewsOf: standalone.viewsOf,
  judge({ piece: task, site }) {
    const role = task.role?.known ? site.roles.get(task.role.value) : undefined;
    const definition = site.model.taskDefinitions.find(({ id }) => task.taskDefinition.known && id === task.taskDefinition.value);
    if (!role || !definition) return [];
    const passes = definition.executionRole !== undefined || definition.taskRole !== undefined;
    const missing = neverAllowed(role, ['ecs:RunTask', ...(passes ? ['iam:PassRole'] : [])]);
    if (missing.length === 0) return [];
    return [
      {
        severity: sureness(site).severity,
        summary: `${task.subject.constructPath} never starts its task: ${role.subject.constructPath} lacks ${missing.join(' and ')}`,
        notes: ['no event of ECS tells of it; the metric FailedInvocations of the rule, or the dead-letter queue of the schedule, counts it', ...sureness(site).notes],
        cures: [
          standalone.cure(`allow ${missing.join(' and ')} in ${role.subject.constructPath}`, (model) =>
            changeRole(model, role.id, withStatement(role, missing, '*'))),
        ],
      },
    ];
  },
});
