import { createHash } from 'node:crypto';
import { App, Fn, Size, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Capacity, Cpu, Exposure, SharedListenerOptions, WebListener, WebService } from '../../src';
import { clusterStack, image, m6iLarge, only, templateOf } from '../support/stack';

const LISTENER_RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';

function front() {
  const { stack, cluster } = clusterStack('Front');
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const add = (scope: Stack, id: string, listener: WebListener, more: object = {}) => new WebService(scope, id, {
    cluster, image, listener, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), ...more,
  });
  const web = add(stack, 'Web', WebListener.http());
  const share = (scope: Stack, id: string, options: SharedListenerOptions) => add(scope, id, WebListener.shared(web.listener, options));
  return { app: stack.node.root as App, stack, cluster, general, web, add, share };
}

const importedListener = (stack: Stack, id: string) => elbv2.ApplicationListener.fromApplicationListenerAttributes(stack, id, {
  listenerArn: Fn.importValue('SharedListenerArn'),
  securityGroup: ec2.SecurityGroup.fromSecurityGroupId(stack, `${id}Group`, 'sg-0123456789abcdef0'),
});

describe('a load balancer that stacks share', () => {
  test.each([ecs.NetworkMode.AWS_VPC, ecs.NetworkMode.BRIDGE])('is not touched by a service of another stack in %s mode', (networkMode) => {
    const before = JSON.stringify(templateOf(front().stack).toJSON().Resources);
    const { app, stack, general, web, add } = front();
    const catalog = new Stack(app, 'Catalog');
    add(catalog, 'Products', WebListener.shared(web.listener, { pathPatterns: ['/products/*'] }), { networkMode, capacity: Capacity.ec2(general) });
    app.synth();
    const template = templateOf(catalog);
    template.resourceCountIs(LISTENER_RULE, 1);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
    template.resourceCountIs('AWS::EC2::SecurityGroupEgress', 1);
    expect(JSON.stringify(templateOf(stack).toJSON().Resources)).toBe(before);
  });

  test('takes a listener of a service in another stack, and the callers it admits', () => {
    const { app, stack, cluster, add } = front();
    const loadBalancer = new elbv2.ApplicationLoadBalancer(stack, 'Shared', { vpc: cluster.vpc });
    const catalog = new Stack(app, 'Catalog');
    const caller = new ec2.SecurityGroup(catalog, 'Caller', { vpc: cluster.vpc });
    add(catalog, 'Products', WebListener.http({ loadBalancer, port: 8080, exposure: Exposure.internalFrom(caller) }));
    app.synth();
    const template = templateOf(catalog);
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::Listener', { Port: 8080 });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      FromPort: 8080, SourceSecurityGroupId: { 'Fn::GetAtt': [only(template, 'AWS::EC2::SecurityGroup', 'Caller').id, 'GroupId'] },
    });
  });

  test('answers plain HTTP with one redirect for all services that ask for it', () => {
    const { stack, cluster, add } = front();
    const loadBalancer = new elbv2.ApplicationLoadBalancer(stack, 'Shared', { vpc: cluster.vpc });
    const certificate = acm.Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:us-east-1:123456789012:certificate/0b1d');
    const api = add(stack, 'Api', WebListener.https(certificate, { loadBalancer, redirectHttp: true }));
    expect(() => add(stack, 'Admin', WebListener.https(certificate, { loadBalancer, redirectHttp: true, port: 8443 }))).toThrow(
      '`redirectHttp` of Front/Admin must lead where that of Front/Api leads on the same load balancer, port 443, got port 8443');
    add(stack, 'Other', WebListener.https(certificate, { loadBalancer, port: 9443 }));
    expect(api.loadBalancer).toBe(loadBalancer);
    templateOf(stack).resourcePropertiesCountIs('AWS::ElasticLoadBalancingV2::Listener', {
      Port: 80, DefaultActions: [Match.objectLike({ Type: 'redirect' })],
    }, 1);
  });

  test('keeps its own settings', () => {
    const { stack, cluster, add } = front();
    const loadBalancer = new elbv2.ApplicationLoadBalancer(stack, 'Shared', { vpc: cluster.vpc });
    expect(() => add(stack, 'Api', WebListener.http({ loadBalancer, deletionProtection: true })))
      .toThrow('`deletionProtection` must be left out when `loadBalancer` is given, whose settings stay as they are, got it for Front/Api');
  });
});

describe('the priority of a rule', () => {
  const derived = (path: string) => createHash('sha256').update(path).digest().readUInt32BE(0) % 50_000 + 1;

  test('differs between stacks, and is the same in whatever order they are made', () => {
    const priorities = (ids: readonly string[]) => {
      const { app, share } = front();
      ids.forEach((id) => share(new Stack(app, id), 'Api', { pathPatterns: [`/${id}/*`] }));
      return ids.map((id) => [id, only(templateOf(app.node.findChild(id) as Stack), LISTENER_RULE).resource.Properties])
        .map(([id, properties]) => [id, (properties as { readonly Priority: number }).Priority] as const).sort();
    };
    const one = priorities(['Orders', 'Users', 'Carts']);
    expect(priorities(['Carts', 'Orders', 'Users'])).toEqual(one);
    expect(new Set(one.map(([, priority]) => priority)).size).toBe(3);
  });

  test('is never changed to make room: where two are derived alike, the user is asked for one', () => {
    const seen = new Map<number, string>();
    let pair: readonly string[] = [];
    for (let index = 0; pair.length === 0; index++) {
      const id = `Api${index}`;
      const other = seen.get(derived(`Front/${id}`));
      if (other !== undefined) pair = [other, id];
      seen.set(derived(`Front/${id}`), id);
    }
    const { stack, share } = front();
    const [first, second] = pair;
    share(stack, first, { pathPatterns: ['/one/*'] });
    expect(() => share(stack, second, { pathPatterns: ['/two/*'] })).toThrow(
      `\`priority\` must be unique on a listener, got ${derived(`Front/${second}`)} (derived from its path) for Front/${second}, which Front/${first} has`);
  });

  test('is one list for a listener that several stacks import by the same name', () => {
    const { app, add } = front();
    const share = (id: string) => {
      const stack = new Stack(app, id);
      add(stack, 'Api', WebListener.shared(importedListener(stack, 'Listener'), { hostHeaders: [`${id}.example.com`], priority: 7 }));
    };
    share('Orders');
    expect(() => share('Users')).toThrow('`priority` must be unique on a listener, got 7 for Users/Api, which Orders/Api has');
  });

  test.each<[string, SharedListenerOptions, SharedListenerOptions]>([
    ['a wider path', { pathPatterns: ['/orders/*'], priority: 10 }, { pathPatterns: ['/orders/admin/*'], priority: 20 }],
    ['a wider host', { hostHeaders: ['*.example.com'], priority: 10 }, { hostHeaders: ['Api.example.com'], methods: ['GET'], priority: 20 }],
    ['the same conditions', { headers: { 'X-Team': ['a', 'b'] }, priority: 10 }, { headers: { 'x-team': ['b'] }, priority: 20 }],
  ])('may not put a rule behind one with %s', (_, wide, narrow) => {
    const { stack, share } = front();
    share(stack, 'Wide', wide);
    expect(() => share(stack, 'Narrow', narrow)).toThrow(
      '`priority` of Front/Narrow must be below 10, which Front/Wide has, got 20: Front/Wide would take every request of Front/Narrow');
    const other = front();
    other.share(other.stack, 'Narrow', narrow);
    expect(() => other.share(other.stack, 'Wide', wide)).toThrow('`priority` of Front/Wide must be above 20, which Front/Narrow has, got 10');
  });

  test('may be anything beside rules that take other requests', () => {
    const { stack, share } = front();
    share(stack, 'Orders', { pathPatterns: ['/orders/?'], priority: 10 });
    share(stack, 'All', { pathPatterns: ['/orders/*'], priority: 20 });
    share(stack, 'Posts', { pathPatterns: ['/ORDERS/1'], methods: ['POST'], priority: 30 });
    share(stack, 'Office', { pathPatterns: ['/orders/*'], sourceIps: ['203.0.113.0/24'], priority: 5 });
    const rules = Object.values(templateOf(stack).findResources(LISTENER_RULE));
    expect(rules.map(({ Properties }) => Properties.Priority)).toEqual([10, 20, 30, 5]);
  });
});
