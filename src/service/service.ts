import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeAddress } from './acknowledge-address';
import { addAddress } from './add-address';
import { CodeDeployRevision } from './code-deploy';
import { Runnable } from './runnable';
import { ServiceAlarmOptions } from './service-alarm-options';
import { newServiceAlarms } from './service-alarms';
import { ServiceCommands } from './service-commands';
import { containerInsights } from './service-metrics';
import { serviceWidgets } from './service-widgets';
import { grantTaskProtection } from './task-protection';
import { taskSetSettings, TaskSetSettings } from './task-set-settings';
import { TaskDefinition } from '../task/task-definition';

/**
 * What every service has, wherever it runs and however it is called.
 *
 * Grants on it go to the role of the tasks; its connections are those of the tasks.
 */
export abstract class Service extends Construct implements iam.IGrantable, ec2.IConnectable {
  /** The service of the CDK that this construct holds. */
  public abstract readonly ecsService: ecs.BaseService;

  /** @internal */
  protected abstract readonly _runnable: Runnable;

  /**
   * Where the load balancers of the service send requests.
   *
   * @internal
   */
  protected readonly _loadBalanced: ecs.CfnTaskSet.LoadBalancerProperty[] = [];

  /** What one task is. Throws when the service was given a task definition of the CDK: that is `ecsService.taskDefinition`. */
  public get taskDefinition(): TaskDefinition {
    if (this._runnable.taskDefinition) return this._runnable.taskDefinition;
    throw new Error(`${this.node.path} runs the \`taskDefinition\` it was given: use \`ecsService.taskDefinition\``);
  }

  /** The principal that grants go to: the task role. */
  public get grantPrincipal(): iam.IPrincipal {
    return this._runnable.ecsTaskDefinition.taskRole.grantPrincipal;
  }

  /** The network connections of the tasks. */
  public get connections(): ec2.Connections {
    return this.ecsService.connections;
  }

  /**
   * Lets the tasks call another service: opens exactly its port, or that of its load balancer, and puts its address into the
   * environment of the container.
   *
   * @param target the service to call
   * @param variable the environment variable for the address: `host:port`, or the URL of a web service
   * @config
   */
  public connectTo(target: Service, variable: string): void {
    addAddress(this._runnable, variable, target._admit(this));
    acknowledgeAddress(this._runnable.ecsTaskDefinition);
  }

  /**
   * Lets a caller in, and says where.
   *
   * @internal
   */
  public _admit(caller: Service): string {
    throw new Error(`${this.node.path} takes no calls: \`connectTo\` of ${caller.node.path} needs an InternalService, or a WebService with a URL`);
  }

  /**
   * Lets the tasks keep the scaler and deployments from stopping them while they are in the middle of something, for up to 48 hours.
   *
   * A task asks for it at `$ECS_AGENT_URI/task-protection/v1/state`, and ECS checks the task role.
   */
  public grantTaskProtection(): iam.Grant {
    return grantTaskProtection(this, this.ecsService.cluster);
  }

  /** Command lines for the service, ready to paste. */
  public get commands(): ServiceCommands {
    return new ServiceCommands(this);
  }

  /** Graphs of the service, for a dashboard; see `ServiceDashboard`. */
  public widgets(): cloudwatch.IWidget[] {
    return serviceWidgets(this);
  }

  /**
   * A metric of the service.
   *
   * @param metricName the name CloudWatch knows it by, in namespace AWS/ECS
   * @param options period, statistic and the like
   */
  public metric(metricName: string, options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.ecsService.metric(metricName, options);
  }

  /** The CPU the tasks use, in percent of what they reserve. */
  public metricCpuUtilization(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.ecsService.metricCpuUtilization(options);
  }

  /** The memory the tasks use, in percent of what they reserve. */
  public metricMemoryUtilization(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.ecsService.metricMemoryUtilization(options);
  }

  /** How many tasks run. Container Insights measures it. */
  public metricRunningTaskCount(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return containerInsights(this.ecsService, 'RunningTaskCount', options);
  }

  /** How many tasks there should be. Container Insights measures it. */
  public metricDesiredTaskCount(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return containerInsights(this.ecsService, 'DesiredTaskCount', options);
  }

  /**
   * Makes alarms on tasks that are missing, and on CPU and memory that run out.
   *
   * @param options when they go off, and who is told
   * @config
   */
  public addAlarms(options: ServiceAlarmOptions = {}): cloudwatch.Alarm[] {
    return newServiceAlarms(this, options);
  }

  /** @internal */
  public _ownsTaskDefinition(): boolean {
    return this._runnable.taskDefinition !== undefined;
  }

  /**
   * Where callers find the service, when that is known.
   *
   * @internal
   */
  public _reachedAt(): string | undefined {
    return undefined;
  }

  /**
   * What a task set says in place of the service.
   *
   * @internal
   */
  public _taskSetProps(): TaskSetSettings {
    return taskSetSettings(this, this._runnable, this._loadBalanced);
  }

  /**
   * What AWS CodeDeploy is told to deploy.
   *
   * @internal
   */
  public _codeDeployRevision(): CodeDeployRevision {
    throw new Error(`\`deployment\` of ${this.node.path} must be Deployment.codeDeploy() for this command, got another`);
  }
}
