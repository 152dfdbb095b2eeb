import { claim } from './rule-claims';
import { allow, role, shop } from './shop-template';
import { brokenLifecycleHook } from '../../../src/preflight/rules/broken-lifecycle-hook';
import { mismatchedTrafficRule } from '../../../src/preflight/rules/mismatched-traffic-rule';
import { outlastingDeployment } from '../../../src/preflight/rules/outlasting-deployment';
import { refusedDeploymentStep } from '../../../src/preflight/rules/refused-deployment-step';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const deployed = (change: Properties, more: Properties = {}) => ({ Service: { DeploymentConfiguration: { Strategy: 'BLUE_GREEN', ...change }, ...more } });
const FUNCTION = { Type: 'AWS::Lambda::Function', Properties: { Code: {}, Role: 'arn:aws:iam::123456789012:role/check' } };
const CALLED = { HookTargetArn: { 'Fn::GetAtt': ['Check', 'Arn'] }, RoleArn: { 'Fn::GetAtt': ['HookRole', 'Arn'] }, LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] };
const PAUSE = { TargetType: 'PAUSE', LifecycleStages: ['POST_TEST_TRAFFIC_SHIFT'] };
const MAY = role([allow(['lambda:InvokeFunction'])], 'ecs.amazonaws.com');
const hooked = (hooks: unknown, hookRole = MAY) => shop({ Check: FUNCTION, HookRole: hookRole, ...deployed({ LifecycleHooks: hooks }) });
const times = <T>(count: number, one: T): readonly T[] => Array.from({ length: count }, () => one);

claim(brokenLifecycleHook, {
  fires: [
    ['no function', hooked([{ ...CALLED, HookTargetArn: undefined }]),
      { severity: 'error', summary: 'lifecycle hook 1 of template/Service lacks HookTargetArn, with which ECS calls its function' }],
    ['no role', hooked([CALLED, { ...CALLED, RoleArn: undefined }]),
      { severity: 'error', summary: 'lifecycle hook 2 of template/Service lacks RoleArn, with which ECS calls its function' }],
    ['no stage', hooked([{ ...CALLED, LifecycleStages: [] }]), { severity: 'error', summary: 'lifecycle hook 1 of template/Service names no stage at which it runs' }],
    ['a pause while traffic is moving', hooked([{ ...PAUSE, LifecycleStages: ['PRODUCTION_TRAFFIC_SHIFT'] }]),
      { severity: 'error', summary: 'lifecycle hook 1 of template/Service pauses at PRODUCTION_TRAFFIC_SHIFT, and ECS takes no pause while traffic is moving' }],
    ['a function that takes two days', hooked([{ ...CALLED, TimeoutConfiguration: { TimeoutInMinutes: 2880 } }]),
      { severity: 'error', summary: 'lifecycle hook 1 of template/Service has a timeout of 2,880 minutes, and ECS takes 1 to 1,440' }],
    ['no time at all', hooked([{ ...PAUSE, TimeoutConfiguration: { TimeoutInMinutes: 0 } }]),
      { severity: 'error', summary: 'lifecycle hook 1 of template/Service has a timeout of 0 minutes, and ECS takes 1 to 20,160' }],
    ['a role that may not call', hooked([CALLED], role([allow(['logs:PutLogEvents'])], 'ecs.amazonaws.com')),
      { severity: 'error', summary: 'lifecycle hook 1 of template/Service calls its function as template/HookRole, which lacks lambda:InvokeFunction' }],
    ['eleven pauses', hooked(times(11, PAUSE)), { severity: 'error', summary: 'template/Service has 11 pause hooks, and ECS takes 10' }],
  ],
  staysQuiet: [
    ['a function', hooked([CALLED])],
    ['a pause without function, role and limit', hooked([PAUSE])],
    ['a pause of two days', hooked([{ ...PAUSE, TimeoutConfiguration: { TimeoutInMinutes: 2880 } }])],
    ['a function while traffic is moving', hooked([{ ...CALLED, LifecycleStages: ['PRODUCTION_TRAFFIC_SHIFT'] }])],
    ['no hook', shop()],
  ],
  doesNotKnow: [
    ['the hooks', hooked(OPEN)],
    ['function and role', hooked([{ ...CALLED, HookTargetArn: OPEN, RoleArn: OPEN }])],
    ['the kind', hooked([{ ...PAUSE, TargetType: OPEN, TimeoutConfiguration: { TimeoutInMinutes: 30_000 } }])],
    ['the stages', hooked([{ ...CALLED, LifecycleStages: OPEN }])],
    ['the timeout', hooked([{ ...CALLED, TimeoutConfiguration: { TimeoutInMinutes: OPEN } }])],
    ['what a managed policy of the role allows',
      hooked([CALLED], role([], 'ecs.amazonaws.com', { ManagedPolicyArns: ['arn:aws:iam::123456789012:policy/own'] }))],
  ],
});

const linear = (percent: unknown, minutes: unknown, bake: unknown = 0) =>
  shop(deployed({ Strategy: 'LINEAR', BakeTimeInMinutes: bake, LinearConfiguration: { StepPercent: percent, StepBakeTimeInMinutes: minutes } }));

claim(outlastingDeployment, {
  fires: [
    ['nine steps of four hours', linear(10, 240),
      { severity: 'error', summary: 'a deployment of template/Service waits 2,160 minutes by itself, and CloudFormation takes 1,980' }],
    ['eleven percent make nine steps', linear(11, 240),
      { severity: 'error', summary: 'a deployment of template/Service waits 2,160 minutes by itself, and CloudFormation takes 1,980' }],
    ['canary and bake', shop(deployed({ Strategy: 'CANARY', BakeTimeInMinutes: 1440, CanaryConfiguration: { CanaryPercent: 5, CanaryBakeTimeInMinutes: 600 } })),
      { severity: 'error', summary: 'a deployment of template/Service waits 2,040 minutes by itself, and CloudFormation takes 1,980' }],
    ['two pauses of a day each', hooked([{ ...PAUSE, LifecycleStages: ['POST_SCALE_UP', 'POST_TEST_TRAFFIC_SHIFT'] }]), {
      severity: 'warning',
      summary: 'a deployment of template/Service may wait 2,880 minutes for somebody to continue it, and CloudFormation gives up after 2,160',
    }],
  ],
  staysQuiet: [
    ['just short enough', linear(10, 220)],
    ['one pause of a day', hooked([PAUSE])],
    ['functions end by themselves', hooked(times(3, CALLED))],
    ['rolling', shop()],
  ],
  doesNotKnow: [['the minutes', linear(10, OPEN)], ['the percent', linear(OPEN, 240)], ['the bake time', linear(10, 240, OPEN)], ['the strategy', shop(deployed({ Strategy: OPEN, BakeTimeInMinutes: 1440 }))]],
});

claim(refusedDeploymentStep, {
  fires: [
    ['two percent a step', linear(2, 1), { severity: 'error', summary: 'StepPercent of template/Service is 2%, and ECS takes 3 to 100% in steps of 0.1' }],
    ['a hundredth of a percent', linear(12.55, 1), { severity: 'error', summary: 'StepPercent of template/Service is 12.55%, and ECS takes 3 to 100% in steps of 0.1' }],
    ['a bake of two days', shop(deployed({ BakeTimeInMinutes: 2880 })), { severity: 'error', summary: 'BakeTimeInMinutes of template/Service is 2,880 minutes, and ECS takes 0 to 1,440 minutes' }],
    ['steps of another strategy', shop(deployed({ LinearConfiguration: { StepPercent: 10, StepBakeTimeInMinutes: 5 } })),
      { severity: 'error', summary: 'template/Service has a LinearConfiguration and the deployment strategy BLUE_GREEN' }],
    ['a bake under CodeDeploy', shop({ Service: { DeploymentController: { Type: 'CODE_DEPLOY' }, DeploymentConfiguration: { BakeTimeInMinutes: 5 } } }),
      { severity: 'error', summary: 'template/Service has a bake time of 5 minutes and the controller CODE_DEPLOY, and only the controller ECS waits for it' }],
  ],
  staysQuiet: [['the ends', linear(100, 1440, 1440)], ['a tenth of a percent', linear(12.5, 1)], ['a tenth that floating point does not have', linear(33.3, 1)], ['rolling with a bake', shop(deployed({ Strategy: 'ROLLING', BakeTimeInMinutes: 10 }))]],
  doesNotKnow: [['the percent', linear(OPEN, 1)], ['the strategy', shop(deployed({ Strategy: OPEN, LinearConfiguration: { StepPercent: 10 } }))]],
});

const target = (protocol: string) => ({ Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { TargetType: 'ip', Port: 80, Protocol: protocol, VpcId: { Ref: 'Vpc' } } });
const to = (...groups: readonly string[]) => [{ Type: 'forward', ForwardConfig: { TargetGroups: groups.map((group) => ({ TargetGroupArn: { Ref: group } })) } }];
const ruleTo = (...groups: readonly string[]) => ({
  Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  Properties: { ListenerArn: { Ref: 'Listener' }, Priority: 1, Conditions: [{ Field: 'path-pattern', Values: ['/*'] }], Actions: to(...groups) },
});
const shifted = (advanced: Properties, protocol = 'HTTP', groups: readonly string[] = ['Targets', 'Green']) => shop({
  Targets: target(protocol),
  Green: target(protocol),
  Other: target(protocol),
  Production: ruleTo(...groups),
  ...deployed({}, {
    LoadBalancers: [{
      ContainerName: 'app',
      ContainerPort: 8080,
      TargetGroupArn: { Ref: 'Targets' },
      AdvancedConfiguration: { AlternateTargetGroupArn: { Ref: 'Green' }, RoleArn: 'arn:aws:iam::123456789012:role/r', ...advanced },
    }],
  }),
});

claim(mismatchedTrafficRule, {
  fires: [
    ['a listener of an Application Load Balancer', shifted({ ProductionListenerRule: { Ref: 'Listener' } }), {
      severity: 'error', summary: 'ProductionListenerRule of template/Service is the listener template/Listener, and a target group of protocol HTTP takes a listener rule',
    }],
    ['a rule for a Network Load Balancer', shifted({ ProductionListenerRule: { Ref: 'Production' } }, 'TCP'), {
      severity: 'error', summary: 'ProductionListenerRule of template/Service is the listener rule template/Production, and a target group of protocol TCP takes the listener itself',
    }],
    ['an ARN of the wrong kind', shifted({
      ProductionListenerRule: { Ref: 'Production' },
      TestListenerRule: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shop/1/2',
    }), {
      severity: 'error',
      summary: 'TestListenerRule of template/Service is the listener arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shop/1/2, and a target group of protocol HTTP takes a listener rule',
    }],
    ['one rule for both', shifted({ ProductionListenerRule: { Ref: 'Production' }, TestListenerRule: { Ref: 'Production' } }),
      { severity: 'error', summary: 'ProductionListenerRule and TestListenerRule of template/Service are the same, so test traffic is production traffic' }],
    ['a rule of another service', shifted({ ProductionListenerRule: { Ref: 'Production' } }, 'HTTP', ['Other']),
      { severity: 'warning', summary: 'template/Production, the ProductionListenerRule of template/Service, forwards to neither of its target groups' }],
  ],
  staysQuiet: [
    ['a rule', shifted({ ProductionListenerRule: { Ref: 'Production' } })],
    ['the listener of a Network Load Balancer', shifted({ ProductionListenerRule: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/net/shop/1/2' }, 'TCP')],
    ['a rule that sends to the first only', shifted({ ProductionListenerRule: { Ref: 'Production' } }, 'HTTP', ['Targets'])],
    ['rolling', shop()],
  ],
  doesNotKnow: [
    ['the rule', shifted({ ProductionListenerRule: OPEN })],
    ['the protocol', shop({ ...deployed({}, { LoadBalancers: [{ ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: OPEN, AdvancedConfiguration: { AlternateTargetGroupArn: OPEN, ProductionListenerRule: { Ref: 'Listener' } } }] }) })],
  ],
});
