import { Duration, Size, TimeZone } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { Cpu, PredictedMeasure, QueueWorker, WebListener, WebService, WebServiceProps } from '../../src';
import { clusterStack, image, only, templateOf } from '../support/stack';

const POLICY = 'AWS::ApplicationAutoScaling::ScalingPolicy';
const TARGET = 'AWS::ApplicationAutoScaling::ScalableTarget';

function shop() {
  const { stack, cluster } = clusterStack();
  const task = { cluster, image, cpu: Cpu.vcpu(0.5), memory: Size.gibibytes(1) };
  const add = (more: Partial<WebServiceProps> = {}, id = 'Api') => new WebService(stack, id, { ...task, listener: WebListener.http(), ...more });
  return { stack, task, add };
}

const orders = new cloudwatch.Metric({ namespace: 'Shop', metricName: 'OpenOrders', dimensionsMap: { Stage: 'prod' } });

describe('the number of tasks', () => {
  test('belongs to the scaler from the first deployment on: the template never says it, and registering lifts it to the minimum', () => {
    const { stack, add } = shop();
    add({ count: { min: 3, max: 9 } });
    const template = templateOf(stack);
    template.hasResourceProperties('AWS::ECS::Service', { DesiredCount: Match.absent() });
    template.hasResourceProperties(TARGET, { MinCapacity: 3, MaxCapacity: 9 });
    template.resourceCountIs('Custom::InitialTaskCount', 0);
  });

  test('begins higher by one call, made when the service is made and by no later deployment', () => {
    const { stack, add } = shop();
    add({ count: { min: 2, max: 9, initial: 6 } });
    const template = templateOf(stack);
    const { resource } = only(template, 'Custom::InitialTaskCount');
    const { Create, Update, Delete } = resource.Properties as Record<string, unknown>;
    expect([Update, Delete]).toEqual([undefined, undefined]);
    const created = JSON.parse(JSON.stringify(Create).includes('Fn::Join') ? joined(Create) : String(Create)) as { action: string; parameters: object };
    expect(created.action).toBe('updateService');
    expect(created.parameters).toMatchObject({ desiredCount: 6 });
    expect(resource.DependsOn).toContain(only(template, TARGET).id);
    template.hasResourceProperties('AWS::ECS::Service', { DesiredCount: Match.absent() });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [{ Action: 'ecs:UpdateService', Effect: 'Allow', Resource: { Ref: only(template, 'AWS::ECS::Service').id } }] },
    });
  });

  test('of a service that does not scale is said by the template', () => {
    const { stack, add } = shop();
    add({ desiredCount: 4 });
    templateOf(stack).hasResourceProperties('AWS::ECS::Service', { DesiredCount: 4 });
  });

  test('fails to begin outside its bounds, and to be said twice', () => {
    const { add } = shop();
    expect(() => add({ count: { min: 2, max: 4, initial: 5 } }, 'A')).toThrow('`count.initial` must be a whole number from 2 to 4, got 5');
    expect(() => add({ count: { min: 4, max: 2 } }, 'B')).toThrow('`count.max` must be a whole number from 4 (`count.min`), got 2');
    expect(() => add({ count: { min: 1, max: 2 }, desiredCount: 3 }, 'C')).toThrow('`desiredCount` must be left out beside `count`');
    expect(() => add({}, 'D').scaling.trackCpuUtilization({ targetPercent: 50 })).toThrow('`maxCapacity` must be given');
  });
});

describe('a service follows', () => {
  test('CPU and memory of its tasks, with its own cooldowns', () => {
    const { stack, add } = shop();
    const { scaling } = add({ count: { min: 2, max: 9 } });
    scaling.trackCpuUtilization({ targetPercent: 50, scaleInCooldown: Duration.seconds(60), scaleOutCooldown: Duration.seconds(30) });
    scaling.trackMemoryUtilization({ targetPercent: 70, disableScaleIn: true });
    const template = templateOf(stack);
    template.hasResourceProperties(POLICY, {
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' }, TargetValue: 50, ScaleInCooldown: 60, ScaleOutCooldown: 30,
      },
    });
    template.hasResourceProperties(POLICY, {
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageMemoryUtilization' },
        TargetValue: 70,
        DisableScaleIn: true,
        ScaleInCooldown: 300,
        ScaleOutCooldown: 60,
      },
    });
    template.resourceCountIs(TARGET, 1);
  });

  test('requests per task and the time to an answer', () => {
    const { stack, add } = shop();
    const { scaling } = add({ count: { min: 2, max: 9 } });
    scaling.trackRequests({ requestsPerTask: 500 });
    scaling.trackResponseTime({ target: Duration.millis(250) });
    const template = templateOf(stack);
    template.hasResourceProperties(POLICY, {
      TargetTrackingScalingPolicyConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget', ResourceLabel: Match.anyValue() }, TargetValue: 500,
      },
    });
    template.hasResourceProperties(POLICY, {
      TargetTrackingScalingPolicyConfiguration: {
        CustomizedMetricSpecification: { Namespace: 'AWS/ApplicationELB', MetricName: 'TargetResponseTime', Statistic: 'Average' }, TargetValue: 0.25,
      },
    });
  });

  test('any measure, by target or in steps', () => {
    const { stack, add } = shop();
    const { scaling } = add({ count: { min: 1, max: 9 } });
    scaling.trackMetric('Orders', { metric: orders, target: 100 });
    scaling.addSteps('Failures', {
      metric: new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Failures' }),
      cooldown: Duration.minutes(2),
      steps: [{ lower: 10, change: 1 }, { lower: 50, change: 3 }],
    });
    const template = templateOf(stack);
    template.hasResourceProperties(POLICY, {
      TargetTrackingScalingPolicyConfiguration: { CustomizedMetricSpecification: { Namespace: 'Shop', MetricName: 'OpenOrders' }, TargetValue: 100 },
    });
    template.hasResourceProperties(POLICY, {
      PolicyType: 'StepScaling',
      StepScalingPolicyConfiguration: { Cooldown: 120, StepAdjustments: [{ ScalingAdjustment: 1 }, { ScalingAdjustment: 3 }].map(Match.objectLike) },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'Failures', Threshold: 10 });
  });

  test('the clock, in a time zone', () => {
    const { stack, add } = shop();
    add({ count: { min: 1, max: 9 } }).scaling.addSchedule('Morning', {
      schedule: appscaling.Schedule.cron({ hour: '7', minute: '0' }), timeZone: TimeZone.EUROPE_BERLIN, newMin: 5,
    });
    templateOf(stack).hasResourceProperties(TARGET, {
      ScheduledActions: [{ Schedule: 'cron(0 7 * * ? *)', Timezone: 'Europe/Berlin', ScalableTargetAction: { MinCapacity: 5 } }],
    });
  });

  test('a forecast of its requests, ahead of the load', () => {
    const { stack, add } = shop();
    add({ count: { min: 2, max: 9 } }).scaling.followForecast({
      measure: PredictedMeasure.REQUESTS, target: 500, startAhead: Duration.minutes(10), maxCapacityBuffer: 20,
    });
    templateOf(stack).hasResourceProperties(POLICY, {
      PolicyType: 'PredictiveScaling',
      PredictiveScalingPolicyConfiguration: {
        Mode: 'ForecastAndScale',
        SchedulingBufferTime: 600,
        MaxCapacityBreachBehavior: 'IncreaseMaxCapacity',
        MaxCapacityBuffer: 20,
        MetricSpecifications: [{
          TargetValue: 500, PredefinedMetricPairSpecification: { PredefinedMetricType: 'ALBRequestCount', ResourceLabel: Match.anyValue() },
        }],
      },
    });
  });

  test('a forecast beside what it tracks, which does not count as a second policy on one measure', () => {
    const { stack, add } = shop();
    const { scaling } = add({ count: { min: 2, max: 9 } });
    scaling.trackCpuUtilization({ targetPercent: 60 });
    scaling.followForecast({ target: 60, forecastOnly: true });
    const template = templateOf(stack);
    template.resourceCountIs(POLICY, 2);
    template.hasResourceProperties(POLICY, {
      PredictiveScalingPolicyConfiguration: { Mode: 'ForecastOnly', SchedulingBufferTime: 300, MaxCapacityBreachBehavior: 'HonorMaxCapacity' },
    });
  });
});

describe('scaling never fights', () => {
  test('over one measure, however it is said', () => {
    const { add } = shop();
    const { scaling, ecsService } = add({ count: { min: 2, max: 9 } });
    scaling.trackCpuUtilization({ targetPercent: 50 });
    expect(() => scaling.trackCpuUtilization({ targetPercent: 60 }))
      .toThrow('a measure of Shop/Api/Scaling may be followed once, got `trackCpuUtilization` for AWS/ECS CPUUtilization');
    expect(() => scaling.trackMetric('Cpu2', { metric: ecsService.metricCpuUtilization({ statistic: 'p90' }), target: 50 }))
      .toThrow('which `trackCpuUtilization` follows already');
    scaling.trackMetric('Orders', { metric: orders, target: 100 });
    expect(() => scaling.addSteps('Steps', { metric: orders, steps: [{ lower: 1, change: 1 }, { lower: 2, change: 2 }] }))
      .toThrow('got `Steps` for Shop OpenOrders Stage=prod, which `Orders` follows already');
  });

  test('over its bounds', () => {
    const { add } = shop();
    const { scaling } = add({ count: { min: 2, max: 9 } });
    expect(() => scaling.trackCpuUtilization({ targetPercent: 50, maxCapacity: 4 })).toThrow('got 2 to 9 before and 2 to 4 now');
  });

  test('with one who holds it back', () => {
    const { stack, add } = shop();
    const { scaling } = add({ count: { min: 2, max: 9 } });
    scaling.suspend({ scaleOut: false });
    templateOf(stack).hasResourceProperties(TARGET, {
      SuspendedState: { DynamicScalingInSuspended: true, DynamicScalingOutSuspended: false, ScheduledScalingSuspended: true },
    });
    expect(() => add({}, 'Still').scaling.suspend()).toThrow('`suspend` needs something to hold back');
  });
});

test('fails on forecasts that cannot be', () => {
  const { add } = shop();
  const { scaling } = add({ count: { min: 2, max: 9 } });
  expect(() => scaling.followForecast({ target: 120 })).toThrow('`target` must be above 0 and at most 100 percent, got 120');
  expect(() => scaling.followForecast({ target: 50, startAhead: Duration.hours(2) })).toThrow('`startAhead` must be at most 60 minutes, got 120');
  expect(() => scaling.followForecast({ target: 50, maxCapacityBuffer: 101 })).toThrow('from 0 to 100 percent, got 101');
});

describe('a task that is in the middle of something', () => {
  test('may keep the scaler from stopping it, and no other task of the account', () => {
    const { stack, task } = shop();
    const worker = new QueueWorker(stack, 'Resize', { ...task, maxCapacity: 4 });
    worker.grantTaskProtection();
    const template = templateOf(stack);
    const statements = Object.values(template.findResources('AWS::IAM::ManagedPolicy'))
      .flatMap(({ Properties }) => (Properties as Policy).PolicyDocument.Statement);
    const granted = statements.filter(({ Action }) => JSON.stringify(Action).includes('TaskProtection'));
    expect(granted).toHaveLength(1);
    expect(granted[0].Action).toEqual(['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection']);
    expect(JSON.stringify(granted[0].Resource)).toContain(`:task/",{"Ref":"${only(template, 'AWS::ECS::Cluster').id}"},"/*"`);
  });
});

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly { readonly Action: unknown; readonly Resource: unknown }[] };
}

/** The text of a join, with references left out. */
function joined(value: unknown): string {
  const [separator, parts] = (value as { 'Fn::Join': [string, unknown[]] })['Fn::Join'];
  return parts.map((part) => typeof part === 'string' ? part : 'reference').join(separator);
}
