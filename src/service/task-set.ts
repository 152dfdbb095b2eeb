import { Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import type { Service } from './service';

/** Properties of `TaskSet`. */
export interface TaskSetProps {
  /** A service with `Deployment.external()`. */
  readonly service: Service;

  /**
   * How many tasks the set has, in percent of the desired count of the service.
   *
   * @default 100
   */
  readonly scalePercent?: number;

  /**
   * Whether it is the set that serves.
   *
   * @default true
   */
  readonly primary?: boolean;

  /**
   * The task definition, for example an earlier one.
   *
   * @default - that of the service
   */
  readonly taskDefinition?: ecs.TaskDefinition;
}

/** Tasks of a service that a third party deploys. What the service would have said about them is said here. */
export class TaskSet extends Construct {
  /** The id that ECS gave the set. */
  public readonly taskSetId: string;

  constructor(scope: Construct, id: string, props: TaskSetProps) {
    super(scope, id);
    checkScale(props.scalePercent ?? 100);
    const { cluster, serviceName } = props.service.ecsService;
    const resource = new ecs.CfnTaskSet(this, 'Resource', {
      cluster: cluster.clusterName,
      service: serviceName,
      taskDefinition: (props.taskDefinition ?? props.service.ecsService.taskDefinition).taskDefinitionArn,
      scale: { unit: 'PERCENT', value: props.scalePercent ?? 100 },
      ...props.service._taskSetProps(),
    });
    this.taskSetId = resource.attrId;
    if (props.primary ?? true) {
      new ecs.CfnPrimaryTaskSet(this, 'Primary', { cluster: cluster.clusterName, service: serviceName, taskSetId: resource.attrId });
    }
  }
}

function checkScale(percent: number): void {
  if (Token.isUnresolved(percent) || (percent >= 0 && percent <= 100)) return;
  throw new Error(`\`scalePercent\` must be from 0 to 100, got ${percent}`);
}
