import { Duration, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Capacity, Cpu, Discovery, InternalService, InternalServiceProps, QueueWorker, WebListener, WebService } from '../../src';
import { clusterStack, image, m6iLarge, only, templateOf } from '../support/stack';

const SERVICE = 'AWS::ECS::Service';

function shop() {
  const { stack, cluster } = clusterStack();
  cluster.addDefaultCloudMapNamespace({ name: 'shop' });
  const task = { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512) };
  const add = (more: Partial<InternalServiceProps> = {}) => new InternalService(stack, 'Prices', { ...task, containerPort: 8080, ...more });
  const onEc2 = (networkMode: ecs.NetworkMode) => ({
    networkMode, capacity: Capacity.ec2(cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 })),
  });
  return { stack, cluster, task, add, onEc2 };
}

describe('Service Connect', () => {
  test('encrypts with certificates that ECS asks for by a role, and has time limits', () => {
    const { stack, add } = shop();
    add({
      discovery: Discovery.serviceConnect({
        tls: { awsPcaAuthorityArn: 'arn:aws:acm-pca:eu-central-1:111122223333:certificate-authority/one' },
        perRequestTimeout: Duration.seconds(5),
        idleTimeout: Duration.minutes(2),
      }),
    });
    const template = templateOf(stack);
    template.hasResourceProperties(SERVICE, {
      ServiceConnectConfiguration: {
        Services: [{
          Timeout: { PerRequestTimeoutSeconds: 5, IdleTimeoutSeconds: 120 },
          Tls: {
            IssuerCertificateAuthority: { AwsPcaAuthorityArn: 'arn:aws:acm-pca:eu-central-1:111122223333:certificate-authority/one' },
            RoleArn: { 'Fn::GetAtt': [only(template, 'AWS::IAM::Role', 'PricesServiceConnectTlsRole').id, 'Arn'] },
          },
        }],
      },
    });
  });

  test('logs every request, without the query unless told to', () => {
    const { stack, add } = shop();
    const logDriver = ecs.LogDrivers.awsLogs({ streamPrefix: 'proxy' });
    add({ discovery: Discovery.serviceConnect({ logDriver, accessLogs: {} }) });
    templateOf(stack).hasResourceProperties(SERVICE, {
      ServiceConnectConfiguration: {
        AccessLogConfiguration: { Format: 'JSON', IncludeQueryParameters: 'DISABLED' }, LogConfiguration: { LogDriver: 'awslogs' },
      },
    });
  });

  test('fails when there is nowhere to log to', () => {
    const { add } = shop();
    expect(() => add({ discovery: Discovery.serviceConnect({ accessLogs: {} }) })).toThrow('`accessLogs` of Service Connect need a `logDriver`');
  });
});

describe('Cloud Map', () => {
  test('has ports in its records where tasks have no address of their own', () => {
    const { stack, add, onEc2 } = shop();
    add({ discovery: Discovery.cloudMap({ ttl: Duration.seconds(30) }), ...onEc2(ecs.NetworkMode.BRIDGE) });
    const template = templateOf(stack);
    template.hasResourceProperties('AWS::ServiceDiscovery::Service', { DnsConfig: { DnsRecords: [{ TTL: 30, Type: 'SRV' }] } });
    template.hasResourceProperties(SERVICE, { ServiceRegistries: [{ ContainerName: 'app', ContainerPort: 8080 }] });
  });

  test('fails on addresses of tasks that have none', () => {
    const { add, onEc2 } = shop();
    const recordType = 'A' as NonNullable<Parameters<typeof Discovery.cloudMap>[0]>['recordType'];
    expect(() => add({ discovery: Discovery.cloudMap({ recordType }), ...onEc2(ecs.NetworkMode.BRIDGE) })).toThrow('`recordType` must be SRV');
  });
});

describe('VPC Lattice', () => {
  const options = { serviceNetwork: 'sn-0123', prefixListId: 'pl-0456' };

  test('sends the requests of a service network to the tasks, which admit nobody else', () => {
    const { stack, add } = shop();
    const prices = add({ discovery: Discovery.vpcLattice({ ...options, healthCheckPath: '/health' }) });
    const template = templateOf(stack);
    const group = only(template, 'AWS::VpcLattice::TargetGroup');
    template.hasResourceProperties(SERVICE, {
      VpcLatticeConfigurations: [{
        PortName: 'prices',
        TargetGroupArn: { 'Fn::GetAtt': [group.id, 'Arn'] },
        RoleArn: { 'Fn::GetAtt': [only(template, 'AWS::IAM::Role', 'PricesLatticeRole').id, 'Arn'] },
      }],
    });
    expect(group.resource.Properties).toMatchObject({ Type: 'IP', Config: { Port: 8080, Protocol: 'HTTP', HealthCheck: { Path: '/health' } } });
    template.hasResourceProperties('AWS::VpcLattice::Listener', {
      Protocol: 'HTTPS', Port: 443, DefaultAction: { Forward: { TargetGroups: [{ TargetGroupIdentifier: { 'Fn::GetAtt': [group.id, 'Id'] } }] } },
    });
    template.hasResourceProperties('AWS::VpcLattice::ServiceNetworkServiceAssociation', { ServiceNetworkIdentifier: 'sn-0123' });
    template.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Tasks of Shop/Prices', SecurityGroupIngress: Match.absent(),
    });
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { SourcePrefixListId: 'pl-0456', FromPort: 8080, ToPort: 8080 });
    expect(stack.resolve(prices.address)).toEqual({
      'Fn::Join': ['', [{ 'Fn::GetAtt': [only(template, 'AWS::VpcLattice::Service').id, 'DnsEntry.DomainName'] }, ':443']],
    });
  });

  test('asks callers to sign when a policy says who they are', () => {
    const { stack, add } = shop();
    const authPolicy = new iam.PolicyDocument({
      statements: [new iam.PolicyStatement({ actions: ['vpc-lattice-svcs:Invoke'], resources: ['*'], principals: [new iam.AccountRootPrincipal()] })],
    });
    add({ discovery: Discovery.vpcLattice({ ...options, authPolicy }) });
    const template = templateOf(stack);
    template.hasResourceProperties('AWS::VpcLattice::Service', { AuthType: 'AWS_IAM' });
    template.resourceCountIs('AWS::VpcLattice::AuthPolicy', 1);
  });

  test('fails for tasks without an address of their own', () => {
    const { add, onEc2 } = shop();
    expect(() => add({ discovery: Discovery.vpcLattice(options), ...onEc2(ecs.NetworkMode.BRIDGE) }))
      .toThrow('`networkMode` must be awsvpc for VPC Lattice');
  });
});

describe('a.connectTo(b)', () => {
  const from = (template: ReturnType<typeof templateOf>, group: string, caller: string) => Object.values(
    template.findResources('AWS::EC2::SecurityGroupIngress'),
  ).map(({ Properties }) => Properties as Record<string, unknown>)
    .filter((rule) => JSON.stringify(rule.GroupId).includes(group) && JSON.stringify(rule.SourceSecurityGroupId ?? '').includes(caller))
    .map(({ FromPort, ToPort }) => [FromPort, ToPort]);

  test('opens the load balancer of a web service to the caller, and injects its URL', () => {
    const { stack, task } = shop();
    const api = new WebService(stack, 'Api', { ...task, listener: WebListener.http() });
    const worker = new QueueWorker(stack, 'Worker', { ...task, maxCapacity: 2 });
    worker.connectTo(api, 'API_URL');
    const template = templateOf(stack);
    expect(from(template, 'ApiLoadBalancer', 'WorkerSecurityGroup')).toEqual([[80, 80]]);
    expect(from(template, 'ApiSecurityGroup', 'WorkerSecurityGroup')).toEqual([]);
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [Match.objectLike({
        Environment: Match.arrayWith([{ Name: 'API_URL', Value: { 'Fn::Join': ['', ['http://', { 'Fn::GetAtt': [Match.anyValue(), 'DNSName'] }]] } }]),
      })],
    });
  });

  test('opens the free ports of instances in bridge mode, and the port itself in host mode', () => {
    const ports = (networkMode: ecs.NetworkMode) => {
      const { stack, task, add, onEc2 } = shop();
      const prices = add({ discovery: Discovery.cloudMap(), ...onEc2(networkMode) });
      new QueueWorker(stack, 'Worker', { ...task, maxCapacity: 2 }).connectTo(prices, 'PRICES');
      return from(templateOf(stack), 'General', 'WorkerSecurityGroup');
    };
    expect(ports(ecs.NetworkMode.BRIDGE)).toEqual([[32768, 65535]]);
    expect(ports(ecs.NetworkMode.HOST)).toEqual([[8080, 8080]]);
  });

  test('fails on a service that takes no calls', () => {
    const { stack, task, add } = shop();
    const worker = new QueueWorker(stack, 'Worker', { ...task, maxCapacity: 2 });
    expect(() => add().connectTo(worker, 'WORKER')).toThrow('Shop/Worker takes no calls: `connectTo` of Shop/Prices needs an InternalService');
  });
});
