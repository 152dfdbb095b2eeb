import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { TaskSituation } from './check-container';
import { TaskDefinitionProps } from './task-definition-props';
import { TaskRoles } from './task-roles';
import { SizedContainer, taskSize } from './task-size';

/** What the task definition of the CDK is made from, besides the props. */
export interface TaskParts extends TaskRoles {
  readonly situation: TaskSituation;
  /** The containers, once all are added. */
  readonly containers: () => readonly SizedContainer[];
}

/** The task definition of the CDK, as child `Resource` of the scope. */
export function newEcsTaskDefinition(scope: Construct, props: TaskDefinitionProps, parts: TaskParts): ecs.TaskDefinition {
  const { situation, taskRole, executionRole, containers } = parts;
  const { compatibility, runtimePlatform } = props;
  const knowsPlatform = ecs.isFargateCompatible(compatibility) || ecs.isManagedInstancesCompatible(compatibility);
  const made = new ecs.TaskDefinition(scope, 'Resource', {
    ...taskSize(props, situation.os, containers),
    compatibility,
    family: props.family,
    networkMode: situation.networkMode,
    taskRole,
    executionRole,
    runtimePlatform: knowsPlatform ? runtimePlatform : undefined,
    ephemeralStorageGiB: props.ephemeralStorage?.toGibibytes(),
    pidMode: props.pidMode,
    ipcMode: props.ipcMode,
    proxyConfiguration: props.proxyConfiguration,
    enableFaultInjection: props.enableFaultInjection,
    placementConstraints: props.taskPlacementConstraints,
  });
  if (!knowsPlatform && runtimePlatform) renderPlatform(made, runtimePlatform);
  return made;
}

/** The CDK takes a platform for Fargate and Managed Instances only; ECS checks it against container instances as well. */
function renderPlatform(ecsTask: ecs.TaskDefinition, { cpuArchitecture, operatingSystemFamily }: ecs.RuntimePlatform): void {
  (ecsTask.node.defaultChild as ecs.CfnTaskDefinition).runtimePlatform = {
    cpuArchitecture: cpuArchitecture?._cpuArchitecture, operatingSystemFamily: operatingSystemFamily?._operatingSystemFamily,
  };
}
