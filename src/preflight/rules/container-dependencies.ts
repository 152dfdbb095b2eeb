import type { ContainerDefinition } from '../model';

export interface Dependency {
  readonly from: ContainerDefinition;
  readonly on: ContainerDefinition;
  readonly condition: string;
}

/** Dependencies whose both ends and condition the template tells. */
export function dependenciesIn(containers: readonly ContainerDefinition[]): readonly Dependency[] {
  const byName = new Map(containers.flatMap((container) => (container.name.known ? [[container.name.value, container] as const] : [])));
  return containers.flatMap((from) =>
    (from.dependsOn.known ? from.dependsOn.value : []).flatMap(({ containerName, condition }) => {
      const on = containerName.known ? byName.get(containerName.value) : undefined;
      return on && condition.known ? [{ from, on, condition: condition.value.toUpperCase() }] : [];
    }));
}

/** The container without its dependency on one name. */
export function withoutDependency(container: ContainerDefinition, name: string): Pick<ContainerDefinition, 'dependsOn'> {
  const { dependsOn } = container;
  return {
    dependsOn: dependsOn.known
      ? { ...dependsOn, value: dependsOn.value.filter(({ containerName }) => !containerName.known || containerName.value !== name) }
      : dependsOn,
  };
}
