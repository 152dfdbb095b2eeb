import { claim } from './rule-claims';
import { container, instances, ON_INSTANCES, shop, shopResources } from './shop-template';
import { clientBeforeServer } from '../../../src/preflight/rules/client-before-server';
import { closedServiceConnectPort } from '../../../src/preflight/rules/closed-service-connect-port';
import { closedToLattice } from '../../../src/preflight/rules/closed-to-lattice';
import { incompleteExpressService } from '../../../src/preflight/rules/incomplete-express-service';
import { incompleteLatticeTarget } from '../../../src/preflight/rules/incomplete-lattice-target';
import { refusedServiceRegistry } from '../../../src/preflight/rules/refused-service-registry';
import { serviceConnectWithoutTaskMemory } from '../../../src/preflight/rules/service-connect-without-task-memory';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const NAMED = container({ PortMappings: [{ ContainerPort: 8080, Name: 'http' }] });
const OFFER = {
  Enabled: true,
  Namespace: 'shop.internal',
  Services: [{ PortName: 'http', DiscoveryName: 'orders', ClientAliases: [{ Port: 80, DnsName: 'orders' }] }],
};
const CALLS = [{ Name: 'ORDERS_URL', Value: 'http://orders/v1' }];

interface Scene {
  readonly environment?: unknown;
  readonly ingress?: readonly unknown[];
  readonly offer?: Properties;
  readonly server?: Properties;
  readonly client?: Properties;
  readonly clientGroup?: unknown;
  readonly after?: string;
  /** Variables of the server. */
  readonly own?: unknown;
}

/** The service of the shop offers `orders`; a second one is in the same namespace. */
function connected({ environment, ingress = [], offer = {}, server = {}, client = {}, clientGroup, after, own: variables = [] }: Scene = {}) {
  const own = shopResources();
  const { Properties: service } = own.Service as { Properties: Properties };
  const { Properties: task } = own.Task as { Properties: Properties };
  const groups = [clientGroup ?? { 'Fn::GetAtt': ['ClientGroup', 'GroupId'] }];
  return shop({
    Task: container({ PortMappings: [{ ContainerPort: 8080, Name: 'http' }], Environment: variables }),
    TaskGroup: { SecurityGroupIngress: ingress },
    Service: { LoadBalancers: [], ServiceConnectConfiguration: { ...OFFER, ...offer }, ...server },
    ClientGroup: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: { Ref: 'Vpc' } } },
    ClientTask: { Type: 'AWS::ECS::TaskDefinition', Properties: { ...task, Family: 'web', ...container({ Environment: environment }) } },
    Client: {
      Type: 'AWS::ECS::Service',
      ...(after === undefined ? {} : { DependsOn: after }),
      Properties: {
        ...service,
        ServiceName: 'web',
        LoadBalancers: [],
        TaskDefinition: { Ref: 'ClientTask' },
        NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [{ Ref: 'SubnetA' }], SecurityGroups: groups } },
        ServiceConnectConfiguration: { Enabled: true, Namespace: 'shop.internal' },
        ...client,
      },
    },
  });
}

const from = (port: number, source: Properties) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...source });
const CLIENT = { SourceSecurityGroupId: { 'Fn::GetAtt': ['ClientGroup', 'GroupId'] } };
const BASTION = { SourceSecurityGroupId: { 'Fn::GetAtt': ['BalancerGroup', 'GroupId'] } };

claim(closedServiceConnectPort, {
  fires: [
    [
      'a client that is told to call',
      connected({ environment: CALLS, ingress: [from(8080, BASTION)] }),
      {
        severity: 'warning',
        summary: 'no rule of the security groups of template/Service lets in template/Client, told so by ORDERS_URL, on port 8080',
      },
    ],
    [
      'a rule for another port',
      connected({ environment: [{ Name: 'ORDERS', Value: 'orders:80' }], ingress: [from(80, CLIENT)] }),
      {
        severity: 'warning',
        summary: 'no rule of the security groups of template/Service lets in template/Client, told so by ORDERS, on port 8080',
      },
    ],
    [
      'the port of the proxy',
      connected({
        environment: CALLS,
        ingress: [from(8080, CLIENT)],
        offer: { Services: [{ ...OFFER.Services[0], IngressPortOverride: 15000 }] },
      }),
      {
        severity: 'warning',
        summary: 'no rule of the security groups of template/Service lets in template/Client, told so by ORDERS_URL, on port 15000',
      },
    ],
    [
      'nobody at all',
      connected({ ingress: [from(8080, BASTION)] }),
      {
        severity: 'warning',
        summary: 'no rule of the security groups of template/Service lets in template/Client, the only other service of its namespace, on port 8080',
      },
    ],
  ],
  staysQuiet: [
    ['a rule for the client', connected({ environment: CALLS, ingress: [from(8080, CLIENT)] })],
    ['a rule for everybody', connected({ environment: CALLS, ingress: [from(8080, { CidrIp: '0.0.0.0/0' })] })],
    [
      'nobody told to call, and a load balancer in front',
      connected({
        ingress: [from(8080, BASTION)],
        server: { LoadBalancers: [{ ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: { Ref: 'Targets' } }] },
      }),
    ],
    ['another namespace', connected({ ingress: [], client: { ServiceConnectConfiguration: { Enabled: true, Namespace: 'other' } } })],
    ['no Service Connect', shop()],
  ],
  doesNotKnow: [
    ['the groups of the client', connected({ environment: CALLS, clientGroup: OPEN })],
    ['a range that may hold the client', connected({ environment: CALLS, ingress: [from(8080, { CidrIp: '10.0.0.0/16' })] })],
    ['the port', connected({ environment: CALLS, offer: { Services: [{ ...OFFER.Services[0], IngressPortOverride: OPEN }] } })],
    ['the namespace', connected({ environment: CALLS, offer: { Namespace: OPEN } })],
  ],
});

claim(clientBeforeServer, {
  fires: [
    [
      'by its address',
      connected({ environment: CALLS }),
      {
        severity: 'warning',
        summary: 'template/Client calls orders (ORDERS_URL), and may be created before template/Service, which serves it',
      },
    ],
    [
      'by its host',
      connected({ environment: [{ Name: 'ORDERS_HOST', Value: 'orders' }] }),
      {
        severity: 'warning',
        summary: 'template/Client calls orders (ORDERS_HOST), and may be created before template/Service, which serves it',
      },
    ],
    [
      'by the name that ECS makes',
      connected({
        environment: [{ Name: 'ORDERS', Value: 'orders.shop.internal' }],
        offer: { Services: [{ ...OFFER.Services[0], ClientAliases: [{ Port: 80 }] }] },
      }),
      {
        severity: 'warning',
        summary: 'template/Client calls orders.shop.internal (ORDERS), and may be created before template/Service, which serves it',
      },
    ],
  ],
  staysQuiet: [
    ['DependsOn', connected({ environment: CALLS, after: 'Service' })],
    [
      'the same word for something else',
      connected({
        environment: [
          { Name: 'TABLE', Value: 'orders' },
          { Name: 'URL', Value: 'http://reorders/orders' },
        ],
      }),
    ],
    ['another port', connected({ environment: [{ Name: 'TARGET', Value: 'orders:8080' }] })],
    ['nobody calls', connected()],
    [
      'each calls the other, and neither can wait',
      connected({
        environment: CALLS,
        own: [{ Name: 'WEB_URL', Value: 'http://web/' }],
        client: { ServiceConnectConfiguration: { ...OFFER, Services: [{ PortName: 'web', DiscoveryName: 'web', ClientAliases: [{ Port: 80, DnsName: 'web' }] }] } },
      }),
    ],
    ['without tasks', connected({ environment: CALLS, client: { DesiredCount: 0 } })],
  ],
  doesNotKnow: [
    ['the variables', connected({ environment: OPEN })],
    ['the address', connected({ environment: [{ Name: 'ORDERS_URL', Value: OPEN }] })],
    ['the namespace', connected({ environment: CALLS, client: { ServiceConnectConfiguration: { Enabled: true, Namespace: OPEN } } })],
  ],
});

const proxied = (memory: unknown, of: Properties) =>
  shop({
    Task: { Memory: memory, ...container({ PortMappings: [{ ContainerPort: 8080, Name: 'http' }], ...of }) },
    Service: { ServiceConnectConfiguration: OFFER },
  });

claim(serviceConnectWithoutTaskMemory, {
  fires: [
    [
      'all of it for the container',
      proxied('512', { MemoryReservation: 512 }),
      {
        severity: 'warning',
        summary: 'template/Service uses Service Connect, and its containers reserve all but 0 of 512 MiB, which is what the proxy has',
      },
    ],
    [
      'nearly all of it',
      proxied('512', { MemoryReservation: 480 }),
      {
        severity: 'warning',
        summary: 'template/Service uses Service Connect, and its containers reserve all but 32 of 512 MiB, which is what the proxy has',
      },
    ],
  ],
  staysQuiet: [
    ['enough', proxied('512', { MemoryReservation: 448 })],
    ['a limit alone', proxied('512', { Memory: 512 })],
    ['no proxy', shop({ Task: container({ MemoryReservation: 512 }) })],
  ],
  doesNotKnow: [
    ['the share of the container', proxied('512', { MemoryReservation: OPEN })],
    ['the memory of the task', proxied(OPEN, { MemoryReservation: 512 })],
  ],
});

const cloudMap = (...types: readonly unknown[]) => ({
  Type: 'AWS::ServiceDiscovery::Service',
  Properties: { Name: 'app', DnsConfig: { NamespaceId: 'ns-1', DnsRecords: types.map((type) => ({ Type: type, TTL: 10 })) } },
});
const REGISTRY = { RegistryArn: { 'Fn::GetAtt': ['Discovery', 'Arn'] } };
const discovered = (types: readonly unknown[], registry: Properties = {}) =>
  shop({ Discovery: cloudMap(...types), Service: { ServiceRegistries: [{ ...REGISTRY, ...registry }] } });
const bridged = (types: readonly unknown[]) =>
  shop({
    ...instances(),
    ...ON_INSTANCES,
    Discovery: cloudMap(...types),
    Service: { ...ON_INSTANCES.Service, ServiceRegistries: [{ ...REGISTRY, ContainerName: 'app', ContainerPort: 8080 }] },
  });

claim(refusedServiceRegistry, {
  fires: [
    [
      'an SRV record without a port',
      discovered(['SRV']),
      { severity: 'error', summary: 'template/Service registers an SRV record with Cloud Map, and names no port for it' },
    ],
    [
      'an SRV record with two ports',
      discovered(['SRV'], { Port: 80, ContainerName: 'app', ContainerPort: 8080 }),
      {
        severity: 'error',
        summary: 'template/Service registers an SRV record by Port and by ContainerName and ContainerPort, and ECS takes one of them',
      },
    ],
    [
      'an address in bridge mode',
      bridged(['A']),
      {
        severity: 'error',
        summary: 'template/Service registers with template/Discovery, whose record is of type A, and tasks in bridge mode take SRV',
      },
    ],
  ],
  staysQuiet: [
    ['an address', discovered(['A'])],
    ['an SRV record by container', discovered(['SRV'], { ContainerName: 'app', ContainerPort: 8080 })],
    ['an SRV record by port', discovered(['A', 'SRV'], { Port: 8080 })],
    ['an SRV record in bridge mode', bridged(['SRV'])],
  ],
  doesNotKnow: [
    ['the record', discovered([OPEN])],
    ['the port', discovered(['SRV'], { Port: OPEN })],
    ['the Cloud Map service', shop({ Service: { ServiceRegistries: [{ RegistryArn: OPEN }] } })],
  ],
});

const LATTICE = {
  RoleArn: 'arn:aws:iam::123456789012:role/lattice',
  TargetGroupArn: 'arn:aws:vpc-lattice:us-east-1:123456789012:targetgroup/tg-1',
  PortName: 'http',
};
const onLattice = (target: unknown, ingress: readonly unknown[] = []) =>
  shop({ Task: NAMED, TaskGroup: { SecurityGroupIngress: ingress }, Service: { LoadBalancers: [], VpcLatticeConfigurations: target } });

claim(incompleteLatticeTarget, {
  fires: [
    [
      'no role',
      onLattice([{ ...LATTICE, RoleArn: undefined }]),
      { severity: 'error', summary: 'VpcLatticeConfigurations[0] of template/Service lacks RoleArn' },
    ],
    [
      'a port of another name',
      onLattice([{ ...LATTICE, PortName: 'web' }]),
      { severity: 'error', summary: 'VpcLatticeConfigurations[0] of template/Service sends to the port web, and template/Task names http' },
    ],
  ],
  staysQuiet: [
    ['all there', onLattice([LATTICE])],
    ['none', shop()],
  ],
  doesNotKnow: [
    ['the targets', onLattice(OPEN)],
    ['their parts', onLattice([{ RoleArn: OPEN, TargetGroupArn: OPEN, PortName: OPEN }])],
  ],
});

claim(closedToLattice, {
  fires: [
    [
      'rules for groups only',
      onLattice([LATTICE], [from(8080, BASTION)]),
      { severity: 'warning', summary: 'no rule of the security groups of template/Service lets VPC Lattice in on port 8080' },
    ],
    [
      'the prefix list on another port',
      onLattice([LATTICE], [from(80, { SourcePrefixListId: 'pl-1' })]),
      { severity: 'warning', summary: 'no rule of the security groups of template/Service lets VPC Lattice in on port 8080' },
    ],
  ],
  staysQuiet: [
    ['the prefix list', onLattice([LATTICE], [from(8080, { SourcePrefixListId: 'pl-1' })])],
    ['no Lattice', shop()],
  ],
  doesNotKnow: [
    ['a range', onLattice([LATTICE], [from(8080, { CidrIp: '169.254.171.0/24' })])],
    ['the source', onLattice([LATTICE], [from(8080, { SourcePrefixListId: OPEN })])],
    ['the port', onLattice([{ ...LATTICE, PortName: OPEN }])],
  ],
});

const express = (properties: Properties, task: Properties = {}) =>
  shop({
    Task: { ...container({ Name: 'Main', PortMappings: [{ ContainerPort: 8080, Name: 'http' }] }), ...task },
    Service: null,
    Express: {
      Type: 'AWS::ECS::ExpressGatewayService',
      Properties: { InfrastructureRoleArn: 'arn:aws:iam::123456789012:role/i', ...properties },
    },
  });
const BY_TASK = { TaskDefinitionArn: { Ref: 'Task' } };

claim(incompleteExpressService, {
  fires: [
    [
      'no Main',
      express(BY_TASK, container({ PortMappings: [{ ContainerPort: 8080, Name: 'http' }] })),
      { severity: 'error', summary: 'template/Express sends requests to the container Main, and template/Task has app' },
    ],
    [
      'a port without a name',
      express(BY_TASK, container({ Name: 'Main' })),
      { severity: 'error', summary: 'Main of template/Task has a port mapping without a name, and template/Express takes one with a name' },
    ],
    [
      'two ports',
      express(
        BY_TASK,
        container({
          Name: 'Main',
          PortMappings: [
            { ContainerPort: 80, Name: 'a' },
            { ContainerPort: 81, Name: 'b' },
          ],
        }),
      ),
      { severity: 'error', summary: 'Main of template/Task has 2 port mappings on tcp, and template/Express takes one with a name' },
    ],
    [
      'EC2 only',
      express(BY_TASK, { RequiresCompatibilities: ['EC2'] }),
      { severity: 'error', summary: 'template/Express runs on Fargate, and template/Task is not registered for it' },
    ],
    [
      'both forms',
      express({ ...BY_TASK, PrimaryContainer: { Image: 'nginx:1.27' }, Memory: '512' }),
      {
        severity: 'error',
        summary: 'template/Express has a TaskDefinitionArn and Memory, PrimaryContainer, which the task definition says',
      },
    ],
  ],
  staysQuiet: [
    ['Main with its port', express(BY_TASK)],
    [
      'a container of its own',
      express({ ExecutionRoleArn: 'arn:aws:iam::123456789012:role/e', PrimaryContainer: { Image: 'nginx:1.27' } }),
    ],
    ['an ordinary service', shop()],
  ],
  doesNotKnow: [
    ['the task definition', express({ TaskDefinitionArn: OPEN })],
    ['the containers', express(BY_TASK, { ContainerDefinitions: OPEN })],
    ['the ports', express(BY_TASK, container({ Name: 'Main', PortMappings: OPEN }))],
  ],
});
