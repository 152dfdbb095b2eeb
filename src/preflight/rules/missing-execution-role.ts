import { changeTask } from './change-model';
import { imageHome } from './start-needs';
import { forFargate, tasks, type TaskPiece } from './task-site';
import { templateRule } from './template-rule';
import { known } from '../model';

export const missingExecutionRole = templateRule({
  id: 'missing-execution-role',
  title: 'a task needs an execution role for its image, secrets or logs, and has none',
  viewsOf: tasks.viewsOf,
  judge(view) {
    const { piece, subject } = view;
    if (piece.executionRole !== undefined || !piece.containers.known) return [];
    const needs = needsOf(view);
    if (needs.length === 0) return [];
    return [
      {
        severity: 'error' as const,
        summary: `${subject.constructPath} has no execution role, which ${needs.map(({ what }) => what).join(' and ')} ${needs.length === 1 && needs[0].one ? 'needs' : 'need'}`,
        notes: needs.flatMap(({ event }) => (event ? [`ECS will say "${event}"`] : [])),
        cures: [
          tasks.cure(`give ${subject.constructPath} an ExecutionRoleArn (executionRole) with AmazonECSTaskExecutionRolePolicy`, (model) =>
            changeTask(model, piece.id, { executionRole: known('a role of its own') })),
        ],
      },
    ];
  },
});

interface Need {
  readonly what: string;
  readonly one: boolean;
  readonly event?: string;
}

function needsOf(view: TaskPiece): readonly Need[] {
  const containers = view.piece.containers.known ? view.piece.containers.value : [];
  const fargate = forFargate(view);
  const needs: Need[] = [];
  if (fargate && containers.some((container) => imageHome(container) === 'ecr')) {
    needs.push({ what: 'an image of Amazon ECR', one: true, event: 'Fargate requires task definition to have execution role ARN to support ECR images.' });
  }
  if (fargate && containers.some(({ logDriver }) => logDriver?.known && logDriver.value === 'awslogs')) {
    needs.push({ what: 'the log driver awslogs', one: true, event: 'Fargate requires task definition to have execution role ARN to support log driver awslogs.' });
  }
  if (containers.some(({ secrets }) => Object.keys(secrets).length > 0)) needs.push({ what: 'secrets', one: false });
  if (containers.some(({ repositoryCredentials }) => repositoryCredentials !== undefined)) needs.push({ what: 'registry credentials', one: false });
  if (containers.some(({ environmentFiles }) => environmentFiles.known && environmentFiles.value.length > 0)) needs.push({ what: 'environment files', one: false });
  return needs;
}
