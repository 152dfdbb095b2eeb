import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';

/** What others may do with a task definition. */
export class TaskDefinitionGrants {
  private readonly ecsTaskDefinition: ecs.TaskDefinition;

  /** @internal */
  constructor(ecsTaskDefinition: ecs.TaskDefinition) {
    this.ecsTaskDefinition = ecsTaskDefinition;
  }

  /**
   * Lets somebody start tasks of this revision in one cluster, and hand them their two roles.
   *
   * @param grantee who starts tasks, for example a function
   * @param cluster where
   */
  public run(grantee: iam.IGrantable, cluster: ecs.ICluster): iam.Grant {
    const { taskDefinitionArn } = this.ecsTaskDefinition;
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['ecs:RunTask'],
      resourceArns: [taskDefinitionArn],
      conditions: { ArnEquals: { 'ecs:cluster': cluster.clusterArn } },
    }).combine(this.passRoles(grantee));
  }

  /**
   * Lets somebody hand the two roles of the task to Amazon ECS, for example a pipeline that registers revisions.
   *
   * @param grantee who hands them over
   */
  public passRoles(grantee: iam.IGrantable): iam.Grant {
    const { taskRole, executionRole } = this.ecsTaskDefinition;
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['iam:PassRole'],
      resourceArns: [taskRole.roleArn, ...(executionRole ? [executionRole.roleArn] : [])],
      conditions: { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    });
  }
}
