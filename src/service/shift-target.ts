import { Aws, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { takePriority } from './listener-priority';
import { ManagedPolicyRole } from '../task/managed-policy-role';
import { acknowledgeWildcard } from '../validation/acknowledge-wildcard';

export interface ShiftTargetProps {
  readonly ecsService: ecs.BaseService;
  readonly alternateTargetGroup: elbv2.ApplicationTargetGroup | elbv2.NetworkTargetGroup;
  /** What sends traffic to the service: a rule, or behind a Network Load Balancer a listener. */
  readonly production: ecs.ListenerRuleConfiguration;
  readonly test?: ecs.ListenerRuleConfiguration;
}

export interface TestRuleProps {
  readonly targetGroup: elbv2.ApplicationTargetGroup;
  readonly alternateTargetGroup: elbv2.ApplicationTargetGroup;
}

/** The second target group of a service whose deployments move traffic, and the role with which ECS moves it. */
export function newShiftTarget(scope: Construct, props: ShiftTargetProps): ecs.AlternateTarget {
  const role = newShiftRole(scope);
  // ECS moves traffic while the service is made; without the policy it could not.
  props.ecsService.node.addDependency(role.node.findChild('Policy'));
  return new ecs.AlternateTarget('AlternateTarget', {
    alternateTargetGroup: props.alternateTargetGroup,
    productionListener: props.production,
    testListener: props.test,
    role,
  });
}

/** The rule of a listener at which a new revision can be tried before callers see it. */
export function newTestRule(scope: Construct, listener: elbv2.IApplicationListener, props: TestRuleProps): ecs.ListenerRuleConfiguration {
  return ecs.ListenerRuleConfiguration.applicationListenerRule(new elbv2.ApplicationListenerRule(scope, 'TestListenerRule', {
    listener,
    priority: takePriority(listener, scope.node.path),
    conditions: [elbv2.ListenerCondition.pathPatterns(['/*'])],
    action: elbv2.ListenerAction.weightedForward([
      { targetGroup: props.targetGroup, weight: 100 }, { targetGroup: props.alternateTargetGroup, weight: 0 },
    ]),
  }));
}

/** What ECS calls to move traffic: reading is possible only on every resource, changing only on load balancers of this account and region. */
function newShiftRole(scope: Construct): ManagedPolicyRole {
  const role = new ManagedPolicyRole(scope, 'TrafficShiftRole', {
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com').withConditions({ StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } }),
  });
  const changed = ['listener', 'listener-rule', 'targetgroup'].map((resource) => Stack.of(scope).formatArn({
    service: 'elasticloadbalancing', resource, resourceName: '*',
  }));
  role.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['DescribeListeners', 'DescribeRules', 'DescribeTargetGroups', 'DescribeTargetHealth'].map((name) => `elasticloadbalancing:${name}`),
    resources: ['*'],
  }));
  role.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['ModifyListener', 'ModifyRule', 'RegisterTargets', 'DeregisterTargets'].map((name) => `elasticloadbalancing:${name}`),
    resources: changed,
  }));
  acknowledgeWildcard(role, '*', 'the Describe actions of Elastic Load Balancing have no resource-level permissions');
  changed.forEach((arn) => acknowledgeWildcard(role, arn, 'naming the rule and the groups here would make them wait for the role and the role for them'));
  return role;
}
