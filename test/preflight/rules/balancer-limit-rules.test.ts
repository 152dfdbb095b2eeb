import { claim, withService } from './rule-claims';
import { container, shop } from './shop-template';
import { unknown } from '../../../src/preflight/model';
import { exceededBalancerLimits } from '../../../src/preflight/rules/exceeded-balancer-limits';
import { openTestListener } from '../../../src/preflight/rules/open-test-listener';
import { provisioningOverLimit } from '../../../src/preflight/rules/provisioning-over-limit';
import { udpTargetWithoutTcp } from '../../../src/preflight/rules/udp-target-without-tcp';
import { zeroDesiredCount } from '../../../src/preflight/rules/zero-desired-count';
import { cluster } from '../model-builder';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const times = (count: number, name: string, of: (at: number) => unknown) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`${name}${at}`, of(at) as Properties]));
const group = { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { TargetType: 'ip', Port: 80, Protocol: 'HTTP', VpcId: { Ref: 'Vpc' } } };
const rule = (conditions: unknown, actions: unknown = [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }], priority = 1) => ({
  Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: { ListenerArn: { Ref: 'Listener' }, Priority: priority, Conditions: conditions, Actions: actions },
});
const paths = (...values: readonly unknown[]) => [{ Field: 'path-pattern', PathPatternConfig: { Values: values } }];
const forwards = (count: number) => [{ Type: 'forward', ForwardConfig: { TargetGroups: Array.from({ length: count }, (_, at) => ({ TargetGroupArn: `arn:${at}`, Weight: 1 })) } }];

claim(exceededBalancerLimits, {
  fires: [
    ['six paths', shop({ Rule: rule(paths('/a', '/b', '/c', '/d', '/e', '/f')) }),
      { severity: 'error', summary: 'template/Rule has 6 condition values, and Elastic Load Balancing takes 5' }],
    ['paths and hosts together', shop({ Rule: rule([...paths('/a', '/b', '/c'), { Field: 'host-header', Values: ['a', 'b', 'c'] }]) }),
      { severity: 'error', summary: 'template/Rule has 6 condition values, and Elastic Load Balancing takes 5' }],
    ['six target groups in an action', shop({ Rule: rule(paths('/a'), forwards(6)) }),
      { severity: 'error', summary: 'template/Rule has 6 target groups in one action, and Elastic Load Balancing takes 5' }],
    ['101 rules', shop(times(101, 'Rule', (at) => rule(paths('/a'), undefined, at + 1))),
      { severity: 'warning', summary: 'template/Balancer has 101 rules, those of its default actions not counted, and Elastic Load Balancing takes 100' }],
    ['101 target groups', shop({
      ...times(100, 'Group', () => group),
      ...times(20, 'Rule', (at) => rule(paths('/a'), [{ Type: 'forward', ForwardConfig: { TargetGroups: [0, 1, 2, 3, 4].map((one) => ({ TargetGroupArn: { Ref: `Group${at * 5 + one}` } })) } }], at + 1)),
    }), { severity: 'error', summary: 'template/Balancer has 101 target groups, and Elastic Load Balancing takes 100' }],
  ],
  staysQuiet: [['five of each', shop({ Rule: rule(paths('/a', '/b', '/c', '/d', '/e'), forwards(5)) })], ['100 rules', shop(times(100, 'Rule', (at) => rule(paths('/a'), undefined, at + 1)))]],
  doesNotKnow: [['the conditions', shop({ Rule: rule(OPEN) })], ['the values', shop({ Rule: rule([{ Field: 'path-pattern', Values: OPEN }]) })], ['the actions', shop({ Rule: rule(paths('/a'), OPEN) })]],
});

const udp = (mappings: unknown, check: Properties = {}, protocol: unknown = 'UDP') => shop({
  Targets: { TargetType: 'ip', Port: 53, Protocol: protocol, VpcId: { Ref: 'Vpc' }, ...check },
  Balancer: { Type: 'network' },
  Task: container({ PortMappings: mappings }),
});
const ONLY_UDP = [{ ContainerPort: 8080, Protocol: 'udp' }];

claim(udpTargetWithoutTcp, {
  fires: [
    ['nothing on tcp', udp(ONLY_UDP), { severity: 'warning', summary: 'template/Targets checks health over TCP on port 8080, and template/Task maps no such port on tcp' }],
    ['another port that nobody has', udp(ONLY_UDP, { HealthCheckPort: '9000', HealthCheckProtocol: 'HTTP' }),
      { severity: 'warning', summary: 'template/Targets checks health over HTTP on port 9000, and template/Task maps no such port on tcp' }],
  ],
  staysQuiet: [
    ['both on one port', udp([...ONLY_UDP, { ContainerPort: 8080, Protocol: 'tcp' }])],
    ['a port for the check', udp([...ONLY_UDP, { ContainerPort: 9000 }], { HealthCheckPort: '9000' })],
    ['TCP', udp([{ ContainerPort: 8080 }], {}, 'TCP')],
  ],
  doesNotKnow: [['the protocol', udp(ONLY_UDP, {}, OPEN)], ['the port of the check', udp(ONLY_UDP, { HealthCheckPort: OPEN })], ['the ports', udp(OPEN)]],
});

const anybody = (port: number, cidr: unknown = '0.0.0.0/0') => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIp: cidr });
const listener = (port: unknown) => ({
  Type: 'AWS::ElasticLoadBalancingV2::Listener',
  Properties: { LoadBalancerArn: { Ref: 'Balancer' }, Port: port, Protocol: 'HTTP', DefaultActions: [{ Type: 'fixed-response', FixedResponseConfig: { StatusCode: '404' } }] },
});
const on = (of: string, priority: number) => {
  const base = rule(paths('/*'), undefined, priority);
  return { ...base, Properties: { ...base.Properties, ListenerArn: { Ref: of } } };
};
interface Tested {
  readonly ingress?: readonly unknown[];
  readonly scheme?: unknown;
  readonly testOn?: string;
  readonly port?: unknown;
  readonly strategy?: unknown;
}
const tested = ({ ingress = [anybody(80), anybody(8080)], scheme = 'internet-facing', testOn = 'TestListener', port = 8080, strategy = 'BLUE_GREEN' }: Tested = {}) => shop({
  Balancer: { Scheme: scheme, Subnets: [{ Ref: 'SubnetA' }, { Ref: 'SubnetB' }], SecurityGroups: [{ 'Fn::GetAtt': ['BalancerGroup', 'GroupId'] }] },
  BalancerGroup: { SecurityGroupIngress: ingress },
  TestListener: listener(port),
  Green: group,
  Production: on('Listener', 2),
  Test: on(testOn, 1),
  Service: {
    DeploymentConfiguration: { Strategy: strategy },
    LoadBalancers: [{
      ContainerName: 'app',
      ContainerPort: 8080,
      TargetGroupArn: { Ref: 'Targets' },
      AdvancedConfiguration: { AlternateTargetGroupArn: { Ref: 'Green' }, RoleArn: 'r', ProductionListenerRule: { Ref: 'Production' }, TestListenerRule: { Ref: 'Test' } },
    }],
  },
});

claim(openTestListener, {
  fires: [
    ['open by default', tested(), { severity: 'warning', summary: 'template/TestListener, where template/Service is tested before its traffic moves, is open to the internet on port 8080' }],
    ['open to everything', tested({ ingress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] }),
      { severity: 'warning', summary: 'template/TestListener, where template/Service is tested before its traffic moves, is open to the internet on port 8080' }],
  ],
  staysQuiet: [
    ['open to the office', tested({ ingress: [anybody(80), anybody(8080, '203.0.113.0/24')] })], ['an internal load balancer', tested({ scheme: 'internal' })],
    ['a header on the same listener', tested({ testOn: 'Listener' })], ['no test traffic', shop()],
  ],
  doesNotKnow: [
    ['the range', tested({ ingress: [anybody(8080, OPEN)] })], ['the scheme', tested({ scheme: OPEN })], ['the port', tested({ port: OPEN })], ['the strategy', tested({ strategy: OPEN })],
  ],
});

claim(zeroDesiredCount, {
  fires: [['no task', shop({ Service: { DesiredCount: 0 } }), { severity: 'note', summary: 'template/Service is deployed with 0 tasks, and nothing of the input starts one' }]],
  staysQuiet: [
    ['one', shop({ Service: { DesiredCount: 1 } })], ['none set', shop({ Service: { DesiredCount: undefined } })],
    ['a scaler', shop({
      Service: { DesiredCount: 0 },
      Scaler: { Type: 'AWS::ApplicationAutoScaling::ScalableTarget', Properties: { ServiceNamespace: 'ecs', ResourceId: 'service/shop/app', MinCapacity: 0, MaxCapacity: 2 } },
    })],
  ],
  doesNotKnow: [['the count', shop({ Service: { DesiredCount: OPEN } })]],
});

const burst = (desired: number, size: number, managedScaling = true) => cluster().group('General', { count: size, max: 400, managedScaling })
  .service('Api', { desired, providers: ['General'] }).service('Jobs', { desired: 200, providers: ['General'] }).build();

claim(provisioningOverLimit, {
  fires: [['600 at once', burst(400, 0), { severity: 'warning', summary: '600 tasks of Shop/Cluster wait for instances at once on the first deployment, and ECS keeps 500 waiting' }]],
  staysQuiet: [['500', burst(300, 0)], ['instances that are there already', burst(400, 2)], ['nothing starts instances', burst(400, 0, false)]],
  doesNotKnow: [['the count', withService(burst(400, 0), { desiredCount: unknown('parameter P has no default') })]],
});
