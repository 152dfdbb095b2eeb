import { Duration, Tags } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledgeAddress } from './acknowledge-address';
import { addAddress } from './add-address';
import { checkMovesNothing } from './check-service';
import { newReplicaService } from './new-ecs-service';
import { checkInsideAws } from './run-on';
import { newRunnable, Runnable } from './runnable';
import { Service } from './service';
import { ServiceAlarmOptions } from './service-alarm-options';
import { ReplicaServiceOptions } from './service-options';
import { queueWidgets } from './service-widgets';
import { ScalingCount } from '../scaling/scaling-options';
import { ServiceScaling } from '../scaling/service-scaling';

/** Properties of `QueueWorker`. */
export interface QueueWorkerProps extends ReplicaServiceOptions {
  /**
   * The queue whose messages the tasks take.
   *
   * @default - one is made, with a dead-letter queue
   */
  readonly queue?: sqs.IQueue;

  /**
   * How long a task may take for one message before another task gets it. For the queue that is made.
   *
   * @default Duration.seconds(30)
   */
  readonly visibilityTimeout?: Duration;

  /**
   * How often a message may be taken in vain before it goes to the dead-letter queue. For the queue that is made.
   *
   * @default 3
   */
  readonly maxReceiveCount?: number;

  /**
   * The least number of tasks. With 0 the last task stops when nothing waits, and the first starts when a message does.
   *
   * @default 0
   */
  readonly minCapacity?: number;

  /**
   * The largest number of tasks.
   *
   * @default - that of `count`; one of the two is needed
   */
  readonly maxCapacity?: number;

  /**
   * How many messages may wait for each task: the longest wait you accept, divided by the time one message takes.
   *
   * @default 10
   */
  readonly messagesPerTask?: number;
}

/**
 * Tasks that take messages from a queue, as many as the messages that wait ask for.
 *
 * The container finds the address of the queue in `QUEUE_URL`.
 */
export class QueueWorker extends Service {
  /** The service of the CDK that this construct holds. */
  public readonly ecsService: ecs.BaseService;

  /** The queue whose messages the tasks take. */
  public readonly queue: sqs.IQueue;

  /** Where messages go that no task could deal with. Absent when the queue was given. */
  public readonly deadLetterQueue?: sqs.IQueue;

  /** How the number of tasks follows the load. */
  public readonly scaling: ServiceScaling;

  /** @internal */
  protected readonly _runnable: Runnable;

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    checkQueueWorker(props);
    this.deadLetterQueue = props.queue ? undefined : newQueue(this, 'DeadLetterQueue', { retentionPeriod: Duration.days(14) });
    this.queue = props.queue ?? newQueue(this, 'Queue', {
      visibilityTimeout: props.visibilityTimeout,
      deadLetterQueue: { queue: this.deadLetterQueue!, maxReceiveCount: props.maxReceiveCount ?? 3 },
    });
    this._runnable = newRunnable(this, props);
    checkInsideAws(this._runnable.capacity, 'a queue worker', 'services on external instances do not scale; use a Worker or a DaemonService');
    addAddress(this._runnable, 'QUEUE_URL', this.queue.queueUrl);
    if (!props.environment) acknowledgeAddress(this._runnable.ecsTaskDefinition);
    this.queue.grantConsumeMessages(this);
    const count = countOf(props);
    this.ecsService = newReplicaService(this, { ...props, count }, this._runnable, { scaled: () => this.scaling.ownsDesiredCount });
    this.scaling = new ServiceScaling(this, 'Scaling', { ecsService: this.ecsService, minCapacity: count.min, count });
    this.scaling.trackBacklog({ queue: this.queue, messagesPerTask: props.messagesPerTask ?? 10 });
    Tags.of(this).add('stowage:service', id, { includeResourceTypes: TAGGED });
  }

  public override widgets(): cloudwatch.IWidget[] {
    return [...super.widgets(), ...queueWidgets(this, this.queue)];
  }

  /** How many messages wait. */
  public metricApproximateNumberOfMessagesVisible(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.queue.metricApproximateNumberOfMessagesVisible(options);
  }

  /** How long the message that waits longest has waited, in seconds. */
  public metricApproximateAgeOfOldestMessage(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.queue.metricApproximateAgeOfOldestMessage(options);
  }

  /**
   * Makes alarms on tasks that are missing, on CPU and memory that run out, and on messages that no task could deal with.
   *
   * @param options when they go off, and who is told
   * @config
   */
  public override addAlarms(options: ServiceAlarmOptions = {}): cloudwatch.Alarm[] {
    const alarms = super.addAlarms(options);
    if (!this.deadLetterQueue) return alarms;
    const deadLetters = this.deadLetterQueue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }).createAlarm(this, 'DeadLetters', {
      threshold: 1, evaluationPeriods: 1, treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    deadLetters.addAlarmAction(...options.alarmActions ?? []);
    return [...alarms, deadLetters];
  }

  /**
   * Lets someone put messages into the queue.
   *
   * @param grantee who
   */
  public grantSend(grantee: iam.IGrantable): iam.Grant {
    return this.queue.grantSendMessages(grantee);
  }
}

const TAGGED = ['AWS::ECS::Service', 'AWS::ECS::TaskDefinition', 'AWS::Logs::LogGroup', 'AWS::SQS::Queue'];

function newQueue(scope: Construct, id: string, props: sqs.QueueProps): sqs.Queue {
  return new sqs.Queue(scope, id, { encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true, ...props });
}

function countOf({ count, minCapacity, maxCapacity }: QueueWorkerProps): ScalingCount {
  if (count) {
    if (minCapacity === undefined && maxCapacity === undefined) return count;
    throw new Error('`minCapacity` and `maxCapacity` must be left out beside `count`, which says both');
  }
  if (maxCapacity === undefined) throw new Error('`maxCapacity` of a worker must be given when `count` is not: it says how many tasks a long queue may start');
  return { min: minCapacity ?? 0, max: maxCapacity };
}

function checkQueueWorker(props: QueueWorkerProps): void {
  if (props.desiredCount !== undefined) {
    throw new Error(`\`desiredCount\` must be left out: the scaler owns it, between \`minCapacity\` and \`maxCapacity\`; the first number is \`count.initial\`, got ${props.desiredCount}`);
  }
  const ofOwnQueue = (['visibilityTimeout', 'maxReceiveCount'] as const).find((name) => props[name] !== undefined);
  if (props.queue && ofOwnQueue) throw new Error(`\`${ofOwnQueue}\` is for the queue that is made: set it on the \`queue\` that is given`);
  checkMovesNothing(props.deployment, 'a worker');
}
