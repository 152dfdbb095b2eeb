import { Tokenization } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { checkExpress } from './check-express';
import { expressImage, expressSecrets, newInfrastructureRole } from './express-parts';
import { BalancedServiceOptions } from './service-options';
import { Cluster } from '../cluster/cluster';
import { wholeMebibytesOf } from '../task/check-value';
import { newLogGroup } from '../task/log-group';
import { ReadGrants } from '../task/read-grants';
import { newTaskRoles } from '../task/task-roles';

/** What the number of tasks of an Express service follows. */
export enum ExpressMeasure {
  /** Average CPU utilization, in percent. */
  CPU_UTILIZATION = 'AVERAGE_CPU',

  /** Average memory utilization, in percent. */
  MEMORY_UTILIZATION = 'AVERAGE_MEMORY',

  /** Requests per task. */
  REQUESTS = 'REQUEST_COUNT_PER_TARGET',
}

/** Properties of `ExpressService`. Those that only a service of one's own can have fail, and say so. */
export interface ExpressServiceProps extends BalancedServiceOptions {
  /**
   * The path that must answer for a task to get requests.
   *
   * @default '/'
   */
  readonly healthCheckPath?: string;

  /**
   * What the number of tasks follows, between `count.min` and `count.max`.
   *
   * @default ExpressMeasure.CPU_UTILIZATION
   */
  readonly scaleOn?: ExpressMeasure;

  /**
   * The value to aim at: percent, or requests per task.
   *
   * @default 60
   */
  readonly scaleTarget?: number;
}

/**
 * A web service in Express Mode: ECS makes the load balancer, its certificate, the security groups, the scaling and the canary
 * deployment, and owns them. It takes the props of `WebService` as far as they mean something there.
 *
 * The load balancer has private addresses in private subnets, and public ones in public subnets.
 */
export class ExpressService extends Construct implements iam.IGrantable, ec2.IConnectable {
  /** The role the processes of the tasks have. */
  public readonly taskRole: iam.IRole;

  /** The principal that grants go to: the task role. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** The network connections of the tasks. */
  public readonly connections: ec2.Connections;

  /** Where the tasks log. */
  public readonly logGroup: logs.ILogGroup;

  /** The ARN of the service. */
  public readonly serviceArn: string;

  /** Where callers find the service, as ECS gives it. */
  public readonly endpoint: string;

  constructor(scope: Construct, id: string, props: ExpressServiceProps) {
    super(scope, id);
    checkExpress(props, this.node.path);
    const roles = newTaskRoles(this, props);
    const reads = new ReadGrants(roles.executionRole);
    this.taskRole = roles.taskRole;
    this.grantPrincipal = roles.taskRole;
    this.logGroup = newLogGroup(this, props);
    this.logGroup.grantWrite(roles.executionRole);
    const securityGroups = props.securityGroups ?? [new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc: props.cluster.vpc, description: `Tasks of ${this.node.path}`,
    })];
    this.connections = new ec2.Connections({ securityGroups });
    const infrastructureRole = newInfrastructureRole(this);
    const resource = new ecs.CfnExpressGatewayService(this, 'Resource', {
      cluster: props.cluster.clusterName,
      serviceName: props.serviceName,
      cpu: Tokenization.stringifyNumber(props.cpu!.cpuUnits),
      memory: Tokenization.stringifyNumber(wholeMebibytesOf(props.memory)!),
      healthCheckPath: props.healthCheckPath ?? '/',
      executionRoleArn: roles.executionRole.roleArn,
      taskRoleArn: roles.taskRole.roleArn,
      infrastructureRoleArn: infrastructureRole.roleArn,
      networkConfiguration: {
        subnets: props.cluster.vpc.selectSubnets(props.vpcSubnets).subnetIds,
        securityGroups: securityGroups.map((group) => group.securityGroupId),
      },
      scalingTarget: scalingTargetOf(props),
      primaryContainer: {
        ...reads.during(() => expressImage(this, props.image!, { ...roles, executionRole: reads.role })),
        containerPort: props.containerPort ?? 80,
        command: props.command,
        environment: Object.entries(props.environment ?? {}).map(([name, value]) => ({ name, value })),
        secrets: reads.during(() => expressSecrets(props.secrets ?? {}, reads.role)),
        awsLogsConfiguration: { logGroup: this.logGroup.logGroupName, logStreamPrefix: id },
      },
    });
    resource.node.addDependency(infrastructureRole, roles.executionRole);
    if (props.cluster instanceof Cluster) resource.node.addDependency(props.cluster.capacityProvidersAssociated);
    this.serviceArn = resource.attrServiceArn;
    this.endpoint = resource.attrEndpoint;
  }
}

type ScalingTarget = ecs.CfnExpressGatewayService.ExpressGatewayScalingTargetProperty;

function scalingTargetOf({ count, desiredCount, scaleOn, scaleTarget }: ExpressServiceProps): ScalingTarget {
  const fixed = desiredCount ?? 2;
  return {
    minTaskCount: count?.min ?? fixed,
    maxTaskCount: count?.max ?? fixed,
    autoScalingMetric: scaleOn ?? ExpressMeasure.CPU_UTILIZATION,
    autoScalingTargetValue: scaleTarget ?? 60,
  };
}
