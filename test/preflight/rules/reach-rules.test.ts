import { claim } from './rule-claims';
import { allow, container, instances, network, ON_INSTANCES, role, shop } from './shop-template';
import { closedEgress } from '../../../src/preflight/rules/closed-egress';
import { closedEndpoint } from '../../../src/preflight/rules/closed-endpoint';
import { execWithoutPermission } from '../../../src/preflight/rules/exec-without-permission';
import { isolatedInstances } from '../../../src/preflight/rules/isolated-instances';
import { missingPublicIp } from '../../../src/preflight/rules/missing-public-ip';
import { noWayOut } from '../../../src/preflight/rules/no-way-out';
import { singleZone } from '../../../src/preflight/rules/single-zone';
import { tooFewAddresses } from '../../../src/preflight/rules/too-few-addresses';
import { uselessPublicIp } from '../../../src/preflight/rules/useless-public-ip';
import { vpcDnsOff } from '../../../src/preflight/rules/vpc-dns-off';

const PUBLIC = { WayOut: { NatGatewayId: undefined, GatewayId: { Ref: 'Gateway' } } };
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const endpoint = (service: string, more: Readonly<Record<string, unknown>> = {}) => ({
  Type: 'AWS::EC2::VPCEndpoint',
  Properties: {
    VpcId: { Ref: 'Vpc' },
    ServiceName: `com.amazonaws.us-east-1.${service}`,
    VpcEndpointType: 'Interface',
    PrivateDnsEnabled: true,
    SubnetIds: [{ Ref: 'SubnetA' }],
    SecurityGroupIds: ['sg-0123456789abcdef0'],
    ...more,
  },
});
const layers = (tables: readonly unknown[]) => endpoint('s3', { VpcEndpointType: 'Gateway', RouteTableIds: tables });
const ENDPOINTS = { Api: endpoint('ecr.api'), Docker: endpoint('ecr.dkr'), LogsPoint: endpoint('logs'), Layers: layers([{ Ref: 'Routes' }]) };

claim(noWayOut, {
  fires: [
    ['endpoints of another Region than the image', shop({ WayOut: null, ...ENDPOINTS, Task: container({ Image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:1.2' }) }), {
      severity: 'error', summary: 'tasks of template/Service cannot reach the image of app (Amazon ECR of eu-west-1) from 2 of 2 subnets',
    }],
    ['isolated subnets', shop({ WayOut: null }), {
      severity: 'error',
      summary: 'tasks of template/Service cannot reach the image of app (Amazon ECR), logs of app (CloudWatch Logs) from 2 of 2 subnets',
    }],
    ['environment files, without a way to their bucket',
      shop({ WayOut: null, ...ENDPOINTS, Layers: null, Task: container({ Image: 'registry.local/app:1', EnvironmentFiles: [{ Type: 's3', Value: 'arn:aws:s3:::settings/app.env' }] }) }), {
        severity: 'error', summary: 'tasks of template/Service cannot reach environment files of app (Amazon S3) from 2 of 2 subnets',
      }],
    ['one isolated subnet', shop({ RoutesOfA: null }), {
      severity: 'warning',
      summary: 'tasks of template/Service cannot reach the image of app (Amazon ECR), logs of app (CloudWatch Logs) from 1 of 2 subnets',
    }],
    ['the layers are not routed', shop({ WayOut: null, ...ENDPOINTS, Layers: layers([]) }), {
      severity: 'error', summary: 'tasks of template/Service cannot reach the image of app (Amazon ECR) from 2 of 2 subnets',
    }],
    ['a public image, which no endpoint serves', shop({ WayOut: null, ...ENDPOINTS, Task: container({ Image: 'nginx:1.27' }) }), {
      severity: 'error', summary: 'tasks of template/Service cannot reach the image of app (nginx:1.27) from 2 of 2 subnets',
    }],
    ['secrets without their endpoint', shop({
      WayOut: null, ...ENDPOINTS, Token: { Type: 'AWS::SecretsManager::Secret' }, Task: container({ Secrets: [{ Name: 'T', ValueFrom: { Ref: 'Token' } }] }),
    }), { severity: 'error', summary: 'tasks of template/Service cannot reach secrets of app (Secrets Manager) from 2 of 2 subnets' }],
  ],
  staysQuiet: [
    ['a NAT gateway', shop()], ['every endpoint', shop({ WayOut: null, ...ENDPOINTS })],
    ['a transit gateway', shop({ WayOut: { NatGatewayId: undefined, TransitGatewayId: 'tgw-1' } })],
    ['a route to a part of the world', shop({ WayOut: { NatGatewayId: undefined, DestinationCidrBlock: '10.0.0.0/8', TransitGatewayId: 'tgw-1' } })],
    ['instances, whose own interface pulls', shop({ WayOut: null, ...instances(), ...ON_INSTANCES })],
  ],
  doesNotKnow: [
    ['the subnets', shop({ WayOut: null, Service: network({ Subnets: OPEN }) })],
    ['one subnet of another stack', shop({ WayOut: null, Service: network({ Subnets: [{ Ref: 'SubnetA' }, OPEN] }) })],
    ['the image, with nothing else to fetch', shop({ WayOut: null, Task: container({ Image: OPEN, LogConfiguration: undefined }) })],
    ['whose endpoint it is', shop({ WayOut: null, Any: endpoint('ecr.api', { ServiceName: OPEN }), LogsPoint: endpoint('logs') })],
    ['where the route leads', shop({ RoutesOfA: { RouteTableId: OPEN }, RoutesOfB: { RouteTableId: OPEN } })],
  ],
});

claim(missingPublicIp, {
  fires: [['public subnets and no address', shop(PUBLIC), {
    severity: 'error',
    summary: 'tasks of template/Service have no public address in a public subnet, and cannot reach the image of app (Amazon ECR), logs of app (CloudWatch Logs)',
  }]],
  staysQuiet: [
    ['with an address', shop({ ...PUBLIC, Service: network({ AssignPublicIp: 'ENABLED' }) })], ['with endpoints', shop({ ...PUBLIC, ...ENDPOINTS })],
    ['private subnets', shop()],
  ],
  doesNotKnow: [['whether there is an address', shop({ ...PUBLIC, Service: network({ AssignPublicIp: OPEN }) })]],
});

claim(uselessPublicIp, {
  fires: [['behind a NAT gateway', shop({ Service: network({ AssignPublicIp: 'ENABLED' }) }), {
    severity: 'warning', summary: 'tasks of template/Service get public addresses that nothing reaches: 2 of 2 subnets have no internet gateway',
  }]],
  staysQuiet: [['in public subnets', shop({ ...PUBLIC, Service: network({ AssignPublicIp: 'ENABLED' }) })], ['no address', shop()]],
  doesNotKnow: [
    ['the subnets', shop({ Service: network({ AssignPublicIp: 'ENABLED', Subnets: OPEN }) })], ['the answer', shop({ Service: network({ AssignPublicIp: OPEN }) })],
  ],
});

const WITH_ADDRESS = (given: unknown) => ({
  SecurityGroupIds: undefined, NetworkInterfaces: [{ DeviceIndex: 0, AssociatePublicIpAddress: given, Groups: [{ 'Fn::GetAtt': ['InstanceGroup', 'GroupId'] }] }],
});

claim(isolatedInstances, {
  fires: [
    ['public subnets, and no address from them or the launch template', shop({ ...PUBLIC, ...instances(), ...ON_INSTANCES }), {
      severity: 'warning',
      summary: 'instances of template/Group cannot reach the ECS service, the image of app (Amazon ECR), logs of app (CloudWatch Logs) from 2 of 2 subnets',
    }],
    ['no way to ECS', shop({ WayOut: null, ...instances(), ...ON_INSTANCES }), {
      severity: 'error',
      summary: 'instances of template/Group cannot reach the ECS service, the image of app (Amazon ECR), logs of app (CloudWatch Logs) from 2 of 2 subnets',
    }],
    ['a way to the images, none to ECS', shop({ WayOut: null, ...ENDPOINTS, ...instances(), ...ON_INSTANCES }), {
      severity: 'error', summary: 'instances of template/Group cannot reach the ECS service from 2 of 2 subnets',
    }],
  ],
  staysQuiet: [
    ['a NAT gateway', shop({ ...instances(), ...ON_INSTANCES })],
    ['public subnets that give addresses', shop({ ...PUBLIC, SubnetA: { MapPublicIpOnLaunch: true }, SubnetB: { MapPublicIpOnLaunch: true }, ...instances(), ...ON_INSTANCES })],
    ['a launch template that gives them', shop({ ...PUBLIC, ...instances({}, WITH_ADDRESS(true)), ...ON_INSTANCES })],
    ['every endpoint', shop({
      WayOut: null, ...ENDPOINTS, ...instances(), ...ON_INSTANCES, Ecs: endpoint('ecs'), Agent: endpoint('ecs-agent'), Telemetry: endpoint('ecs-telemetry'),
    })],
  ],
  doesNotKnow: [
    ['the subnets', shop({ WayOut: null, ...instances({ VPCZoneIdentifier: OPEN }), ...ON_INSTANCES })],
    ['the address', shop({ ...PUBLIC, ...instances({}, WITH_ADDRESS(OPEN)), ...ON_INSTANCES })],
  ],
});

const egress = (rules: readonly unknown[]) => ({ TaskGroup: { SecurityGroupEgress: rules } });

claim(closedEgress, {
  fires: [['only the database', shop(egress([{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIp: '10.0.0.0/16' }])), {
    severity: 'error',
    summary: 'the security groups of template/Service let nothing out on port 443, so the image of app (Amazon ECR), logs of app (CloudWatch Logs) cannot be reached',
  }]],
  staysQuiet: [
    ['all out by default', shop()], ['443 to anybody', shop(egress([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/16' }]))],
    ['a separate rule', shop({
      ...egress([{ IpProtocol: 'icmp', FromPort: 252, ToPort: 86, CidrIp: '255.255.255.255/32' }]),
      Out: { Type: 'AWS::EC2::SecurityGroupEgress', Properties: { GroupId: { 'Fn::GetAtt': ['TaskGroup', 'GroupId'] }, IpProtocol: '-1', CidrIp: '0.0.0.0/0' } },
    })],
  ],
  doesNotKnow: [
    ['a group of another stack', shop({ ...egress([]), Service: network({ SecurityGroups: [OPEN, { Ref: 'TaskGroup' }] }) })],
    ['the protocol', shop(egress([{ IpProtocol: OPEN, CidrIp: '0.0.0.0/0' }]))],
  ],
});

const guard = (source: Readonly<Record<string, unknown>>) => ({
  Guard: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: { Ref: 'Vpc' }, SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, ...source }] } },
  Docker: endpoint('ecr.dkr', { SecurityGroupIds: [{ 'Fn::GetAtt': ['Guard', 'GroupId'] }] }),
});

claim(closedEndpoint, {
  fires: [['open to another group', shop(guard({ SourceSecurityGroupId: { Ref: 'BalancerGroup' } })), {
    severity: 'error', summary: 'the endpoint template/Docker does not let tasks of template/Service in on port 443',
  }]],
  staysQuiet: [
    ['open to the tasks', shop(guard({ SourceSecurityGroupId: { 'Fn::GetAtt': ['TaskGroup', 'GroupId'] } }))],
    ['open to the range of the VPC', shop(guard({ CidrIp: { 'Fn::GetAtt': ['Vpc', 'CidrBlock'] } }))],
    ['an endpoint that nobody calls', shop({ ...guard({ SourceSecurityGroupId: { Ref: 'BalancerGroup' } }), Docker: endpoint('kms', { SecurityGroupIds: [{ Ref: 'Guard' }] }) })],
  ],
  doesNotKnow: [['the source', shop(guard({ CidrIp: OPEN }))], ['the group', shop({ Docker: endpoint('ecr.dkr', { SecurityGroupIds: [OPEN] }) })]],
});

claim(vpcDnsOff, {
  fires: [['DNS switched off', shop({ Vpc: { EnableDnsSupport: false } }), {
    severity: 'warning',
    summary: 'DNS is off in template/Vpc, so tasks of template/Service cannot find the image of app (Amazon ECR), logs of app (CloudWatch Logs)',
  }]],
  staysQuiet: [['on by default', shop()]],
  doesNotKnow: [['the answer', shop({ Vpc: { EnableDnsSupport: OPEN } })]],
});

const SPOT = { LaunchType: undefined, CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }] };

claim(singleZone, {
  fires: [
    ['two tasks, one zone', shop({ Service: network({ Subnets: [{ Ref: 'SubnetA' }] }) }),
      { severity: 'warning', summary: 'up to 2 tasks of template/Service all run in us-east-1a' }],
    ['one task, Spot only', shop({ Service: { ...network({ Subnets: [{ Ref: 'SubnetA' }] }), ...SPOT, DesiredCount: 1 } }),
      { severity: 'warning', summary: 'all tasks of template/Service are Spot and may start in us-east-1a only' }],
  ],
  staysQuiet: [['two zones', shop()], ['one task', shop({ Service: { ...network({ Subnets: [{ Ref: 'SubnetA' }] }), DesiredCount: 1 } })]],
  doesNotKnow: [['the zones', shop({ Service: network({ Subnets: ['subnet-1'] }) })]],
});

const small = (cidr: string) => ({ SubnetA: { CidrBlock: `10.0.0.0/${cidr}` }, SubnetB: { CidrBlock: `10.0.1.0/${cidr}` } });

claim(tooFewAddresses, {
  fires: [
    ['fewer than desired', shop({ ...small('28'), Service: { DesiredCount: 30 } }),
      { severity: 'error', summary: 'tasks of template/Service need 30 addresses, and their subnets have 22' }],
    ['fewer than a deployment takes', shop({ ...small('28'), Service: { DesiredCount: 20 } }),
      { severity: 'warning', summary: 'tasks of template/Service need 40 addresses, and their subnets have 22' }],
  ],
  staysQuiet: [['room for all', shop()]],
  doesNotKnow: [
    ['the ranges', shop({ SubnetA: { CidrBlock: OPEN }, Service: { DesiredCount: 600 } })], ['the count', shop({ ...small('28'), Service: { DesiredCount: OPEN } })],
  ],
});

const SESSIONS = { Service: { EnableExecuteCommand: true }, TaskRole: role([allow(['ssmmessages:*'])]) };

/** Sessions are encrypted with a key of the user's. */
const KEYED = { Cluster: { Configuration: { ExecuteCommandConfiguration: { KmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/sessions' } } } };

claim(execWithoutPermission, {
  fires: [['endpoints for the start and none for the session', shop({ WayOut: null, ...ENDPOINTS, ...SESSIONS }), {
    severity: 'warning', summary: 'template/Service turns on ECS Exec, and 2 of 2 subnets lead nowhere that a session opens',
  }], ['a session with a key, and no endpoint for KMS',
    shop({ WayOut: null, ...ENDPOINTS, ...SESSIONS, ...KEYED, Sessions: endpoint('ssmmessages') }), {
      severity: 'warning', summary: 'template/Service turns on ECS Exec, and 2 of 2 subnets lead nowhere that a session opens',
    }]],
  staysQuiet: [
    ['an endpoint for the session', shop({ WayOut: null, ...ENDPOINTS, ...SESSIONS, Sessions: endpoint('ssmmessages') })],
    ['endpoints for the session and its key', shop({ WayOut: null, ...ENDPOINTS, ...SESSIONS, ...KEYED, Sessions: endpoint('ssmmessages'), Keys: endpoint('kms') })],
    ['a NAT gateway', shop(SESSIONS)],
    ['tasks that do not even start, which another rule tells', shop({ WayOut: null, ...SESSIONS })],
  ],
  doesNotKnow: [['the subnets', shop({ WayOut: null, ...ENDPOINTS, ...SESSIONS, Service: { ...SESSIONS.Service, ...network({ Subnets: [OPEN] }) } })]],
});
