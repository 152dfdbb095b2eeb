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
  return servicesByTask(site.model).get(piece.id) ?? [];
}

/** Asked for each container of each task, so it is put together once for a model. */
const PREPARED = new WeakMap<PlacementModel, ReadonlyMap<string, readonly ServiceView[]>>();

function servicesByTask(model: PlacementModel): ReadonlyMap<string, readonly ServiceView[]> {
  const prepared = PREPARED.get(model) ?? new Map(taskViews(model).map(({ definition, services }) => [definition.id, services]));
  PREPARED.set(model, prepared);
  return prepared;
}

/** True when the limits of Fargate hold for the task. */
export function forFargate(view: TaskPiece): boolean {
  return isForFargate({ subject: view.subject, definition: view.piece, services: servicesOf(view) });
}
