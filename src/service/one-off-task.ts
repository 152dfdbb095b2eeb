import { CustomResource, Duration, Stack, Tokenization } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct, IDependable } from 'constructs';
import { checkPlacement } from './check-service';
import { newDeploymentRun } from './deployment-run';
import { runOn } from './run-on';
import { RunTaskState } from './run-task-state';
import { runTaskNetwork } from './run-task-target';
import { newRunnable, Runnable } from './runnable';
import { Service } from './service';
import { RunnableOptions } from './service-options';
import { TaskDefinition } from '../task/task-definition';

/** Properties of `OneOffTask`. */
export interface OneOffTaskProps extends RunnableOptions {
  /**
   * How long one run may take, waiting for an instance included. In a deployment at most 55 minutes, because CloudFormation
   * waits an hour for a custom resource.
   *
   * @default Duration.minutes(30)
   */
  readonly timeout?: Duration;

  /**
   * What the container instance must satisfy, at most 10. On EC2 only. `ClusterQuery` writes the expression of `memberOf`.
   *
   * @default - every container instance will do
   */
  readonly placementConstraints?: ecs.PlacementConstraint[];

  /**
   * How ECS chooses among container instances, in order, at most 5. On EC2 only.
   *
   * @default - as ECS does without strategies
   */
  readonly placementStrategies?: ecs.PlacementStrategy[];
}

/** How a task runs in a state machine. */
export interface OneOffStateOptions {
  /**
   * The command of this run. Items may be JSONPaths, for example `sfn.JsonPath.stringAt('$.report')`.
   *
   * @default - that of the task definition
   */
  readonly command?: string[];

  /**
   * Environment variables of this run, beside those of the task definition. Values may be JSONPaths.
   *
   * @default - those of the task definition
   */
  readonly environment?: Record<string, string>;

  /**
   * Where the description of the ended task goes in the state.
   *
   * @default sfn.JsonPath.DISCARD
   */
  readonly resultPath?: string;
}

/** How a task runs in a deployment. */
export interface DeploymentRunOptions {
  /**
   * Services that are deployed only when the task has ended well, for example because it migrates their database.
   *
   * @default - nothing waits
   */
  readonly before?: Service[];

  /**
   * What the task needs, for example the database. Roles, network and capacity of the task itself are waited for anyway.
   *
   * @default - nothing else
   */
  readonly after?: IDependable[];

  /**
   * The task runs when this value changes, as it does when its task definition changes.
   *
   * @default - only with a new revision of the task definition: another image, command, variable or size
   */
  readonly trigger?: string;
}

/**
 * A task that runs to its end: in a deployment, in a state machine, or by hand. It succeeds when its container ends with exit code 0.
 *
 * Grants on it go to the role of the task.
 */
export class OneOffTask extends Construct implements iam.IGrantable, ec2.IConnectable {
  /** The network connections of the task. */
  public readonly connections: ec2.Connections;

  /** The principal that grants go to: the task role. */
  public readonly grantPrincipal: iam.IPrincipal;

  private readonly runnable: Runnable;
  private readonly timeout: Duration;

  constructor(scope: Construct, id: string, private readonly props: OneOffTaskProps) {
    super(scope, id);
    this.timeout = props.timeout ?? Duration.minutes(30);
    checkTimeout(this.timeout);
    this.runnable = newRunnable(this, props);
    checkPlacement(props, this.runnable.capacity, props.placementStrategies);
    this.grantPrincipal = this.runnable.ecsTaskDefinition.taskRole.grantPrincipal;
    this.connections = new ec2.Connections({ securityGroups: this.runnable.network.securityGroups });
    this.runnable.described?.connectVolumes(this);
  }

  /** What the task is. Throws when a task definition of the CDK was given. */
  public get taskDefinition(): TaskDefinition {
    if (this.runnable.taskDefinition) return this.runnable.taskDefinition;
    throw new Error(`${this.node.path} runs the \`taskDefinition\` it was given`);
  }

  /** The container that decides with its exit code. */
  public get container(): ecs.ContainerDefinition {
    return this.runnable.container;
  }

  /**
   * A state of AWS Step Functions that runs the task and waits for its end. An exit code other than 0 fails the state with
   * `States.TaskFailed`, more time than `timeout` with `States.Timeout`.
   *
   * @param id the name of the state
   * @param options the command and variables of this run
   */
  public toState(id: string, options: OneOffStateOptions = {}): sfn.TaskStateBase {
    const { cluster, placementConstraints, placementStrategies } = this.props;
    return new RunTaskState(this, id, {
      resultPath: sfn.JsonPath.DISCARD,
      ...options,
      cluster,
      placementConstraints,
      placementStrategies,
      runnable: this.runnable,
      taskTimeout: sfn.Timeout.duration(this.timeout),
    });
  }

  /**
   * Runs the task in every deployment that changes it, and fails the deployment when it fails. CloudFormation then rolls back,
   * without running the task of the deployment before again. Deleting the stack runs nothing.
   *
   * @param options what waits for it, and what it waits for
   * @config
   */
  public runOnDeployment(options: DeploymentRunOptions = {}): CustomResource {
    if (this.node.tryFindChild('Run')) throw new Error(`\`runOnDeployment\` of ${this.node.path} must be called once, got a second call`);
    checkDeploymentTimeout(this.timeout);
    const run = newDeploymentRun(this, {
      ...this.props,
      timeout: this.timeout,
      trigger: options.trigger,
      runnable: this.runnable,
      logGroupName: this.runnable.taskDefinition?.logGroup.logGroupName,
    });
    run.node.addDependency(...options.after ?? []);
    options.before?.forEach((service) => service.ecsService.node.addDependency(run));
    return run;
  }

  /** The line for the AWS CLI that starts the task by hand. */
  public get runCommand(): string {
    const { cluster } = this.props;
    const { ecsTaskDefinition, capacity } = this.runnable;
    const { capacityProviderStrategy: strategy = [], launchType } = runOn(capacity);
    const items = strategy.map(({ capacityProvider, weight, base }) =>
      `capacityProvider=${capacityProvider},weight=${textOf(weight)}${base === undefined ? '' : `,base=${textOf(base)}`}`);
    const network = runTaskNetwork(this.runnable, cluster)?.awsvpcConfiguration;
    return [
      `aws ecs run-task --region ${Stack.of(this).region} --cluster ${cluster.clusterName} --task-definition ${ecsTaskDefinition.taskDefinitionArn}`,
      launchType ? `--launch-type ${launchType}` : `--capacity-provider-strategy ${items.join(' ')}`,
      ...(network ? [`--network-configuration 'awsvpcConfiguration={subnets=[${network.subnets.join(',')}],` +
        `securityGroups=[${network.securityGroups.join(',')}]${network.assignPublicIp ? `,assignPublicIp=${network.assignPublicIp}` : ''}}'`] : []),
    ].join(' ');
  }
}

function textOf(number: number = 1): string {
  return Tokenization.stringifyNumber(number);
}

function checkTimeout(timeout: Duration): void {
  if (timeout.isUnresolved() || timeout.toSeconds() >= 60) return;
  throw new Error(`\`timeout\` of a one-off task must be at least 1 minute, got ${timeout.toSeconds()} seconds`);
}

function checkDeploymentTimeout(timeout: Duration): void {
  if (timeout.isUnresolved()) throw new Error('`timeout` of a task that runs in a deployment must be known at synthesis, got a token');
  if (timeout.toSeconds() <= 55 * 60) return;
  throw new Error('`timeout` of a task that runs in a deployment must be at most 55 minutes, because CloudFormation waits an hour, ' +
    `got ${timeout.toSeconds() / 60} minutes: run it with \`toState\` in a state machine`);
}
