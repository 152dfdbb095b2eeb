import type { Cure, Problem } from './template-rule';
import type { TaskView } from './views';
import type { ContainerDefinition } from '../model';
import { mapKnown } from '../model';

/** Containers that the template tells; empty when the list is not known. */
export function containersOf({ definition }: TaskView): readonly ContainerDefinition[] {
  return definition.containers.known ? definition.containers.value : [];
}

/** Name of a container for a sentence. */
export function containerName({ name }: ContainerDefinition): string {
  return name.known ? name.value : 'a container whose name is not known';
}

/** A cure that changes one container. */
export function changeContainer(text: string, container: ContainerDefinition, change: Partial<ContainerDefinition>): Cure<TaskView> {
  return {
    text,
    apply: (view) => ({
      ...view,
      definition: {
        ...view.definition,
        containers: mapKnown(view.definition.containers, (all) => all.map((one) => (one === container ? { ...one, ...change } : one))),
      },
    }),
  };
}

export type TaskProblem = Problem<TaskView>;
