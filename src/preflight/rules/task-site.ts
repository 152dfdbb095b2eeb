import { pieces, type PieceView } from './site';
import { isForFargate, taskViews, type ServiceView } from './views';
import type { PlacementModel, Role, TaskDefinition } from '../model';

/** Task definitions of the input among all that it declares. */
export const tasks = pieces<TaskDefinition>((model: PlacementModel) => model.taskDefinitions.filter(({ imported }) => !imported));

export type TaskPiece = PieceView<TaskDefinition>;

/** The role of the input that a task definition names; undefined when there is none, or when the input only names it. */
export function roleOf({ piece, site }: TaskPiece, which: 'executionRole' | 'taskRole'): Role | undefined {
  const id = piece[which];
  return id?.known ? site.roles.get(id.value) : undefined;
}

export function servicesOf({ piece, site }: TaskPiece): readonly ServiceView[] {
  return taskViews(site.model).find(({ definition }) => definition.id === piece.id)?.services ?? [];
}

/** True when the limits of Fargate hold for the task. */
export function forFargate(view: TaskPiece): boolean {
  return isForFargate({ subject: view.subject, definition: view.piece, services: servicesOf(view) });
}
