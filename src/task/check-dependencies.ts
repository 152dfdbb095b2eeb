import * as ecs from 'aws-cdk-lib/aws-ecs';

/** Throws when what a container waits for can never happen. */
export function checkDependencies(container: ecs.ContainerDefinition, hasHealthCheck: (other: ecs.ContainerDefinition) => boolean): void {
  for (const { container: other, condition = ecs.ContainerDependencyCondition.HEALTHY } of container.containerDependencies) {
    const wish = `\`dependsOn\` of ${container.containerName}`;
    if (other.taskDefinition !== container.taskDefinition) {
      throw new Error(`${wish} must name a container of the same task, got ${other.containerName} of ${other.taskDefinition.node.path}`);
    }
    if (condition === ecs.ContainerDependencyCondition.HEALTHY && !hasHealthCheck(other)) {
      throw new Error(`${wish} must name a container with a \`healthCheck\` for HEALTHY, got ${other.containerName}, which has none`);
    }
    if (other.essential && ENDS.includes(condition)) {
      throw new Error(`${wish} must name a container with \`essential: false\` for ${condition}, got ${other.containerName}: its end stops the task`);
    }
  }
}

/** Throws when containers wait for each other. */
export function checkCycles(containers: readonly ecs.ContainerDefinition[]): void {
  const done = new Set<ecs.ContainerDefinition>();
  const visit = (container: ecs.ContainerDefinition, path: readonly ecs.ContainerDefinition[]): void => {
    if (path.includes(container)) {
      const cycle = [...path.slice(path.indexOf(container)), container].map((each) => each.containerName).join(' -> ');
      throw new Error(`\`dependsOn\` must not lead back to the container it begins at, got ${cycle}`);
    }
    if (done.has(container)) return;
    container.containerDependencies.forEach((each) => visit(each.container, [...path, container]));
    done.add(container);
  };
  containers.forEach((container) => visit(container, []));
}

const ENDS = [ecs.ContainerDependencyCondition.COMPLETE, ecs.ContainerDependencyCondition.SUCCESS];
