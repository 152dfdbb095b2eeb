import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Service } from './service';

/** Command lines of the AWS CLI for one service, ready to paste. */
export class ServiceCommands {
  constructor(private readonly service: Service) {}

  /** Shows the state of the service and its latest events. */
  public get describe(): string {
    return `aws ecs describe-services ${this.where()} --services ${this.name()} --query 'services[0].[deployments,events[:10]]'`;
  }

  /** Sets the number of tasks by hand, here to 3. A scaler may change it again. */
  public get scale(): string {
    return `aws ecs update-service ${this.where()} --service ${this.name()} --desired-count 3`;
  }

  /** Starts the tasks anew with the same task definition. */
  public get redeploy(): string {
    return `aws ecs update-service ${this.where()} --service ${this.name()} --force-new-deployment`;
  }

  /** Lists the running tasks, whose ids `exec` needs. */
  public get listTasks(): string {
    return `aws ecs list-tasks ${this.where()} --service-name ${this.name()}`;
  }

  /** Opens a shell in the container of the task that is listed first. Needs `enableExecuteCommand`. */
  public get exec(): string {
    const container = this.service.ecsService.taskDefinition.defaultContainer?.containerName ?? 'app';
    const task = `"$(${this.listTasks} --query 'taskArns[0]' --output text)"`;
    return `aws ecs execute-command ${this.where()} --task ${task} --container ${container} --interactive --command /bin/sh`;
  }

  /** Follows the log events of the tasks. Only for a task definition that the service made. */
  public get logs(): string {
    return `aws logs tail ${this.service.taskDefinition.logGroup.logGroupName} --region ${this.region()} --follow`;
  }

  /** Lists the latest deployments, whose ARNs `pending` needs. */
  public get deployments(): string {
    return `aws ecs list-service-deployments ${this.where()} --service ${this.name()}`;
  }

  /** Shows what a deployment waits for, and the id that `continueDeployment` needs. */
  public get pending(): string {
    return `aws ecs describe-service-deployments --region ${this.region()} --service-deployment-arns DEPLOYMENT_ARN ` +
      '--query \'serviceDeployments[].lifecycleHookDetails[]\'';
  }

  /** Lets a deployment that pauses go on. With `--action ROLLBACK` it is taken back. */
  public get continueDeployment(): string {
    return `aws ecs continue-service-deployment --region ${this.region()} --service-deployment-arn DEPLOYMENT_ARN --hook-id HOOK_ID --action CONTINUE`;
  }

  /** Takes a deployment that is under way back to the revision before. */
  public get rollBack(): string {
    return `aws ecs stop-service-deployment --region ${this.region()} --service-deployment-arn DEPLOYMENT_ARN --stop-type ROLLBACK`;
  }

  /** Goes back to an earlier revision of the task definition, until the next deployment of the stack. */
  public get useRevision(): string {
    return `aws ecs update-service ${this.where()} --service ${this.name()} --task-definition ${this.service.ecsService.taskDefinition.family}:REVISION`;
  }

  /** Deploys the task definition of the stack with AWS CodeDeploy. Only for `Deployment.codeDeploy()`. */
  public get codeDeploy(): string {
    const revision = this.service._codeDeployRevision();
    return `aws deploy create-deployment --region ${this.region()} --application-name ${revision.application} ` +
      `--deployment-group-name ${revision.deploymentGroup} --revision '${revision.json}'`;
  }

  /**
   * Prints the commands after a deployment, as outputs of the stack, and where the service is reached. The log line is left out
   * for a task definition that the service did not make.
   */
  public addOutputs(): void {
    const { describe, scale, exec } = this;
    const logs = this.service._ownsTaskDefinition() ? this.logs : undefined;
    Object.entries({ DescribeCommand: describe, ScaleCommand: scale, ExecCommand: exec, LogsCommand: logs, Url: this.service._reachedAt() })
      .filter((entry): entry is [string, string] => entry[1] !== undefined)
      .forEach(([id, value]) => new CfnOutput(this.service, id, { value }));
  }

  private where(): string {
    return `--region ${this.region()} --cluster ${this.service.ecsService.cluster.clusterName}`;
  }

  private region(): string {
    return Stack.of(this.service).region;
  }

  private name(): string {
    return this.service.ecsService.serviceName;
  }
}
