import { changeTask } from './change-model';
import { imageHome } from './start-needs';
import { forFargate, servicesOf, tasks, type TaskPiece } from './task-site';
import { templateRule } from './template-rule';
import { placesOf } from './views';
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
        // What instances outside of AWS do without it depends on the credentials that they carry themselves.
        severity: needs.every(({ external }) => external) ? 'warning' as const : 'error' as const,
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
  readonly external?: boolean;
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
  if (!fargate && forExternal(view)) {
    if (containers.some((container) => imageHome(container) === 'ecr')) needs.push({ what: 'an image of Amazon ECR on external instances', one: true, external: true });
    if (containers.some(({ logDriver }) => logDriver?.known && logDriver.value === 'awslogs')) {
      needs.push({ what: 'the log driver awslogs on external instances', one: true, external: true });
    }
  }
  if (containers.some(({ secrets }) => Object.keys(secrets).length > 0)) needs.push({ what: 'secrets', one: false });
  if (containers.some(({ repositoryCredentials }) => repositoryCredentials !== undefined)) needs.push({ what: 'registry credentials', one: false });
  if (containers.some(({ environmentFiles }) => environmentFiles.known && environmentFiles.value.length > 0)) needs.push({ what: 'environment files', one: false });
  return needs;
}

/** True when a service runs it on external instances, or when it is registered for nothing else. */
function forExternal(view: TaskPiece): boolean {
  const asked = view.piece.requiresCompatibilities;
  return (asked.known && asked.value.length > 0 && asked.value.every((one) => one === 'EXTERNAL')) || servicesOf(view).some((service) => {
    const places = placesOf(service);
    return places.known && places.value.includes('external');
  });
}
