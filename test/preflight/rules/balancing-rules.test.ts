import { claim } from './rule-claims';
import { container, instances, network, ON_INSTANCES, shop } from './shop-template';
import { balancerWithoutZone } from '../../../src/preflight/rules/balancer-without-zone';
import { closedToBalancer } from '../../../src/preflight/rules/closed-to-balancer';
import { differentVpcs } from '../../../src/preflight/rules/different-vpcs';
import { fixedHealthPort } from '../../../src/preflight/rules/fixed-health-port';
import { mismatchedListenerProtocol } from '../../../src/preflight/rules/mismatched-listener-protocol';
import { mismatchedTargetType } from '../../../src/preflight/rules/mismatched-target-type';
import { orphanTargetGroup } from '../../../src/preflight/rules/orphan-target-group';
import { repeatedRulePriority } from '../../../src/preflight/rules/repeated-rule-priority';
import { sharedTargetGroup } from '../../../src/preflight/rules/shared-target-group';
import { targetGroupOnTwoBalancers } from '../../../src/preflight/rules/target-group-on-two-balancers';
import { targetHealthCheckOutOfRange } from '../../../src/preflight/rules/target-health-check-out-of-range';
import { unknownLoadBalancerContainer } from '../../../src/preflight/rules/unknown-load-balancer-container';
import { unorderedListener } from '../../../src/preflight/rules/unordered-listener';

const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const V2 = 'AWS::ElasticLoadBalancingV2::';
const balanced = (change: Readonly<Record<string, unknown>>) =>
  ({ Service: { LoadBalancers: [{ ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: { Ref: 'Targets' }, ...change }] } });
const forward = (group: unknown) => [{ Type: 'forward', TargetGroupArn: group }];

claim(unknownLoadBalancerContainer, {
  fires: [
    ['another container', shop(balanced({ ContainerName: 'web' })),
      { severity: 'error', summary: 'a load balancer of template/Service names the container web, and the task definition has app' }],
    ['another port', shop(balanced({ ContainerPort: 80 })),
      { severity: 'error', summary: 'a load balancer of template/Service sends to port 80 of app, which maps 8080' }],
  ],
  staysQuiet: [['both are there', shop()], ['a port in a range', shop({ Task: container({ PortMappings: [{ ContainerPortRange: '8000-9000' }] }) })]],
  doesNotKnow: [
    ['the name', shop(balanced({ ContainerName: OPEN }))], ['the containers', shop({ ...balanced({ ContainerName: 'web' }), Task: { ContainerDefinitions: OPEN } })],
    ['the ports', shop({ ...balanced({ ContainerPort: 80 }), Task: container({ PortMappings: [{ ContainerPort: OPEN }] }) })],
  ],
});

claim(mismatchedTargetType, {
  fires: [
    ['instances for awsvpc', shop({ Targets: { TargetType: 'instance' } }),
      { severity: 'error', summary: 'tasks of template/Service in awsvpc mode need targets of type ip, and template/Targets takes instance' }],
    ['addresses for bridge', shop({ ...instances(), ...ON_INSTANCES, Targets: { TargetType: 'ip' } }),
      { severity: 'error', summary: 'tasks of template/Service in bridge mode need targets of type instance, and template/Targets takes ip' }],
  ],
  staysQuiet: [['ip for awsvpc', shop()], ['instance for bridge', shop({ ...instances(), ...ON_INSTANCES })]],
  doesNotKnow: [['the mode', shop({ Targets: { TargetType: 'instance' }, Task: { NetworkMode: OPEN } })], ['the group', shop(balanced({ TargetGroupArn: OPEN }))]],
});

claim(orphanTargetGroup, {
  fires: [['the listener sends elsewhere', shop({ Listener: { DefaultActions: forward({ Ref: 'Other' }) }, Other: { Type: `${V2}TargetGroup` } }), {
    severity: 'error', summary: 'no listener sends to template/Targets, where template/Service registers its tasks',
  }]],
  staysQuiet: [
    ['the default action sends', shop()],
    ['a rule sends', shop({
      Listener: { DefaultActions: [{ Type: 'fixed-response' }] },
      Rule: { Type: `${V2}ListenerRule`, Properties: { ListenerArn: { Ref: 'Listener' }, Priority: 1, Actions: forward({ Ref: 'Targets' }) } },
    })],
  ],
  doesNotKnow: [
    ['where a listener sends', shop({ Listener: { DefaultActions: forward(OPEN) } })], ['the group', shop({ ...balanced({ TargetGroupArn: OPEN }), Listener: { DefaultActions: [] } })],
  ],
});

claim(unorderedListener, {
  fires: [['no DependsOn', shop({ Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Task' }, ...balanced({}).Service } } }),
    { severity: 'warning', summary: 'template/Service may be created before template/Listener, which sends to its target group' }]],
  staysQuiet: [
    ['DependsOn', shop()],
    ['a reference on the way', shop({
      Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Task' }, ...balanced({}).Service } },
      Task: { Tags: [{ Key: 'listener', Value: { 'Fn::Sub': '${Listener}' } }] },
    })],
  ],
  doesNotKnow: [['the group', shop({ Service: { Type: 'AWS::ECS::Service', Properties: { TaskDefinition: { Ref: 'Task' }, ...balanced({ TargetGroupArn: OPEN }).Service } } })]],
});

const twin = (change: Readonly<Record<string, unknown>>) => ({
  Twin: { Type: 'AWS::ECS::Service', Properties: { Cluster: { Ref: 'Cluster' }, TaskDefinition: { Ref: 'Task' }, LaunchType: 'FARGATE', ...balanced(change).Service } },
});

claim(sharedTargetGroup, {
  fires: [['two services', shop(twin({})), { severity: 'warning', summary: 'template/Service and template/Twin share the target group template/Targets' }]],
  staysQuiet: [['one service', shop()], ['a group each', shop({ ...twin({ TargetGroupArn: { Ref: 'Other' } }), Other: { Type: `${V2}TargetGroup` } })]],
  doesNotKnow: [['the group of the other', shop(twin({ TargetGroupArn: OPEN }))]],
});

const second = {
  Second: { Type: `${V2}LoadBalancer`, Properties: { Subnets: [{ Ref: 'SubnetA' }] } },
  SecondListener: { Type: `${V2}Listener`, Properties: { LoadBalancerArn: { Ref: 'Second' }, Port: 80, Protocol: 'HTTP', DefaultActions: forward({ Ref: 'Targets' }) } },
};

claim(targetGroupOnTwoBalancers, {
  fires: [['listeners of two', shop(second), { severity: 'error', summary: 'template/Targets receives from 2 load balancers, and a target group belongs to one' }]],
  staysQuiet: [
    ['two listeners of one', shop({ ...second, SecondListener: { ...second.SecondListener, Properties: { ...second.SecondListener.Properties, LoadBalancerArn: { Ref: 'Balancer' } } } })],
  ],
  doesNotKnow: [['the balancer', shop({ ...second, SecondListener: { ...second.SecondListener, Properties: { ...second.SecondListener.Properties, LoadBalancerArn: OPEN } } })]],
});

claim(fixedHealthPort, {
  fires: [['the container port', shop({ ...instances(), ...ON_INSTANCES, Targets: { TargetType: 'instance', HealthCheckPort: '8080' } }),
    { severity: 'error', summary: 'template/Targets checks port 8080 of the instance, and template/Service has a dynamic host port there' }]],
  staysQuiet: [
    ['traffic-port', shop({ ...instances(), ...ON_INSTANCES })], ['awsvpc', shop({ Targets: { HealthCheckPort: '8080' } })],
    ['a fixed host port', shop({
      ...instances(),
      ...ON_INSTANCES,
      Targets: { TargetType: 'instance', HealthCheckPort: '8080' },
      Task: { ...ON_INSTANCES.Task, ...container({ PortMappings: [{ ContainerPort: 8080, HostPort: 8080 }] }) },
    })],
  ],
  doesNotKnow: [['the port', shop({ ...instances(), ...ON_INSTANCES, Targets: { TargetType: 'instance', HealthCheckPort: OPEN } })]],
});

claim(targetHealthCheckOutOfRange, {
  fires: [
    ['a long interval', shop({ Targets: { HealthCheckIntervalSeconds: 600 } }),
      { severity: 'error', summary: 'the health check of template/Targets has HealthCheckIntervalSeconds 600 s, outside 5 to 300 s' }],
    ['a timeout above the interval', shop({ Targets: { HealthCheckIntervalSeconds: 5, HealthCheckTimeoutSeconds: 10 } }),
      { severity: 'error', summary: 'the health check of template/Targets has a timeout of 10 s, longer than its interval of 5 s' }],
    ['one good check', shop({ Targets: { HealthyThresholdCount: 1 } }),
      { severity: 'error', summary: 'the health check of template/Targets has HealthyThresholdCount 1, outside 2 to 10' }],
    ['a path without a slash', shop({ Targets: { HealthCheckPath: 'health' } }),
      { severity: 'error', summary: 'the health check of template/Targets has the path "health", which does not start with /' }],
  ],
  staysQuiet: [['the defaults', shop()]],
  doesNotKnow: [['the numbers', shop({ Targets: { HealthCheckIntervalSeconds: OPEN, HealthyThresholdCount: OPEN } })]],
});

const rule = (priority: unknown, listener: unknown = { Ref: 'Listener' }) =>
  ({ Type: `${V2}ListenerRule`, Properties: { ListenerArn: listener, Priority: priority, Actions: forward({ Ref: 'Targets' }) } });

claim(repeatedRulePriority, {
  fires: [
    ['twice on one listener', shop({ RuleA: rule(10), RuleB: rule(10) }),
      { severity: 'error', summary: 'template/RuleA and template/RuleB have the priority 10 on one listener' }],
    ['out of range', shop({ RuleA: rule(60_000) }), { severity: 'error', summary: 'the priority 60000 of template/RuleA is outside 1 to 50000' }],
  ],
  staysQuiet: [['different ones', shop({ RuleA: rule(10), RuleB: rule(20) })], ['two listeners', shop({ RuleA: rule(10), RuleB: rule(10, 'arn:other') })]],
  doesNotKnow: [['one of them', shop({ RuleA: rule(10), RuleB: rule(OPEN) })]],
});

claim(mismatchedListenerProtocol, {
  fires: [
    ['gRPC over HTTP', shop({ Targets: { ProtocolVersion: 'GRPC' } }),
      { severity: 'error', summary: 'template/Listener is an HTTP listener and sends to template/Targets, whose protocol version is GRPC' }],
    ['UDP to TCP', shop({ Balancer: { Type: 'network' }, Listener: { Protocol: 'UDP' }, Targets: { Protocol: 'TCP' } }),
      { severity: 'error', summary: 'template/Listener is a UDP listener and sends to template/Targets, whose protocol is TCP' }],
  ],
  staysQuiet: [['HTTP', shop()], ['TLS to TCP', shop({ Listener: { Protocol: 'TLS' }, Targets: { Protocol: 'TCP' } })]],
  doesNotKnow: [['the version', shop({ Targets: { ProtocolVersion: OPEN } })], ['the listener', shop({ Listener: { Protocol: OPEN }, Targets: { ProtocolVersion: 'GRPC' } })]],
});

const ingress = (rules: readonly unknown[]) => ({ TaskGroup: { SecurityGroupIngress: rules } });
const NLB = { Balancer: { Type: 'network', SecurityGroups: undefined }, Listener: { Protocol: 'TCP' }, Targets: { Protocol: 'TCP' } };

claim(closedToBalancer, {
  fires: [
    ['another group only', shop(ingress([{ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: { 'Fn::GetAtt': ['TaskGroup', 'GroupId'] } }])),
      { severity: 'error', summary: 'template/Balancer cannot reach tasks of template/Service: no rule of their security groups lets it in on port 8080' }],
    ['another port only', shop(ingress([{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' }])),
      { severity: 'error', summary: 'template/Balancer cannot reach tasks of template/Service: no rule of their security groups lets it in on port 8080' }],
    ['the health check port', shop({ Targets: { HealthCheckPort: '9090' } }),
      { severity: 'error', summary: 'template/Balancer cannot reach tasks of template/Service: no rule of their security groups lets it in on the health check port 9090' }],
    ['its own way out', shop({ BalancerGroup: { SecurityGroupEgress: [{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }] } }),
      { severity: 'error', summary: 'template/Balancer cannot reach tasks of template/Service: no rule of its own security groups lets it out on port 8080' }],
    ['dynamic ports of instances', shop({ ...instances(), ...ON_INSTANCES, InstanceGroup: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: { Ref: 'Vpc' } } } }), {
      severity: 'error',
      summary: 'template/Balancer cannot reach tasks of template/Service: no rule of their security groups lets it in on the dynamic ports 32768 to 60999',
    }],
    ['a network balancer, and rules that name groups', shop(NLB),
      { severity: 'error', summary: 'template/Balancer cannot reach tasks of template/Service: no rule of their security groups lets it in on port 8080' }],
  ],
  staysQuiet: [
    ['let in by group', shop()], ['let in by range', shop(ingress([{ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, CidrIp: '10.0.0.0/16' }]))],
    ['dynamic ports open', shop({ ...instances(), ...ON_INSTANCES })],
    ['a network balancer, and a range', shop({ ...NLB, ...ingress([{ IpProtocol: '-1', CidrIp: '10.0.0.0/16' }]) })],
  ],
  doesNotKnow: [
    ['a group of another stack', shop({ ...ingress([]), Service: network({ SecurityGroups: [{ Ref: 'TaskGroup' }, OPEN] }) })],
    ['the groups of the balancer', shop({ ...ingress([]), Balancer: { SecurityGroups: [OPEN] } })],
    ['the source', shop(ingress([{ IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080, CidrIp: OPEN }]))],
  ],
});

const otherVpc = { Foreign: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.1.0.0/16' } } };

claim(differentVpcs, {
  fires: [
    ['a security group', shop({ ...otherVpc, TaskGroup: { VpcId: { Ref: 'Foreign' } } }),
      { severity: 'error', summary: 'the security group template/TaskGroup lies in another VPC than the subnets of template/Service' }],
    ['targets by address', shop({ ...otherVpc, Targets: { VpcId: { Ref: 'Foreign' } } }),
      { severity: 'warning', summary: 'the target group template/Targets lies in another VPC than the subnets of template/Service' }],
  ],
  staysQuiet: [['one VPC', shop()]],
  doesNotKnow: [['the VPC of the group', shop({ TaskGroup: { VpcId: OPEN } })], ['the same VPC by its id', shop({ TaskGroup: { VpcId: 'vpc-0123456789abcdef0' } })]],
});

claim(balancerWithoutZone, {
  fires: [
    ['some tasks', shop({ Balancer: { Subnets: [{ Ref: 'SubnetA' }] } }),
      { severity: 'warning', summary: 'template/Balancer is not enabled in us-east-1b, where some tasks of template/Service run' }],
    ['all tasks', shop({ Balancer: { Subnets: [{ Ref: 'SubnetA' }] }, Service: network({ Subnets: [{ Ref: 'SubnetB' }] }) }),
      { severity: 'error', summary: 'template/Balancer is not enabled in us-east-1b, where all tasks of template/Service run' }],
  ],
  staysQuiet: [['every zone', shop()]],
  doesNotKnow: [['the subnets', shop({ Balancer: { Subnets: OPEN } })], ['the zones of the tasks', shop({ Balancer: { Subnets: [{ Ref: 'SubnetA' }] }, Service: network({ Subnets: OPEN }) })]],
});
