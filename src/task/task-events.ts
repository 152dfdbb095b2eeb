import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { logKeyOf } from './log-key';

/** Properties of `TaskEvents`. */
export interface TaskEventsProps {
  /** The cluster whose events are kept. */
  readonly cluster: ecs.ICluster;

  /**
   * Whether only tasks that stopped are kept, with the reason and the exit codes, and not the service actions and deployments.
   *
   * @default false
   */
  readonly stoppedTasksOnly?: boolean;

  /**
   * How long the events are kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * The key that encrypts the events.
   *
   * @default - one key for all log groups of the stack, rotated every year
   */
  readonly logEncryptionKey?: kms.IKey;
}

/**
 * Keeps what Amazon ECS says about the tasks, services and deployments of a cluster. Amazon ECS itself shows a stopped task, and
 * why it stopped, for an hour.
 */
export class TaskEvents extends Construct {
  /** The log group with the events, one JSON object each. */
  public readonly logGroup: logs.ILogGroup;

  /** The rules that catch the events. */
  public readonly rules: events.Rule[];

  constructor(scope: Construct, id: string, props: TaskEventsProps) {
    super(scope, id);
    this.logGroup = new logs.LogGroup(this, 'Logs', {
      retention: props.logRetention ?? logs.RetentionDays.ONE_MONTH,
      encryptionKey: props.logEncryptionKey ?? logKeyOf(Stack.of(this)),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.rules = Object.entries(patternsOf(props)).map(([name, eventPattern]) => new events.Rule(this, name, { eventPattern }));
    this.rules.forEach((rule) => rule.addTarget({ bind: () => ({ arn: this.targetArn() }) }));
    this.allowEvents();
  }

  /** A target has no `:*` at its end, which the ARN of a log group has. */
  private targetArn(): string {
    return Stack.of(this).formatArn({
      service: 'logs', resource: 'log-group', resourceName: this.logGroup.logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
    });
  }

  private allowEvents(): void {
    new logs.ResourcePolicy(this, 'Policy', {
      policyStatements: [new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('events.amazonaws.com'), new iam.ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
        conditions: { ArnEquals: { 'aws:SourceArn': this.rules.map((rule) => rule.ruleArn) } },
      })],
    });
  }
}

/** Tasks, service actions and instances name their cluster; deployments name their service only, in whose ARN the cluster is. */
function patternsOf({ cluster, stoppedTasksOnly }: TaskEventsProps): Readonly<Record<string, events.EventPattern>> {
  const source = ['aws.ecs'];
  const clusterArn = [cluster.clusterArn];
  if (stoppedTasksOnly) {
    return { StoppedTasks: { source, detailType: ['ECS Task State Change'], detail: { clusterArn, lastStatus: ['STOPPED'] } } };
  }
  const services = cluster.stack.formatArn({ service: 'ecs', resource: 'service', resourceName: `${cluster.clusterName}/` });
  return {
    Tasks: {
      source,
      detailType: ['ECS Task State Change', 'ECS Service Action', 'ECS Container Instance State Change'],
      detail: { clusterArn },
    },
    Deployments: { source, detailType: ['ECS Deployment State Change'], resources: events.Match.prefix(services) },
  };
}
