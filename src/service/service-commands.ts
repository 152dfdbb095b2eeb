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

  /** Opens a shell in the container of a task. Needs `enableExecuteCommand`. */
  public get exec(): string {
    const container = this.service.ecsService.taskDefinition.defaultContainer?.containerName ?? 'app';
    return `aws ecs execute-command ${this.where()} --task TASK_ID --container ${container} --interactive --command /bin/sh`;
  }

  /** Follows the log events of the tasks. Only for a task definition that the service made. */
  public get logs(): string {
    return `aws logs tail ${this.service.taskDefinition.logGroup.logGroupName} --region ${this.region()} --follow`;
  }

  /** Prints the commands after a deployment, as outputs of the stack. */
  public addOutputs(): void {
    const { describe, scale, exec, logs } = this;
    Object.entries({ DescribeCommand: describe, ScaleCommand: scale, ExecCommand: exec, LogsCommand: logs })
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
