import { Duration, Size, TimeZone } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Capacity, Cpu, DaemonService, Deployment, Discovery, InternalService, QueueWorker, ScheduledTask, WebListener, WebService } from '../../src';
import { clusterStack, image, m6iLarge, only, templateOf } from '../support/stack';

function shop() {
  const { stack, cluster } = clusterStack();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  return { stack, cluster, general, task: { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512) } };
}

describe('a daemon', () => {
  test('runs once on every instance and is replaced by stopping first', () => {
    const { stack, general, task } = shop();
    new DaemonService(stack, 'Logs', { ...task, capacity: Capacity.ec2(general), networkMode: ecs.NetworkMode.BRIDGE });
    templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
      SchedulingStrategy: 'DAEMON',
      LaunchType: 'EC2',
      CapacityProviderStrategy: Match.absent(),
      DesiredCount: Match.absent(),
      DeploymentConfiguration: { MinimumHealthyPercent: 0, MaximumPercent: 100, DeploymentCircuitBreaker: { Enable: true, Rollback: true } },
    });
  });

  test('fails on Fargate, and on a minimum that leaves no way to replace it', () => {
    const { stack, general, task } = shop();
    expect(() => new DaemonService(stack, 'A', task)).toThrow('`capacity` of a daemon must be Capacity.ec2()');
    expect(() => new DaemonService(stack, 'B', { ...task, capacity: Capacity.ec2(general), minHealthyPercent: 100 }))
      .toThrow('`minHealthyPercent` of a daemon must be from 0 to 99, got 100');
  });
});

describe('a queue worker', () => {
  test('takes messages, gives up on poison, and runs as many tasks as messages wait, down to none', () => {
    const { stack, task } = shop();
    new QueueWorker(stack, 'Resize', { ...task, maxCapacity: 20, messagesPerTask: 50 });
    const template = templateOf(stack);
    template.hasResourceProperties('AWS::ECS::Service', { DesiredCount: Match.absent() });
    template.hasResourceProperties('AWS::SQS::Queue', { RedrivePolicy: { maxReceiveCount: 3 }, SqsManagedSseEnabled: true });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { MinCapacity: 0, MaxCapacity: 20 });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      PolicyType: 'TargetTrackingScaling', TargetTrackingScalingPolicyConfiguration: { TargetValue: 50 },
    });
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [Match.objectLike({ Environment: [{ Name: 'QUEUE_URL', Value: { Ref: only(template, 'AWS::SQS::Queue', 'ResizeQueue').id } }] })],
    });
  });

  test('is woken by a message when nothing runs, and not while something does', () => {
    const { stack, task } = shop();
    new QueueWorker(stack, 'Resize', { ...task, maxCapacity: 20 });
    const template = templateOf(stack);
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      PolicyType: 'StepScaling',
      StepScalingPolicyConfiguration: { AdjustmentType: 'ChangeInCapacity', StepAdjustments: Match.arrayWith([Match.objectLike({ ScalingAdjustment: 1 })]) },
    });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      Metrics: Match.arrayWith([Match.objectLike({ Expression: 'IF(FILL(tasks, 0) > 0, 0, waiting)' })]),
    });
  });

  test('that always runs a task needs no waking', () => {
    const { stack, task } = shop();
    new QueueWorker(stack, 'Resize', { ...task, minCapacity: 1, maxCapacity: 20 });
    templateOf(stack).resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  test('fails on a desired count, which the scaler owns, and on moving traffic it has not', () => {
    const { stack, task } = shop();
    expect(() => new QueueWorker(stack, 'A', { ...task, maxCapacity: 2, desiredCount: 1 })).toThrow('`desiredCount` must be left out');
    expect(() => new QueueWorker(stack, 'B', { ...task, maxCapacity: 2, deployment: Deployment.canary() })).toThrow('`deployment` of a worker');
  });
});

describe('a scheduled task', () => {
  test('starts on a capacity provider strategy, tries again, and reports what it gave up', () => {
    const { stack, general, task } = shop();
    new ScheduledTask(stack, 'Report', {
      ...task,
      capacity: Capacity.ec2(general),
      schedule: ScheduleExpression.cron({ hour: '3', minute: '0', timeZone: TimeZone.EUROPE_BERLIN }),
      flexibleWindow: Duration.minutes(15),
    });
    const template = templateOf(stack);
    template.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
      Target: {
        EcsParameters: {
          LaunchType: Match.absent(),
          CapacityProviderStrategy: [{ CapacityProvider: stack.resolve(general.capacityProviderName), Weight: 1 }],
        },
        RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 },
        DeadLetterConfig: { Arn: Match.anyValue() },
      },
    });
  });

  test('may start its own task in its own cluster only', () => {
    const { stack, task } = shop();
    new ScheduledTask(stack, 'Report', { ...task, schedule: ScheduleExpression.rate(Duration.hours(1)) });
    const template = templateOf(stack);
    template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([Match.objectLike({
          Action: 'ecs:RunTask',
          Resource: { Ref: only(template, 'AWS::ECS::TaskDefinition').id },
          Condition: { ArnEquals: { 'ecs:cluster': { 'Fn::GetAtt': [only(template, 'AWS::ECS::Cluster').id, 'Arn'] } } },
        })]),
      },
    });
  });

  test('fails on more tasks, tries and minutes than the scheduler takes', () => {
    const { stack, task } = shop();
    const schedule = ScheduleExpression.rate(Duration.hours(1));
    expect(() => new ScheduledTask(stack, 'A', { ...task, schedule, taskCount: 11 })).toThrow('`taskCount` must be a whole number from 1 to 10, got 11');
    expect(() => new ScheduledTask(stack, 'B', { ...task, schedule, retryAttempts: 186 })).toThrow('from 0 to 185, got 186');
    expect(() => new ScheduledTask(stack, 'C', { ...task, schedule, flexibleWindow: Duration.days(2) })).toThrow('from 1 to 1440 minutes, got 2880 minutes');
  });
});

describe('an internal service', () => {
  test('is called by name through Service Connect, by those who were connected', () => {
    const { stack, cluster, task } = shop();
    cluster.addDefaultCloudMapNamespace({ name: 'shop' });
    const prices = new InternalService(stack, 'Prices', { ...task, containerPort: 8080 });
    const front = new WebService(stack, 'Front', { ...task, listener: WebListener.http() });
    front.connectTo(prices, 'PRICES');
    const template = templateOf(stack);
    template.hasResourceProperties('AWS::ECS::Service', {
      ServiceConnectConfiguration: { Enabled: true, Services: [{ PortName: 'prices', ClientAliases: [{ DnsName: 'prices', Port: 8080 }] }] },
    });
    template.hasResourceProperties('AWS::ECS::Service', { LoadBalancers: Match.anyValue(), ServiceConnectConfiguration: { Enabled: true, Namespace: 'shop' } });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: { 'Fn::GetAtt': [only(template, 'AWS::EC2::SecurityGroup', 'PricesSecurityGroup').id, 'GroupId'] },
      SourceSecurityGroupId: { 'Fn::GetAtt': [only(template, 'AWS::EC2::SecurityGroup', 'FrontSecurityGroup').id, 'GroupId'] },
      FromPort: 8080,
      ToPort: 8080,
    });
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [Match.objectLike({ Environment: [{ Name: 'PRICES', Value: 'prices:8080' }] })],
    });
  });

  test('is created before those who call it, whose proxies learn of no name that comes later', () => {
    const { stack, cluster, task } = shop();
    cluster.addDefaultCloudMapNamespace({ name: 'shop' });
    const [prices, stock, front] = ['Prices', 'Stock', 'Front'].map((name) => new InternalService(stack, name, task));
    front.connectTo(stock, 'STOCK');
    stock.connectTo(prices, 'PRICES');
    prices.connectTo(front, 'FRONT');
    const template = templateOf(stack);
    const service = (name: string) => only(template, 'AWS::ECS::Service', name);
    expect(service('Front').resource.DependsOn).toContain(service('Stock').id);
    expect(service('Stock').resource.DependsOn).toContain(service('Prices').id);
    // The third call closes the circle, in which one has to come first.
    expect(service('Prices').resource.DependsOn).not.toContain(service('Front').id);
  });

  test('is found in DNS through Cloud Map', () => {
    const { stack, cluster, task } = shop();
    cluster.addDefaultCloudMapNamespace({ name: 'shop.internal' });
    const prices = new InternalService(stack, 'Prices', { ...task, discovery: Discovery.cloudMap() });
    expect(prices.address).toBe('prices.shop.internal:80');
    templateOf(stack).hasResourceProperties('AWS::ServiceDiscovery::Service', { Name: 'prices', DnsConfig: { DnsRecords: [{ TTL: 10, Type: 'A' }] } });
  });

  test('fails without a namespace', () => {
    const { stack, task } = shop();
    expect(() => new InternalService(stack, 'Prices', task)).toThrow('`namespace` must be given: cluster Shop/Cluster has no default Cloud Map namespace');
  });
});
