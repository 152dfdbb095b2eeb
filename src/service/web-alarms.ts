import { Duration, Names } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Construct } from 'constructs';
import { inBothGroups, SUM_OF_BOTH } from './service-metrics';

const MINUTE = Duration.minutes(1);

/** When the alarms of a web service go off. */
export interface WebAlarmOptions {
  /**
   * How many answers with status 500 to 599 there may be in a minute.
   *
   * @default 10
   */
  readonly serverErrorsPerMinute?: number;

  /**
   * How many minutes in a row it takes.
   *
   * @default 3
   */
  readonly evaluationPeriods?: number;

  /**
   * Who is told.
   *
   * @default - nobody; the state of the alarm shows in the console
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];
}

/** Properties of `WebAlarms`. */
export interface WebAlarmsProps {
  /** The service. */
  readonly ecsService: ecs.BaseService;

  /** Its tasks, as the load balancer sees them. */
  readonly targetGroup: elbv2.ApplicationTargetGroup;

  /**
   * The group that takes the place of `targetGroup` with every other deployment.
   *
   * @default - deployments move no traffic
   */
  readonly alternateTargetGroup?: elbv2.ApplicationTargetGroup;

  /**
   * Where AWS CodeDeploy deploys the service.
   *
   * @default - it does not
   */
  readonly deploymentGroup?: codedeploy.EcsDeploymentGroup;
}

/** Alarms of a web service. They watch its target group, so that the service may refer to them without a circle. */
export class WebAlarms {
  private alarms?: cloudwatch.Alarm[];

  constructor(private readonly scope: Construct, private readonly props: WebAlarmsProps) {}

  /**
   * Makes an alarm on answers with status 500 to 599 and one on unhealthy tasks.
   *
   * @config
   */
  public add(options: WebAlarmOptions = {}): cloudwatch.Alarm[] {
    if (this.alarms) throw new Error(`alarms of ${this.scope.node.path} are already there: call \`add\` or \`rollBackDeployments\` once`);
    const { targetGroup, alternateTargetGroup } = this.props;
    const both = { targetGroups: alternateTargetGroup ? [targetGroup, alternateTargetGroup] : [targetGroup], expression: SUM_OF_BOTH };
    const errors = inBothGroups({
      ...both,
      label: 'Server errors',
      metricOf: (metrics) => metrics.httpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT, { period: MINUTE, statistic: 'Sum' }),
    });
    const unhealthy = inBothGroups({
      ...both, label: 'Unhealthy tasks', metricOf: (metrics) => metrics.unhealthyHostCount({ period: MINUTE, statistic: 'Maximum' }),
    });
    this.alarms = [
      this.newAlarm('ServerErrors', errors, options.serverErrorsPerMinute ?? 10, options),
      this.newAlarm('UnhealthyTasks', unhealthy, 0, options),
    ];
    return this.alarms;
  }

  /**
   * Makes the alarms, and rolls a deployment back that sets one of them off.
   *
   * @config
   */
  public rollBackDeployments(options: WebAlarmOptions = {}): cloudwatch.Alarm[] {
    const alarms = this.add(options);
    const { ecsService, deploymentGroup } = this.props;
    if (deploymentGroup) {
      alarms.forEach((alarm) => deploymentGroup.addAlarm(alarm));
      return alarms;
    }
    const names = alarms.map((alarm) => this.nameOf(alarm.node.id));
    ecsService.enableDeploymentAlarms(names, { behavior: ecs.AlarmBehavior.ROLLBACK_ON_ALARM });
    ecsService.node.addDependency(...alarms);
    return alarms;
  }

  private newAlarm(id: string, metric: cloudwatch.IMetric, most: number, options: WebAlarmOptions): cloudwatch.Alarm {
    const alarm = new cloudwatch.Alarm(this.scope, id, {
      alarmName: this.nameOf(id),
      metric,
      threshold: most,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: options.evaluationPeriods ?? 3,
      // No requests is no error.
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(...options.alarmActions ?? []);
    return alarm;
  }

  /** A name in text: the service must know it before the alarm exists. */
  private nameOf(id: string): string {
    return `${Names.uniqueResourceName(this.scope, { maxLength: 200, separator: '-' })}-${id}`;
  }
}
