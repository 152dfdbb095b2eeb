import { Lazy, Size, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Cpu, Deployment, Exposure, NetworkListener, NetworkService, NetworkServiceProps } from '../../src';
import { clusterStack, image, only, templateOf } from '../support/stack';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

function shop() {
  const { stack, cluster } = clusterStack();
  const add = (more: Partial<NetworkServiceProps> = {}) => new NetworkService(stack, 'Api', {
    cluster,
    image,
    cpu: Cpu.vcpu(0.25),
    memory: Size.mebibytes(512),
    containerPort: 5000,
    listener: NetworkListener.tcp(443),
    deployment: Deployment.blueGreen(),
    ...more,
  });
  return { stack, add };
}

function idsOf(stack: Stack) {
  const template = templateOf(stack);
  return {
    template,
    blue: only(template, TARGET_GROUP, 'ApiTargetGroup').id,
    green: only(template, TARGET_GROUP, 'ApiAlternateTargetGroup').id,
    listener: only(template, LISTENER, 'ApiLoadBalancerListener').id,
  };
}

test.each([
  ['blue/green', Deployment.blueGreen(), { Strategy: 'BLUE_GREEN', BakeTimeInMinutes: 5 }],
  ['linear', Deployment.linear({ stepPercent: 20 }), { Strategy: 'LINEAR', LinearConfiguration: { StepPercent: 20 } }],
  ['canary', Deployment.canary(), { Strategy: 'CANARY', CanaryConfiguration: { CanaryPercent: 10 } }],
])('moves connections between two target groups of the listener itself: %s', (_, deployment, expected) => {
  const { stack, add } = shop();
  add({ deployment });
  const { template, blue, green, listener } = idsOf(stack);
  const [{ id: role }] = Object.entries(template.findResources('AWS::IAM::Role')).filter(([id]) => id.startsWith('ApiTrafficShiftRole')).map(([id]) => ({ id }));
  template.hasResourceProperties('AWS::ECS::Service', {
    DeploymentConfiguration: Match.objectLike(expected),
    LoadBalancers: [{
      ContainerName: 'app',
      ContainerPort: 5000,
      TargetGroupArn: { Ref: blue },
      AdvancedConfiguration: {
        AlternateTargetGroupArn: { Ref: green },
        ProductionListenerRule: { Ref: listener },
        RoleArn: { 'Fn::GetAtt': [role, 'Arn'] },
        TestListenerRule: Match.absent(),
      },
    }],
  });
  template.hasResourceProperties(LISTENER, {
    DefaultActions: [{
      Type: 'forward', ForwardConfig: { TargetGroups: [{ TargetGroupArn: { Ref: blue }, Weight: 100 }, { TargetGroupArn: { Ref: green }, Weight: 0 }] },
    }],
  });
  template.resourceCountIs('AWS::ElasticLoadBalancingV2::ListenerRule', 0);
});

test('the new revision is tried at a port of its own, by the same callers', () => {
  const { stack, add } = shop();
  const api = add({ testPort: 8443, listener: NetworkListener.tcp(443, { exposure: Exposure.internetFrom('203.0.113.0/24') }) });
  const { template } = idsOf(stack);
  const listener = only(template, LISTENER, 'ApiLoadBalancerTestListener').id;
  expect(stack.resolve(api.testListener!.listenerArn)).toEqual({ Ref: listener });
  template.hasResourceProperties('AWS::ECS::Service', {
    LoadBalancers: [Match.objectLike({ AdvancedConfiguration: Match.objectLike({ TestListenerRule: { Ref: listener } }) })],
  });
  template.hasResource('AWS::ECS::Service', { DependsOn: Match.arrayWith([listener]) });
  template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    GroupDescription: 'Load balancer of Shop/Api',
    SecurityGroupIngress: [443, 8443].map((port) => Match.objectLike({ CidrIp: '203.0.113.0/24', FromPort: port, ToPort: port })),
  });
});

test('a rolling deployment has one target group, and the ids are those it always had', () => {
  const { stack, add } = shop();
  const api = add({ deployment: undefined });
  const template = templateOf(stack);
  template.resourceCountIs(TARGET_GROUP, 1);
  expect(api.alternateTargetGroup).toBeUndefined();
  expect([only(template, TARGET_GROUP).id, only(template, LISTENER).id]).toEqual(['ApiTargetGroup54BFE075', 'ApiLoadBalancerListener5E5F0745']);
});

test('fails on a way to try a revision that is not there', () => {
  expect(() => shop().add({ deployment: undefined, testPort: 8443 })).toThrow('`testPort` needs a `deployment` that moves traffic');
  expect(() => shop().add({ testPort: 443 })).toThrow('`testPort` must be another than that of `listener`, got 443 for both');
  expect(() => shop().add({ testPort: 0 })).toThrow('`testPort` of a listener must be a whole number from 1 to 65535, got 0');
  const { stack, add } = shop();
  const testListener = elbv2.ApplicationListener.fromApplicationListenerAttributes(stack, 'Test', {
    listenerArn: 'arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/a/b/c', securityGroup: undefined!,
  });
  expect(() => add({ deployment: Deployment.blueGreen({ testListener }) })).toThrow('`testPort` of the service makes one, got a listener');
});

test('ports that are known at deployment pass, and callers are admitted to both', () => {
  const { stack, add } = shop();
  add({ listener: NetworkListener.tcp(Lazy.number({ produce: () => 443 })), testPort: Lazy.number({ produce: () => 8443 }) });
  const template = templateOf(stack);
  for (const port of [443, 8443]) {
    template.hasResourceProperties(LISTENER, { Port: port });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { Description: 'Callers of the load balancer', FromPort: port, ToPort: port });
  }
});
