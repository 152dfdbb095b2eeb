import { Duration, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity, Cpu, Deployment, WebListener, WebService, WebServiceProps } from '../../src';
import { clusterStack, image, m6iLarge, only, templateOf } from '../support/stack';

function shop() {
  const { stack, cluster } = clusterStack();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const add = (id: string, more: Partial<WebServiceProps> = {}) => new WebService(stack, id, {
    cluster, image, listener: WebListener.http(), cpu: Cpu.vcpu(0.5), memory: Size.gibibytes(1), ...more,
  });
  return { stack, cluster, general, add };
}

test('moves traffic between two target groups by a rule, with a role of its own', () => {
  const { stack, add } = shop();
  add('Api', { deployment: Deployment.blueGreen({ bakeTime: Duration.minutes(10) }) });
  const template = templateOf(stack);
  const rule = only(template, 'AWS::ElasticLoadBalancingV2::ListenerRule').id;
  template.hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 10 },
    LoadBalancers: [Match.objectLike({
      AdvancedConfiguration: {
        AlternateTargetGroupArn: { Ref: only(template, 'AWS::ElasticLoadBalancingV2::TargetGroup', 'ApiAlternateTargetGroup').id },
        ProductionListenerRule: { Ref: rule },
        RoleArn: { 'Fn::GetAtt': [only(template, 'AWS::IAM::Role', 'ApiTrafficShiftRole').id, 'Arn'] },
      },
    })],
  });
});

test('sends a share ahead, then the rest', () => {
  const { stack, add } = shop();
  add('Api', { deployment: Deployment.canary({ stepPercent: 5, stepBakeTime: Duration.minutes(10) }) });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: { Strategy: 'CANARY', CanaryConfiguration: { CanaryPercent: 5, CanaryBakeTimeInMinutes: 10 } },
  });
});

test('lets a test listener try the new revision', () => {
  const { stack, add } = shop();
  const front = add('Front');
  add('Api', { deployment: Deployment.linear({ testListener: front.listener }) });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    LoadBalancers: [Match.objectLike({ AdvancedConfiguration: Match.objectLike({ TestListenerRule: Match.anyValue() }) })],
  });
});

test('rolls back on alarms that are made for it and wait for nothing of the service', () => {
  const { stack, add } = shop();
  add('Api').alarms.rollBackDeployments();
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: {
      Alarms: { Enable: true, Rollback: true, AlarmNames: ['ServerErrors', 'UnhealthyTasks'].map((id) => Match.stringLikeRegexp(`^Shop.*Api.*-${id}$`)) },
    },
  });
  template.resourceCountIs('AWS::CloudWatch::Alarm', 2);
});

test('gives up after as many failed tasks as the user says', () => {
  const { stack, add } = shop();
  add('Api', { circuitBreaker: { failureThreshold: 4 } });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: { DeploymentCircuitBreaker: { Enable: true, Rollback: true, ThresholdConfiguration: { Type: 'COUNT', Value: 4 } } },
  });
});

test('expresses the service that the project began with', () => {
  const { stack, add } = shop();
  add('Nginx', {
    serviceName: 'nginx-service',
    desiredCount: 2,
    containerPort: 80,
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    assignPublicIp: true,
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
  }).scaling.trackCpuUtilization({
    targetPercent: 50, minCapacity: 2, maxCapacity: 5, scaleInCooldown: Duration.seconds(60), scaleOutCooldown: Duration.seconds(60),
  });
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ECS::Service', {
    ServiceName: 'nginx-service',
    NetworkConfiguration: { AwsvpcConfiguration: { AssignPublicIp: 'ENABLED', Subnets: [Match.anyValue(), Match.anyValue()] } },
    LoadBalancers: [Match.objectLike({ ContainerPort: 80 })],
    DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: 200 },
  });
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { MinCapacity: 2, MaxCapacity: 5 });
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
    TargetTrackingScalingPolicyConfiguration: { TargetValue: 50, ScaleInCooldown: 60, ScaleOutCooldown: 60 },
  });
});

test('runs a task definition of the CDK', () => {
  const { stack, add } = shop();
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Own');
  taskDefinition.addContainer('web', { image, portMappings: [{ containerPort: 3000 }] });
  const api = add('Api', { taskDefinition, image: undefined, cpu: undefined, memory: undefined });
  templateOf(stack).hasResourceProperties('AWS::ECS::Service', { LoadBalancers: [Match.objectLike({ ContainerName: 'web', ContainerPort: 3000 })] });
  expect(() => api.taskDefinition).toThrow('use `ecsService.taskDefinition`');
});

test('fails on props that contradict each other', () => {
  const { stack, general, add } = shop();
  const capacity = Capacity.ec2(general);
  const strategy = ecs.PlacementStrategy.packedByCpu();
  const rebalancing = ecs.AvailabilityZoneRebalancing.ENABLED;
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Own');
  expect(() => add('A', { capacity, assignPublicIp: true })).toThrow('`assignPublicIp` must be false on container instances');
  expect(() => add('B', { capacity, placementStrategies: Array(6).fill(strategy) })).toThrow('`placementStrategies` may hold 5, got 6');
  expect(() => add('C', { capacity, placementConstraints: Array(11).fill(ecs.PlacementConstraint.distinctInstances()) }))
    .toThrow('`placementConstraints` may hold 10, got 11');
  expect(() => add('D', { deployment: Deployment.external(), circuitBreaker: { failureThreshold: 3 } })).toThrow('`circuitBreaker` must be left out');
  expect(() => add('E', { capacity, placementStrategies: [strategy], availabilityZoneRebalancing: rebalancing })).toThrow('got binpack CPU');
  expect(() => add('F', { taskDefinition })).toThrow('`image` must be said in `taskDefinition` when one is given');
  expect(() => add('G', { image: undefined, cpu: undefined })).toThrow('`image`, `cpu` of Shop/G must be given when `taskDefinition` is not');
  expect(() => Deployment.linear({ stepPercent: 2 })).toThrow('`stepPercent` must be from 3 to 100, got 2');
  expect(() => Deployment.blueGreen({ bakeTime: Duration.seconds(90) })).toThrow('`bakeTime` must be whole minutes up to 1440, got 90 seconds');
  expect(() => WebListener.http({ redirectHttp: true })).toThrow('`redirectHttp` needs HTTPS and a certificate');
});
