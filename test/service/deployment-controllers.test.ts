import { Duration, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import { Cpu, Deployment, Discovery, InternalService, QueueWorker, TaskSet, WebListener, WebService, WebServiceProps } from '../../src';
import { clusterStack, image, only, templateOf } from '../support/stack';

function shop() {
  const { stack, cluster } = clusterStack();
  const task = { cluster, image, cpu: Cpu.vcpu(0.5), memory: Size.gibibytes(1) };
  const add = (id: string, more: Partial<WebServiceProps> = {}) => new WebService(stack, id, { ...task, listener: WebListener.http(), ...more });
  return { stack, task, add };
}

describe('AWS CodeDeploy', () => {
  const canary = Deployment.codeDeploy({
    deploymentConfig: codedeploy.EcsDeploymentConfig.CANARY_10PERCENT_5MINUTES,
    terminationWait: Duration.minutes(15),
    approvalWait: Duration.hours(1),
  });

  test('deploys between two target groups of one listener, and the stack starts no deployment of its own', () => {
    const { stack, add } = shop();
    add('Api', { deployment: canary });
    const template = templateOf(stack);
    template.hasResourceProperties('AWS::ECS::Service', {
      DeploymentController: { Type: 'CODE_DEPLOY' },
      TaskDefinition: Match.stringLikeRegexp('^Shop'),
      DeploymentConfiguration: { DeploymentCircuitBreaker: Match.absent() },
    });
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      DeploymentConfigName: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
      BlueGreenDeploymentConfiguration: {
        TerminateBlueInstancesOnDeploymentSuccess: { Action: 'TERMINATE', TerminationWaitTimeInMinutes: 15 },
        DeploymentReadyOption: { ActionOnTimeout: 'STOP_DEPLOYMENT', WaitTimeInMinutes: 60 },
      },
      LoadBalancerInfo: {
        TargetGroupPairInfoList: [{
          ProdTrafficRoute: { ListenerArns: [{ Ref: only(template, 'AWS::ElasticLoadBalancingV2::Listener').id }] },
          TargetGroups: ['ApiTargetGroup', 'ApiAlternateTargetGroup'].map((id) => (
            { Name: { 'Fn::GetAtt': [only(template, 'AWS::ElasticLoadBalancingV2::TargetGroup', id).id, 'TargetGroupName'] } }
          )),
        }],
      },
    });
  });

  test('takes a deployment back on the alarms of the service, in whichever group the traffic is', () => {
    const { stack, add } = shop();
    add('Api', { deployment: canary }).alarms.rollBackDeployments();
    const template = templateOf(stack);
    const alarms = Object.keys(template.findResources('AWS::CloudWatch::Alarm'));
    template.hasResourceProperties('AWS::CodeDeploy::DeploymentGroup', {
      AlarmConfiguration: { Enabled: true, Alarms: alarms.map((id) => ({ Name: { Ref: id } })) },
      AutoRollbackConfiguration: { Enabled: true, Events: Match.arrayWith(['DEPLOYMENT_STOP_ON_ALARM']) },
    });
    template.hasResourceProperties('AWS::ECS::Service', { DeploymentConfiguration: { Alarms: Match.absent() } });
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      Metrics: Match.arrayWith([Match.objectLike({ Expression: 'FILL(here, 0) + FILL(there, 0)' })]),
    });
  });

  test('is told what to deploy by a line ready to paste', () => {
    const { stack, add } = shop();
    const { commands } = add('Api', { deployment: canary });
    const line = JSON.stringify(stack.resolve(commands.codeDeploy));
    const text = (stack.resolve(commands.codeDeploy) as { 'Fn::Join': [string, unknown[]] })['Fn::Join'][1]
      .map((part) => typeof part === 'string' ? part : 'ref').join('');
    expect(line).toContain('DeploymentGroup');
    const revision = JSON.parse(/--revision '(.*)'$/.exec(text)![1]) as { appSpecContent: { content: string } };
    expect(JSON.parse(revision.appSpecContent.content)).toEqual({
      version: 1,
      Resources: [{
        TargetService: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: 'ref', LoadBalancerInfo: { ContainerName: 'app', ContainerPort: 80 } } },
      }],
    });
    expect(() => add('Other').commands.codeDeploy).toThrow('must be Deployment.codeDeploy() for this command');
  });

  test('fails without a load balancer and beside a circuit breaker', () => {
    const { stack, task, add } = shop();
    expect(() => new InternalService(stack, 'A', { ...task, deployment: canary, discovery: Discovery.serviceConnect({ namespace: 'shop' }) }))
      .toThrow('`deployment` of a service without a load balancer must be Deployment.rolling() or external()');
    expect(() => new QueueWorker(stack, 'B', { ...task, maxCapacity: 2, deployment: canary })).toThrow('`deployment` of a worker');
    expect(() => add('C', { deployment: canary, circuitBreaker: {} })).toThrow('`circuitBreaker` must be left out when ECS does not deploy');
  });
});

describe('a third party', () => {
  test('deploys with task sets, which say what the service would have said', () => {
    const { stack, add } = shop();
    const service = add('Api', { deployment: Deployment.external() });
    new TaskSet(stack, 'Blue', { service, scalePercent: 50 });
    const template = templateOf(stack);
    template.hasResourceProperties('AWS::ECS::Service', {
      DeploymentController: { Type: 'EXTERNAL' },
      TaskDefinition: Match.absent(),
      LoadBalancers: Match.absent(),
      NetworkConfiguration: Match.absent(),
      CapacityProviderStrategy: Match.absent(),
      DesiredCount: 2,
    });
    template.hasResourceProperties('AWS::ECS::TaskSet', {
      Scale: { Unit: 'PERCENT', Value: 50 },
      TaskDefinition: { Ref: only(template, 'AWS::ECS::TaskDefinition').id },
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
      LoadBalancers: [{ ContainerName: 'app', ContainerPort: 80, TargetGroupArn: { Ref: only(template, 'AWS::ElasticLoadBalancingV2::TargetGroup').id } }],
      NetworkConfiguration: { AwsVpcConfiguration: { AssignPublicIp: 'DISABLED', SecurityGroups: Match.anyValue(), Subnets: Match.anyValue() } },
    });
    template.hasResourceProperties('AWS::ECS::PrimaryTaskSet', { TaskSetId: { 'Fn::GetAtt': [only(template, 'AWS::ECS::TaskSet').id, 'Id'] } });
  });

  test('has nothing to say on a service that ECS deploys', () => {
    const { stack, add } = shop();
    const service = add('Api');
    expect(() => new TaskSet(stack, 'Blue', { service })).toThrow('`deployment` of Shop/Api must be Deployment.external() for a task set');
    const external = add('Other', { deployment: Deployment.external() });
    expect(() => new TaskSet(stack, 'Much', { service: external, scalePercent: 120 })).toThrow('`scalePercent` must be from 0 to 100, got 120');
  });
});

describe('traffic that moves between two groups', () => {
  test('is counted and watched in both', () => {
    const { stack, add } = shop();
    const api = add('Api', { count: { min: 2, max: 6 }, deployment: Deployment.blueGreen() });
    api.alarms.rollBackDeployments();
    api.scaling.trackRequests({ requestsPerTask: 400 });
    api.scaling.trackResponseTime({ target: Duration.seconds(1) });
    const template = templateOf(stack);
    const groups = ['ApiTargetGroup', 'ApiAlternateTargetGroup'].map((id) => only(template, 'AWS::ElasticLoadBalancingV2::TargetGroup', id).id);
    const policies = Object.values(template.findResources('AWS::ApplicationAutoScaling::ScalingPolicy')).map((each) => JSON.stringify(each));
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm')).map((each) => JSON.stringify(each));
    expect([policies.length, alarms.length]).toEqual([2, 2]);
    for (const text of [...policies, ...alarms]) groups.forEach((group) => expect(text).toContain(group));
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 400,
        CustomizedMetricSpecification: { Metrics: Match.arrayWith([Match.objectLike({ Expression: 'FILL(here, 0) + FILL(there, 0)', ReturnData: true })]) },
      },
    });
  });
});
