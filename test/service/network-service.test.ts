import { App, Duration, Size, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Capacity, Cpu, Deployment, Exposure, NetworkListener, NetworkService, NetworkServiceProps } from '../../src';
import { clusterStack, image, m6iLarge, only, templateOf } from '../support/stack';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

function shop(region?: string) {
  const { stack, cluster } = clusterStack('Shop', region ? { region, account: '123456789012' } : undefined);
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const add = (listener: NetworkListener, more: Partial<NetworkServiceProps> = {}, scope: Stack = stack) => new NetworkService(scope, 'Api', {
    cluster, image, listener, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), containerPort: 5000, ...more,
  });
  return { stack, cluster, general, add };
}

/** What the load balancer may reach, as [logical id of the group, protocol, from, to]. */
function admitted(stack: Stack): unknown[] {
  return Object.values(templateOf(stack).findResources('AWS::EC2::SecurityGroupIngress'))
    .map(({ Properties: rule }) => [rule.GroupId['Fn::GetAtt'][0].replace(/[0-9A-F]{8}$/, ''), rule.IpProtocol, rule.FromPort, rule.ToPort]);
}

test('takes TCP connections inside the VPC, behind security groups, and cannot be deleted by accident', () => {
  const { stack, add } = shop();
  const api = add(NetworkListener.tcp(50051));
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Type: 'network',
    Scheme: 'internal',
    SecurityGroups: [{ 'Fn::GetAtt': [only(template, 'AWS::EC2::SecurityGroup', 'ApiLoadBalancerSecurityGroup').id, 'GroupId'] }],
    LoadBalancerAttributes: Match.arrayWith([{ Key: 'deletion_protection.enabled', Value: 'true' }]),
  });
  template.hasResourceProperties(LISTENER, { Port: 50051, Protocol: 'TCP', DefaultActions: [Match.objectLike({ Type: 'forward' })] });
  template.hasResourceProperties(TARGET_GROUP, {
    Port: 5000, Protocol: 'TCP', TargetType: 'ip', HealthCheckProtocol: 'TCP', HealthCheckPort: 'traffic-port', Name: Match.absent(),
  });
  template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    GroupDescription: 'Load balancer of Shop/Api',
    SecurityGroupIngress: [{ CidrIp: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Vpc'), 'CidrBlock'] }, IpProtocol: 'tcp', FromPort: 50051 }],
  });
  template.hasResourceProperties('AWS::ECS::Service', { LoadBalancers: [Match.objectLike({ ContainerName: 'app', ContainerPort: 5000 })] });
  template.hasResource('AWS::ECS::Service', { DependsOn: Match.arrayWith([only(template, LISTENER).id]) });
  expect(stack.resolve(api.address)).toEqual({ 'Fn::Join': ['', [{ 'Fn::GetAtt': [only(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer').id, 'DNSName'] }, ':50051']] });
});

test.each<[string, (general: Capacity) => Partial<NetworkServiceProps>, unknown]>([
  ['the task on its port', () => ({}), ['ApiSecurityGroup', 'tcp', 5000, 5000]],
  ['the instances on the ports Docker picks from, in bridge mode', (capacity) => ({ capacity, networkMode: ecs.NetworkMode.BRIDGE }),
    ['ClusterGeneralSecurityGroup', 'tcp', 32768, 65535]],
  ['the instances on the fixed port, in bridge mode', (capacity) => ({ capacity, networkMode: ecs.NetworkMode.BRIDGE, hostPort: 9090 }),
    ['ClusterGeneralSecurityGroup', 'tcp', 9090, 9090]],
  ['the instances on the port of the container, in host mode', (capacity) => ({ capacity, networkMode: ecs.NetworkMode.HOST }),
    ['ClusterGeneralSecurityGroup', 'tcp', 5000, 5000]],
])('lets the load balancer reach %s', (_, props, expected) => {
  const { stack, general, add } = shop();
  add(NetworkListener.tcp(443), props(Capacity.ec2(general)));
  expect(admitted(stack)).toEqual([expected]);
});

test('takes UDP datagrams, and is checked by TCP', () => {
  const { stack, add } = shop();
  add(NetworkListener.udp(514));
  const template = templateOf(stack);
  template.hasResourceProperties(LISTENER, { Port: 514, Protocol: 'UDP' });
  template.hasResourceProperties(TARGET_GROUP, { Protocol: 'UDP', HealthCheckProtocol: 'TCP' });
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ PortMappings: [{ ContainerPort: 5000, Protocol: 'udp' }] })],
  });
  template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [Match.objectLike({ IpProtocol: 'udp', FromPort: 514 })] });
  expect(admitted(stack)).toEqual([['ApiSecurityGroup', 'udp', 5000, 5000], ['ApiSecurityGroup', 'tcp', 5000, 5000]]);
});

test('is checked on a port of its own by HTTP', () => {
  const { stack, add } = shop();
  add(NetworkListener.tcp(514), { healthCheck: { port: '8080', path: '/healthy' } });
  templateOf(stack).hasResourceProperties(TARGET_GROUP, { HealthCheckProtocol: 'HTTP', HealthCheckPath: '/healthy', HealthCheckPort: '8080' });
  expect(admitted(stack)).toEqual([['ApiSecurityGroup', 'tcp', 5000, 5000], ['ApiSecurityGroup', 'tcp', 8080, 8080]]);
});

test('ends TLS with a current policy, and offers HTTP/2 for gRPC', () => {
  const { stack, add } = shop();
  const certificate = acm.Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:us-east-1:123456789012:certificate/0b1d');
  const hostedZone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z123', zoneName: 'example.com' });
  const api = add(NetworkListener.tls(certificate, { alpnPolicy: elbv2.AlpnPolicy.HTTP2_ONLY, domainNames: ['grpc.example.com'], hostedZone }));
  const template = templateOf(stack);
  template.hasResourceProperties(LISTENER, {
    Port: 443, Protocol: 'TLS', AlpnPolicy: ['HTTP2Only'], SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09', Certificates: [Match.anyValue()],
  });
  template.hasResourceProperties(TARGET_GROUP, { Protocol: 'TCP' });
  template.hasResourceProperties('AWS::Route53::RecordSet', { Name: 'grpc.example.com.', Type: 'A' });
  expect(api.address).toBe('grpc.example.com:443');
});

test('has public addresses, logs, several zones and known callers only when told to', () => {
  const { stack, add } = shop('eu-west-1');
  add(NetworkListener.tcp(5432, {
    exposure: Exposure.internetFrom('203.0.113.0/24', '2001:db8::/32'),
    accessLogsBucket: s3.Bucket.fromBucketName(stack, 'Logs', 'central-logs'),
    crossZone: true,
    deletionProtection: false,
    tcpIdleTimeout: Duration.minutes(20),
  }), { preserveClientIp: true, proxyProtocolV2: true });
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Scheme: 'internet-facing',
    LoadBalancerAttributes: Match.arrayWith([
      { Key: 'deletion_protection.enabled', Value: 'false' }, { Key: 'load_balancing.cross_zone.enabled', Value: 'true' },
      { Key: 'access_logs.s3.bucket', Value: 'central-logs' },
    ]),
  });
  template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: [Match.objectLike({ CidrIp: '203.0.113.0/24' }), Match.objectLike({ CidrIpv6: '2001:db8::/32' })],
  });
  template.hasResourceProperties(LISTENER, { ListenerAttributes: [{ Key: 'tcp.idle_timeout.seconds', Value: '1200' }] });
  template.hasResourceProperties(TARGET_GROUP, {
    TargetGroupAttributes: Match.arrayWith([{ Key: 'proxy_protocol_v2.enabled', Value: 'true' }, { Key: 'preserve_client_ip.enabled', Value: 'true' }]),
  });
});

test('brings its listener and rules to a load balancer of another stack', () => {
  const { stack, cluster, add } = shop();
  const securityGroup = new ec2.SecurityGroup(stack, 'Shared', { vpc: cluster.vpc, allowAllOutbound: false });
  const loadBalancer = new elbv2.NetworkLoadBalancer(stack, 'Balancer', { vpc: cluster.vpc, securityGroups: [securityGroup] });
  const fresh = shop();
  const shared = new ec2.SecurityGroup(fresh.stack, 'Shared', { vpc: fresh.cluster.vpc, allowAllOutbound: false });
  const other = new elbv2.NetworkLoadBalancer(fresh.stack, 'Balancer', { vpc: fresh.cluster.vpc, securityGroups: [shared] });
  const product = new Stack(fresh.stack.node.root as App, 'Product');
  fresh.add(NetworkListener.tcp(5432, { loadBalancer: other }), {}, product);
  (fresh.stack.node.root as App).synth();
  const template = templateOf(product);
  template.hasResourceProperties(LISTENER, { Port: 5432 });
  template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 2);
  template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 1);
  expect(JSON.stringify(templateOf(fresh.stack).toJSON())).not.toContain('Product');
  expect(() => add(NetworkListener.tcp(1, { loadBalancer, crossZone: true }))).toThrow('`crossZone` must be left out when `loadBalancer` is given');
});

test('fails on what a Network Load Balancer does not do', () => {
  const { stack, general, cluster, add } = shop();
  const bridge = { capacity: Capacity.ec2(general), networkMode: ecs.NetworkMode.BRIDGE };
  const loadBalancer = elbv2.NetworkLoadBalancer.fromNetworkLoadBalancerAttributes(stack, 'Old', {
    loadBalancerArn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/old/1', vpc: cluster.vpc,
  });
  expect(() => NetworkListener.tcp(70_000)).toThrow('`port` of a listener must be a whole number from 1 to 65535, got 70000');
  expect(() => NetworkListener.udp(53, { tcpIdleTimeout: Duration.minutes(2) })).toThrow('`tcpIdleTimeout` is for TCP connections');
  expect(() => shop().add(NetworkListener.tcp(80), { deployment: Deployment.codeDeploy() }))
    .toThrow('must leave the traffic to ECS: use Deployment.blueGreen(), got Deployment.codeDeploy()');
  expect(() => add(NetworkListener.udp(53), bridge)).toThrow('`healthCheck.port` must be given for UDP in bridge mode');
  expect(() => shop().add(NetworkListener.tcp(80), { healthCheck: { port: 'http' } })).toThrow("must be a port number or 'traffic-port', got http");
  const other = new Stack(stack.node.root as App, 'Other');
  expect(() => add(NetworkListener.tcp(80, { loadBalancer }), {}, other))
    .toThrow('`loadBalancer` of Other/Api must have a security group, by which the tasks admit it, got Shop/Old without');
});
