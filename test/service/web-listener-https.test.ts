import { Duration, SecretValue, Size, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Authentication, Cpu, Deployment, Exposure, OwnLoadBalancerOptions, SharedListenerOptions, WebListener, WebService, WebServiceProps } from '../../src';
import { clusterStack, image, only, templateOf } from '../support/stack';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const LOAD_BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

function shop() {
  const { stack, cluster } = clusterStack();
  const certificate = acm.Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:us-east-1:123456789012:certificate/0b1d');
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z123', zoneName: 'example.com' });
  const add = (listener: WebListener, more: Partial<WebServiceProps> = {}, id: string = 'Api') => new WebService(stack, id, {
    cluster, image, listener, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), ...more,
  });
  const https = (options: OwnLoadBalancerOptions = {}, more: Partial<WebServiceProps> = {}) => add(WebListener.https(certificate, options), more);
  return { stack, zone, add, https };
}

const jwt = Authentication.jwt({ issuer: 'https://login.example.com', jwksEndpoint: 'https://login.example.com/keys' });
const oidc = Authentication.oidc({
  issuer: 'https://login.example.com',
  authorizationEndpoint: 'https://login.example.com/authorize',
  tokenEndpoint: 'https://login.example.com/token',
  userInfoEndpoint: 'https://login.example.com/userinfo',
  clientId: 'shop',
  clientSecret: SecretValue.secretsManager('login'),
  sessionTimeout: Duration.hours(8),
  onUnauthenticatedRequest: elbv2.UnauthenticatedAction.DENY,
});

function cognitoOf(stack: Stack): Authentication {
  const userPool = new cognito.UserPool(stack, 'People');
  return Authentication.cognito({
    userPool,
    userPoolClient: userPool.addClient('Shop', { generateSecret: true }),
    userPoolDomain: userPool.addDomain('Domain', { cognitoDomain: { domainPrefix: 'shop' } }),
  });
}

describe('who gets through', () => {
  test('people with a login of an OpenID Connect provider, which the load balancer may reach', () => {
    const { stack, https } = shop();
    https({ authentication: oidc });
    const template = templateOf(stack);
    template.hasResourceProperties(LISTENER, {
      DefaultActions: [
        {
          Order: 1,
          Type: 'authenticate-oidc',
          AuthenticateOidcConfig: Match.objectLike({
            ClientId: 'shop', ClientSecret: Match.stringLikeRegexp('^\\{\\{resolve:secretsmanager:login'), SessionTimeout: '28800', OnUnauthenticatedRequest: 'deny',
          }),
        },
        { Order: 2, Type: 'forward', TargetGroupArn: { Ref: only(template, 'AWS::ElasticLoadBalancingV2::TargetGroup').id } },
      ],
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Load balancer of Shop/Api', SecurityGroupEgress: [Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 443 })],
    });
  });

  test('people with a login of Amazon Cognito', () => {
    const { stack, https } = shop();
    https({ authentication: cognitoOf(stack) });
    templateOf(stack).hasResourceProperties(LISTENER, {
      DefaultActions: [
        Match.objectLike({ Type: 'authenticate-cognito', AuthenticateCognitoConfig: Match.objectLike({ UserPoolArn: Match.anyValue() }) }),
        Match.objectLike({ Type: 'forward' }),
      ],
    });
  });

  test('programs with a token, on a shared listener and while a deployment moves traffic', () => {
    const { stack, https, add } = shop();
    const front = https({ authentication: jwt }, { deployment: Deployment.blueGreen() });
    add(WebListener.shared(front.listener, { pathPatterns: ['/orders/*'], authentication: jwt }), {}, 'Orders');
    const template = templateOf(stack);
    const config = { Issuer: 'https://login.example.com', JwksEndpoint: 'https://login.example.com/keys' };
    template.resourcePropertiesCountIs('AWS::ElasticLoadBalancingV2::ListenerRule', {
      Actions: [Match.objectLike({ Type: 'jwt-validation', JwtValidationConfig: config }), Match.objectLike({ Type: 'forward', Order: 2 })],
    }, 2);
  });

  test('programs that show a certificate', () => {
    const { stack, https } = shop();
    const trustStore = new elbv2.TrustStore(stack, 'Trust', { bucket: s3.Bucket.fromBucketName(stack, 'Bucket', 'authorities'), key: 'ca.pem' });
    https({ mutualAuthentication: { mutualAuthenticationMode: elbv2.MutualAuthenticationMode.VERIFY, trustStore } });
    const template = templateOf(stack);
    template.hasResourceProperties(LISTENER, {
      MutualAuthentication: { Mode: 'verify', TrustStoreArn: { 'Fn::GetAtt': [only(template, 'AWS::ElasticLoadBalancingV2::TrustStore').id, 'TrustStoreArn'] } },
    });
  });

  test('nobody without HTTPS', () => {
    expect(() => WebListener.http({ authentication: oidc })).toThrow('`authentication` needs HTTPS and a certificate');
    expect(() => WebListener.http({ mutualAuthentication: { mutualAuthenticationMode: elbv2.MutualAuthenticationMode.PASS_THROUGH } }))
      .toThrow('`mutualAuthentication` needs HTTPS and a certificate');
    const missing: { readonly certificate?: acm.ICertificate } = {};
    expect(() => WebListener.https(missing.certificate as acm.ICertificate))
      .toThrow('`certificate` of an HTTPS listener must be given, got none; `WebListener.domain` makes one');
    const { add } = shop();
    const front = add(WebListener.http());
    expect(() => add(WebListener.shared(front.listener, { pathPatterns: ['/orders/*'], authentication: jwt }), {}, 'Orders')).toThrow('HTTPS');
  });
});

describe('a condition of a shared listener', () => {
  test.each<[string, SharedListenerOptions, unknown]>([
    ['a host', { hostHeaders: ['api.example.com'] }, { Field: 'host-header', HostHeaderConfig: { Values: ['api.example.com'] } }],
    ['a path', { pathPatterns: ['/api/*'] }, { Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } }],
    ['a header', { headers: { 'X-Team': ['shop'] } }, { Field: 'http-header', HttpHeaderConfig: { HttpHeaderName: 'X-Team', Values: ['shop'] } }],
    ['a method', { methods: ['GET', 'HEAD'] }, { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET', 'HEAD'] } }],
    ['a source address', { sourceIps: ['203.0.113.0/24'] }, { Field: 'source-ip', SourceIpConfig: { Values: ['203.0.113.0/24'] } }],
  ])('is %s', (_, options, condition) => {
    const { stack, add } = shop();
    const front = add(WebListener.http());
    add(WebListener.shared(front.listener, options), {}, 'Orders');
    templateOf(stack).hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', { Conditions: [condition] });
  });
});

describe('a load balancer of its own', () => {
  test('has a name, a certificate that renews itself, and addresses of both kinds', () => {
    const { stack, zone, add } = shop();
    const api = add(WebListener.domain('shop.example.com', zone, { ipAddressType: elbv2.IpAddressType.DUAL_STACK, exposure: Exposure.internet() }));
    const template = templateOf(stack);
    template.hasResourceProperties('AWS::CertificateManager::Certificate', { DomainName: 'shop.example.com', ValidationMethod: 'DNS' });
    for (const Type of ['A', 'AAAA']) {
      template.hasResourceProperties('AWS::Route53::RecordSet', {
        Type, Name: 'shop.example.com.', HostedZoneId: 'Z123', AliasTarget: { DNSName: Match.anyValue(), HostedZoneId: Match.anyValue() },
      });
    }
    template.hasResourceProperties(LOAD_BALANCER, { IpAddressType: 'dualstack', Scheme: 'internet-facing' });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [Match.objectLike({ CidrIp: '0.0.0.0/0' }), Match.objectLike({ CidrIpv6: '::/0' })],
    });
    expect(api.url).toBe('https://shop.example.com');
  });

  test('sends plain HTTP to HTTPS, and admits the same callers for it', () => {
    const { stack, https } = shop();
    https({ redirectHttp: true, exposure: Exposure.internetFrom('203.0.113.0/24') });
    const template = templateOf(stack);
    template.hasResourceProperties(LISTENER, {
      Port: 80, DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }],
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      SecurityGroupIngress: [{ CidrIp: '203.0.113.0/24', FromPort: 443 }, { CidrIp: '203.0.113.0/24', FromPort: 80 }].map((rule) => Match.objectLike(rule)),
    });
  });

  test('is watched by a web ACL, may be deleted, and ends idle connections as told', () => {
    const { stack, https } = shop();
    const webAclArn = 'arn:aws:wafv2:us-east-1:123456789012:regional/webacl/shop/1';
    https({ webAclArn, deletionProtection: false, idleTimeout: Duration.minutes(2) });
    const template = templateOf(stack);
    template.hasResourceProperties('AWS::WAFv2::WebACLAssociation', { WebACLArn: webAclArn, ResourceArn: { Ref: only(template, LOAD_BALANCER).id } });
    template.hasResourceProperties(LOAD_BALANCER, {
      LoadBalancerAttributes: Match.arrayWith([
        { Key: 'deletion_protection.enabled', Value: 'false' }, { Key: 'idle_timeout.timeout_seconds', Value: '120' },
      ]),
    });
  });

  test('fails on names without a zone and a zone without names', () => {
    const { https, zone } = shop();
    expect(() => https({ domainNames: ['shop.example.com'] })).toThrow('`hostedZone` must be given with `domainNames`, got shop.example.com without');
    expect(() => shop().https({ hostedZone: zone })).toThrow('`domainNames` must hold a name when `hostedZone` is given, got none');
  });
});

describe('what the load balancer speaks with the tasks', () => {
  const TARGET_GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';

  test('is gRPC, checked by a method that gRPC servers need not have', () => {
    const { stack, https } = shop();
    https({}, { protocolVersion: elbv2.ApplicationProtocolVersion.GRPC, containerPort: 50051, healthCheck: { healthyGrpcCodes: '0-99' } });
    templateOf(stack).hasResourceProperties(TARGET_GROUP, {
      ProtocolVersion: 'GRPC', Protocol: 'HTTP', HealthCheckPath: '/AWS.ALB/healthcheck', Matcher: { GrpcCode: '0-99' },
    });
  });

  test('is HTTP/2, and one caller stays with one task when asked', () => {
    const { stack, https } = shop();
    https({}, { protocolVersion: elbv2.ApplicationProtocolVersion.HTTP2, stickiness: Duration.hours(1), healthCheck: { healthyHttpCodes: '200,204' } });
    templateOf(stack).hasResourceProperties(TARGET_GROUP, {
      ProtocolVersion: 'HTTP2',
      Matcher: { HttpCode: '200,204' },
      TargetGroupAttributes: Match.arrayWith([
        { Key: 'stickiness.enabled', Value: 'true' }, { Key: 'stickiness.lb_cookie.duration_seconds', Value: '3600' },
      ]),
    });
  });

  test('is gRPC on HTTPS only', () => {
    expect(() => shop().add(WebListener.http(), { protocolVersion: elbv2.ApplicationProtocolVersion.GRPC }))
      .toThrow('`listener` of a service with gRPC must speak HTTPS, got plain HTTP');
  });
});
