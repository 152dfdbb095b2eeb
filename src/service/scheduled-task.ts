import { Duration, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { checkPlacement } from './check-service';
import { newRunTaskRole, runTaskTarget } from './run-task-target';
import { newRunnable, Runnable } from './runnable';
import { RunnableOptions } from './service-options';
import { TaskDefinition } from '../task/task-definition';
import { acknowledge } from '../validation/acknowledge';

/** Properties of `ScheduledTask`. */
export interface ScheduledTaskProps extends RunnableOptions {
  /** When tasks start, for example `ScheduleExpression.cron({ hour: '3', minute: '0', timeZone: TimeZone.EUROPE_BERLIN })`. */
  readonly schedule: scheduler.ScheduleExpression;

  /**
   * How many tasks start at once, from 1 to 10.
   *
   * @default 1
   */
  readonly taskCount?: number;

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

  /**
   * How much later than said a task may start, from 1 minute to 24 hours. Many schedules then do not start at once.
   *
   * @default - on time
   */
  readonly flexibleWindow?: Duration;

  /**
   * How often starting a task is tried again, from 0 to 185. A task that starts and then fails is not run again.
   *
   * @default 3
   */
  readonly retryAttempts?: number;

  /**
   * How long starting a task is tried again, from 1 minute to 24 hours.
   *
   * @default Duration.hours(1)
   */
  readonly maxEventAge?: Duration;

  /**
   * The queue for starts that were given up.
   *
   * @default - one is made
   */
  readonly deadLetterQueue?: sqs.IQueue;

  /**
   * Whether the schedule is on.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

/** A task that starts by the clock, on capacity that may have to start first. Grants on it go to the role of the task. */
export class ScheduledTask extends Construct implements iam.IGrantable, ec2.IConnectable {
  /** The schedule of the CDK that this construct holds. */
  public readonly schedule: scheduler.Schedule;

  /** Where starts go that were given up. */
  public readonly deadLetterQueue: sqs.IQueue;

  /** The network connections of the task. */
  public readonly connections: ec2.Connections;

  /** The principal that grants go to: the task role. */
  public readonly grantPrincipal: iam.IPrincipal;

  private readonly runnable: Runnable;

  constructor(scope: Construct, id: string, props: ScheduledTaskProps) {
    super(scope, id);
    checkScheduledTask(props);
    this.runnable = newRunnable(this, props);
    checkPlacement(props, this.runnable.capacity, props.placementStrategies);
    this.grantPrincipal = this.runnable.ecsTaskDefinition.taskRole.grantPrincipal;
    this.connections = new ec2.Connections({ securityGroups: this.runnable.network.securityGroups });
    this.runnable.described?.connectVolumes(this);
    this.deadLetterQueue = props.deadLetterQueue ?? new sqs.Queue(this, 'DeadLetterQueue', {
      encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14),
    });
    if (!props.deadLetterQueue) acknowledgeDeadLetters(this.deadLetterQueue);
    const role = newRunTaskRole(this, this.runnable.ecsTaskDefinition, props.cluster, 'scheduler.amazonaws.com');
    this.deadLetterQueue.grantSendMessages(role);
    this.schedule = new scheduler.Schedule(this, 'Schedule', {
      schedule: props.schedule,
      enabled: props.enabled,
      timeWindow: flexible(props.flexibleWindow),
      target: runTaskTarget({ ...props, ...knownToCdk(props), runnable: this.runnable, role, deadLetterQueue: this.deadLetterQueue }),
    });
    renderLater(this.schedule, props);
  }

  /** What one task is. Throws when a task definition of the CDK was given. */
  public get taskDefinition(): TaskDefinition {
    if (this.runnable.taskDefinition) return this.runnable.taskDefinition;
    throw new Error(`${this.node.path} runs the \`taskDefinition\` it was given`);
  }

  /** The container that runs. */
  public get container(): ecs.ContainerDefinition {
    return this.runnable.container;
  }
}

function acknowledgeDeadLetters(queue: sqs.IQueue): void {
  acknowledge(
    queue, 'AwsSolutions-SQS3', 'it is the dead-letter queue of a schedule; the checker looks for dead-letter queues of queues only',
  );
}

type Starting = Pick<ScheduledTaskProps, 'retryAttempts' | 'maxEventAge' | 'flexibleWindow'>;

/** The construct of the CDK compares these numbers; those that are known at deployment only are written over what it renders. */
function knownToCdk({ retryAttempts, maxEventAge }: Starting): Starting {
  return {
    retryAttempts: Token.isUnresolved(retryAttempts) ? undefined : retryAttempts, maxEventAge: maxEventAge?.isUnresolved() ? undefined : maxEventAge,
  };
}

function flexible(window: Duration | undefined): scheduler.TimeWindow | undefined {
  return window && scheduler.TimeWindow.flexible(window.isUnresolved() ? Duration.minutes(1) : window);
}

function renderLater(schedule: scheduler.Schedule, { retryAttempts, maxEventAge, flexibleWindow }: Starting): void {
  const resource = schedule.node.defaultChild as scheduler.CfnSchedule;
  const over = (path: string, value: number | undefined) => value !== undefined && resource.addPropertyOverride(path, value);
  over('Target.RetryPolicy.MaximumRetryAttempts', Token.isUnresolved(retryAttempts) ? retryAttempts : undefined);
  over('Target.RetryPolicy.MaximumEventAgeInSeconds', maxEventAge?.isUnresolved() ? maxEventAge.toSeconds() : undefined);
  over('FlexibleTimeWindow.MaximumWindowInMinutes', flexibleWindow?.isUnresolved() ? flexibleWindow.toMinutes() : undefined);
}

function checkScheduledTask(props: ScheduledTaskProps): void {
  checkWhole('taskCount', props.taskCount ?? 1, 1, 10);
  checkWhole('retryAttempts', props.retryAttempts ?? 3, 0, 185);
  for (const prop of ['maxEventAge', 'flexibleWindow'] as const) {
    const duration = props[prop];
    if (duration && !duration.isUnresolved()) checkWhole(prop, duration.toSeconds() / 60, 1, 1440, ' minutes');
  }
}

function checkWhole(prop: string, value: number, least: number, most: number, unit: string = ''): void {
  if (Token.isUnresolved(value) || (Number.isInteger(value) && value >= least && value <= most)) return;
  throw new Error(`\`${prop}\` must be a whole number from ${least} to ${most}${unit}, got ${value}${unit}`);
}
