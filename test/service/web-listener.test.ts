import { Environment, Size, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Cpu, Exposure, WebListener, WebService } from '../../src';
import { clusterStack, image, templateOf } from '../support/stack';

function shop(env?: Environment) {
  const { stack, cluster } = clusterStack('Shop', env);
  const add = (id: string, listener: WebListener) => new WebService(stack, id, {
    cluster, image, listener, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512),
  });
  return { stack, add };
}

const certificateOf = (stack: Stack) =>
  acm.Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:us-east-1:123456789012:certificate/0b1d');

test('answers HTTPS with a current TLS policy inside the VPC, and cannot be deleted by accident', () => {
  const { stack, add } = shop();
  add('Api', WebListener.https(certificateOf(stack)));
  const template = templateOf(stack);
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', {
    Port: 443, Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09', Certificates: [Match.anyValue()],
  });
  template.resourceCountIs('AWS::ElasticLoadBalancingV2::Listener', 1);
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    Scheme: 'internal',
    LoadBalancerAttributes: Match.arrayWith([
      { Key: 'deletion_protection.enabled', Value: 'true' },
      { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
    ]),
  });
  template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    GroupDescription: 'Load balancer of Shop/Api',
    SecurityGroupIngress: [{ CidrIp: { 'Fn::GetAtt': [Match.stringLikeRegexp('^Vpc'), 'CidrBlock'] }, FromPort: 443, ToPort: 443 }],
  });
});

test('is open to the internet, or to a part of it, only by name', () => {
  const { stack, add } = shop();
  add('Public', WebListener.https(certificateOf(stack), { exposure: Exposure.internet() }));
  add('Partners', WebListener.http({ exposure: Exposure.internetFrom('203.0.113.0/24', '198.51.100.0/24') }));
  const template = templateOf(stack);
  template.resourcePropertiesCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internet-facing' }, 2);
  template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [{ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 }] });
  template.hasResourceProperties('AWS::EC2::SecurityGroup', {
    SecurityGroupIngress: [{ CidrIp: '203.0.113.0/24', FromPort: 80 }, { CidrIp: '198.51.100.0/24', FromPort: 80 }],
  });
});

test('writes access logs to the bucket it is given', () => {
  const { stack, add } = shop({ region: 'eu-west-1', account: '123456789012' });
  const bucket = s3.Bucket.fromBucketName(stack, 'Logs', 'central-logs');
  add('Api', WebListener.http({ accessLogsBucket: bucket }));
  templateOf(stack).hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', {
    LoadBalancerAttributes: Match.arrayWith([
      { Key: 'access_logs.s3.enabled', Value: 'true' }, { Key: 'access_logs.s3.bucket', Value: 'central-logs' },
    ]),
  });
});

test('shares a listener between services by path and host', () => {
  const { stack, add } = shop();
  const front = add('Front', WebListener.http());
  add('Orders', WebListener.shared(front.listener, { pathPatterns: ['/orders/*'], hostHeaders: ['shop.example.com'] }));
  add('Users', WebListener.shared(front.listener, { pathPatterns: ['/users/*'], priority: 7 }));
  const template = templateOf(stack);
  template.resourceCountIs('AWS::ElasticLoadBalancingV2::LoadBalancer', 1);
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
    Priority: 7, Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/users/*'] } }],
  });
  template.hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
    Conditions: [
      { Field: 'host-header', HostHeaderConfig: { Values: ['shop.example.com'] } },
      { Field: 'path-pattern', PathPatternConfig: { Values: ['/orders/*'] } },
    ],
  });
});

test('gives a service the same priority whatever other services share the listener', () => {
  const priorities = (...ids: string[]) => {
    const { stack, add } = shop();
    const front = add('Front', WebListener.http());
    ids.forEach((id) => add(id, WebListener.shared(front.listener, { pathPatterns: [`/${id}/*`] })));
    const rules = Object.values(templateOf(stack).findResources('AWS::ElasticLoadBalancingV2::ListenerRule'));
    return Object.fromEntries(rules.map((rule) => [rule.Properties.Conditions[0].PathPatternConfig.Values[0], rule.Properties.Priority]));
  };
  const alone = priorities('Orders');
  const together = priorities('Users', 'Carts', 'Orders');
  expect(together['/Orders/*']).toBe(alone['/Orders/*']);
  expect(new Set(Object.values(together)).size).toBe(3);
});

test('fails on two rules with one priority', () => {
  const { add } = shop();
  const front = add('Front', WebListener.http());
  add('Orders', WebListener.shared(front.listener, { pathPatterns: ['/orders/*'], priority: 7 }));
  expect(() => add('Users', WebListener.shared(front.listener, { pathPatterns: ['/users/*'], priority: 7 }))).toThrow(
    '`priority` must be unique on a listener, got 7 for Shop/Users, which Shop/Orders has');
});

test('fails on a rule that takes every request, has too many values, or has no place', () => {
  const { add } = shop();
  const front = add('Front', WebListener.http());
  expect(() => add('A', WebListener.shared(front.listener, {}))).toThrow('needs `pathPatterns` or `hostHeaders`, got none');
  expect(() => add('B', WebListener.shared(front.listener, { pathPatterns: ['/1', '/2', '/3', '/4', '/5', '/6'] })))
    .toThrow('may hold 5 values together, got 6');
  expect(() => add('C', WebListener.shared(front.listener, { pathPatterns: ['/1'], priority: 50_001 })))
    .toThrow('`priority` must be a whole number from 1 to 50000, got 50001');
});
