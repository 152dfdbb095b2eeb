import { Aws, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { runOn } from './run-on';
import { runTaskNetwork, runTaskStatements, tasksOf } from './run-task-target';
import { Runnable } from './runnable';

export interface RunTaskStateProps extends sfn.TaskStateBaseProps {
  readonly runnable: Runnable;
  readonly cluster: ecs.ICluster;
  readonly placementConstraints?: ecs.PlacementConstraint[];
  readonly placementStrategies?: ecs.PlacementStrategy[];
  readonly command?: string[];
  readonly environment?: Record<string, string>;
  /** Marks the task, so that it can be found again. May be a JSONPath. */
  readonly group?: string;
}

/**
 * A state that starts a task and waits for its end.
 *
 * The state of the CDK names the family, so that it runs whatever revision is newest, and its statements allow more than this task.
 */
export class RunTaskState extends sfn.TaskStateBase {
  protected readonly taskMetrics?: sfn.TaskMetricsConfig;
  protected readonly taskPolicies?: iam.PolicyStatement[];

  constructor(scope: Construct, id: string, private readonly props: RunTaskStateProps) {
    super(scope, id, props);
    const { runnable: { ecsTaskDefinition }, cluster } = props;
    this.taskPolicies = [
      ...runTaskStatements(ecsTaskDefinition, cluster),
      new iam.PolicyStatement({
        actions: ['ecs:DescribeTasks', 'ecs:StopTask'],
        resources: [tasksOf(cluster, this)],
        conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
      }),
      // Step Functions learns of the end of a task from a rule of its own, by this name.
      new iam.PolicyStatement({
        actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        resources: [Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName: 'StepFunctionsGetEventsForECSTaskRule' })],
      }),
    ];
  }

  /** @internal */
  protected _renderTask(): Record<string, unknown> {
    const { runnable, cluster, group, placementConstraints = [], placementStrategies = [] } = this.props;
    const { capacityProviderStrategy, launchType } = runOn(runnable.capacity);
    return {
      Resource: `arn:${Aws.PARTITION}:states:::ecs:runTask.sync`,
      Parameters: sfn.FieldUtils.renderObject({
        Cluster: cluster.clusterArn,
        TaskDefinition: runnable.ecsTaskDefinition.taskDefinitionArn,
        CapacityProviderStrategy: capitalized(capacityProviderStrategy),
        LaunchType: launchType,
        NetworkConfiguration: capitalized(runTaskNetwork(runnable, cluster)),
        PlacementConstraints: listed(placementConstraints.flatMap((constraint) => constraint.toJson())),
        PlacementStrategy: listed(placementStrategies.flatMap((strategy) => strategy.toJson())),
        PropagateTags: 'TASK_DEFINITION',
        Group: group,
        Overrides: this.overrides(),
      }),
    };
  }

  private overrides(): Record<string, unknown> | undefined {
    const { runnable, command, environment } = this.props;
    if (!command && !environment) return undefined;
    return {
      ContainerOverrides: [{
        Name: runnable.container.containerName,
        Command: command && commandOf(command),
        Environment: environment && Object.entries(environment).map(([name, value]) => ({ Name: name, Value: value })),
      }],
    };
  }
}

/** A list with JSONPaths is put together when the state runs. */
function commandOf(command: string[]): string | string[] {
  return command.some((item) => sfn.JsonPath.isEncodedJsonPath(item)) ? sfn.JsonPath.array(...command) : command;
}

function listed(items: readonly unknown[]): unknown {
  return items.length > 0 ? capitalized(items) : undefined;
}

/** Step Functions begins the names of the ECS API with capitals. */
function capitalized(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitalized);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.charAt(0).toUpperCase() + key.slice(1), capitalized(inner)]));
}
