import { changeTask } from './change-model';
import { imageHome } from './start-needs';
import { tasks } from './task-site';
import { templateRule } from './template-rule';

export const unseenExecutionRole = templateRule({
  id: 'unseen-execution-role',
  title: 'the execution role of a task is not part of the input, so what it may do is not checked',
  viewsOf: tasks.viewsOf,
  judge({ piece, site, subject }) {
    const { executionRole } = piece;
    if (!executionRole?.known || site.roles.has(executionRole.value) || !piece.containers.known) return [];
    const containers = piece.containers.value;
    const actions = [
      ...(containers.some((container) => imageHome(container) === 'ecr') ? ['ecr:GetAuthorizationToken', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'] : []),
      ...(containers.some(({ logDriver }) => logDriver?.known && logDriver.value === 'awslogs') ? ['logs:CreateLogStream', 'logs:PutLogEvents'] : []),
      ...(containers.some(({ secrets }) => Object.keys(secrets).length > 0) ? ['secretsmanager:GetSecretValue or ssm:GetParameters'] : []),
    ];
    if (actions.length === 0) return [];
    return [
      {
        severity: 'note' as const,
        summary: `whether ${executionRole.value} lets ${subject.constructPath} start is not checked: the role is not part of the input`,
        notes: [`it has to allow ${actions.join(', ')}`],
        cures: [tasks.cure('declare the role in the same app, and its permissions are checked', (model) => changeTask(model, piece.id, { executionRole: undefined }))],
      },
    ];
  },
});
