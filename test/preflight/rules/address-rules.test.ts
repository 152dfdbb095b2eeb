import { claim } from './rule-claims';
import { container, instances, network, ON_INSTANCES, onInstances, shop, type Changes } from './shop-template';
import { ipv6OnlyGap } from '../../../src/preflight/rules/ipv6-only-gap';
import { mismatchedEbsVolume } from '../../../src/preflight/rules/mismatched-ebs-volume';
import { proxiedAgent } from '../../../src/preflight/rules/proxied-agent';
import { proxiedMetadata } from '../../../src/preflight/rules/proxied-metadata';
import { unaddressedTask } from '../../../src/preflight/rules/unaddressed-task';
import { unnamedAgentEndpoint } from '../../../src/preflight/rules/unnamed-agent-endpoint';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const variables = (all: Readonly<Record<string, unknown>>, task: Properties = {}) =>
  shop({ Task: { ...container({ Environment: Object.entries(all).map(([Name, Value]) => ({ Name, Value })) }), ...task } });
const PROXY = 'http://proxy.example:3128';

claim(proxiedMetadata, {
  fires: [
    [
      'no exception',
      variables({ HTTP_PROXY: PROXY }),
      {
        severity: 'warning',
        summary: 'app of template/Task has HTTP_PROXY, and no NO_PROXY with 169.254.170.2, where the task role answers',
      },
    ],
    [
      'another exception, in small letters',
      variables({ http_proxy: PROXY, no_proxy: 'localhost' }),
      {
        severity: 'warning',
        summary: 'app of template/Task has http_proxy, and no no_proxy with 169.254.170.2, where the task role answers',
      },
    ],
  ],
  staysQuiet: [
    ['the address', variables({ HTTP_PROXY: PROXY, NO_PROXY: '169.254.170.2,localhost' })],
    ['all such addresses', variables({ HTTP_PROXY: PROXY, NO_PROXY: '169.254.0.0/16' })],
    ['a proxy for TLS, which the metadata do not use', variables({ HTTPS_PROXY: PROXY })],
    ['no task role', variables({ HTTP_PROXY: PROXY }, { TaskRoleArn: undefined })],
    [
      'a file of variables',
      shop({
        Task: container({
          Environment: [{ Name: 'HTTP_PROXY', Value: PROXY }],
          EnvironmentFiles: [{ Type: 's3', Value: 'arn:aws:s3:::b/a.env' }],
        }),
      }),
    ],
  ],
  doesNotKnow: [
    ['the exception', variables({ HTTP_PROXY: PROXY, NO_PROXY: OPEN })],
    ['the proxy', variables({ HTTP_PROXY: OPEN })],
  ],
});

const script = (...lines: readonly string[]) => ({
  UserData: { 'Fn::Base64': ['#!/bin/bash', 'echo ECS_CLUSTER=shop >> /etc/ecs/ecs.config', ...lines].join('\n') },
});

claim(proxiedAgent, {
  fires: [
    [
      'a proxy alone',
      onInstances({}, script('echo HTTP_PROXY=proxy.example:3128 >> /etc/ecs/ecs.config')),
      {
        severity: 'warning',
        summary: 'user data of template/Group sets HTTP_PROXY for the agent, and no NO_PROXY with 169.254.169.254',
      },
    ],
  ],
  staysQuiet: [
    [
      'with its exceptions',
      onInstances(
        {},
        script(
          'cat >> /etc/ecs/ecs.config << EOF',
          'HTTP_PROXY=proxy.example:3128',
          'NO_PROXY=169.254.169.254,169.254.170.2,/var/run/docker.sock',
          'EOF',
        ),
      ),
    ],
    ['no proxy', onInstances()],
    ['a comment', onInstances({}, script('# HTTP_PROXY=proxy.example:3128'))],
  ],
  doesNotKnow: [
    ['the script', onInstances({}, { UserData: OPEN })],
    [
      'the exceptions',
      onInstances({}, script('echo HTTP_PROXY=p:1 >> /etc/ecs/ecs.config', 'echo NO_PROXY=$EXCEPT >> /etc/ecs/ecs.config')),
    ],
  ],
});

const awsvpc = (changes: Changes = {}) =>
  shop({
    ...instances(),
    ...ON_INSTANCES,
    Targets: {},
    Task: { ...ON_INSTANCES.Task, NetworkMode: 'awsvpc', ...container({}) },
    Service: { LaunchType: 'EC2' },
    WayOut: { NatGatewayId: undefined, GatewayId: { Ref: 'Gateway' } },
    ...changes,
  });

claim(unaddressedTask, {
  fires: [
    [
      'public subnets',
      awsvpc(),
      {
        severity: 'warning',
        summary:
          'tasks of template/Service are in public subnets without public addresses, so they reach neither the internet nor AWS services',
      },
    ],
  ],
  staysQuiet: [
    ['a NAT gateway', awsvpc({ WayOut: {} })],
    [
      'bridge mode, in which they use the address of the instance',
      shop({ ...instances(), ...ON_INSTANCES, WayOut: { NatGatewayId: undefined, GatewayId: { Ref: 'Gateway' } } }),
    ],
    [
      'an endpoint beside them',
      awsvpc({
        Endpoint: {
          Type: 'AWS::EC2::VPCEndpoint',
          Properties: { VpcId: { Ref: 'Vpc' }, ServiceName: 'com.amazonaws.us-east-1.sqs', VpcEndpointType: 'Interface' },
        },
      }),
    ],
    ['Fargate', shop({ WayOut: { NatGatewayId: undefined, GatewayId: { Ref: 'Gateway' } } })],
  ],
  doesNotKnow: [
    ['the subnets', awsvpc({ Service: { LaunchType: 'EC2', ...network({ Subnets: OPEN }) } })],
    ['the route', awsvpc({ WayOut: { NatGatewayId: undefined, GatewayId: OPEN } })],
  ],
});

const onlyIpv6 = { CidrBlock: undefined, Ipv6Native: true, Ipv6CidrBlock: '2001:db8::/64' };
const ipv6 = (changes: Changes = {}) =>
  shop({
    SubnetA: onlyIpv6,
    SubnetB: onlyIpv6,
    WayOut: {
      DestinationCidrBlock: undefined,
      NatGatewayId: undefined,
      DestinationIpv6CidrBlock: '::/0',
      EgressOnlyInternetGatewayId: 'eigw-1',
    },
    Targets: { IpAddressType: 'ipv6' },
    Task: container({ Image: '123456789012.dkr-ecr.us-east-1.on.aws/app:1.2' }),
    ...changes,
  });

claim(ipv6OnlyGap, {
  fires: [
    [
      'targets of IPv4',
      ipv6({ Targets: {} }),
      { severity: 'error', summary: 'tasks of template/Service have IPv6 addresses alone, and template/Targets takes IPv4 targets' },
    ],
    [
      'Windows',
      ipv6({
        Task: { ...container({ Image: 'registry.example/app:1' }), RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } },
      }),
      {
        severity: 'error',
        summary: 'template/Service runs WINDOWS_SERVER_2022_CORE in IPv6-only subnets, where Windows tasks do not run',
      },
    ],
    [
      'the narrow name of the registry',
      ipv6({ Task: {} }),
      {
        severity: 'warning',
        summary: 'the image of app of template/Service has a name with IPv4 addresses alone, and its tasks have IPv6 addresses alone',
      },
    ],
    [
      'ECS Exec',
      ipv6({ Service: { EnableExecuteCommand: true } }),
      {
        severity: 'warning',
        summary: 'template/Service has ECS Exec in IPv6-only subnets, where it does not work',
      },
    ],
  ],
  staysQuiet: [
    ['all of it for IPv6', ipv6()],
    ['subnets with both', shop({ Service: { EnableExecuteCommand: true } })],
    ['one subnet with both', ipv6({ SubnetB: {}, Service: { EnableExecuteCommand: true } })],
  ],
  doesNotKnow: [
    ['the kind of subnet', ipv6({ SubnetA: { ...onlyIpv6, Ipv6Native: OPEN }, Service: { EnableExecuteCommand: true } })],
    ['the switch', ipv6({ Service: { EnableExecuteCommand: OPEN } })],
  ],
});

const endpoint = (service: string, more: Properties = {}) => ({
  Type: 'AWS::EC2::VPCEndpoint',
  Properties: {
    VpcId: { Ref: 'Vpc' },
    ServiceName: `com.amazonaws.us-east-1.${service}`,
    VpcEndpointType: 'Interface',
    PrivateDnsEnabled: false,
    SubnetIds: [{ Ref: 'SubnetA' }],
    ...more,
  },
});
const closed = (changes: Changes, launch: Properties = {}) => shop({ ...instances({}, launch), ...ON_INSTANCES, WayOut: null, ...changes });

claim(unnamedAgentEndpoint, {
  fires: [
    [
      'private DNS off',
      closed({ Agent: endpoint('ecs-agent') }),
      {
        severity: 'warning',
        summary: 'instances of template/Group do not find ecs-agent behind template/Agent, whose private DNS is off',
      },
    ],
  ],
  staysQuiet: [
    ['private DNS on', closed({ Agent: endpoint('ecs-agent', { PrivateDnsEnabled: true }) })],
    ['another one with it', closed({ Agent: endpoint('ecs-agent'), Other: endpoint('ecs-agent', { PrivateDnsEnabled: true }) })],
    ['a way out', shop({ ...instances(), ...ON_INSTANCES, Agent: endpoint('ecs-agent') })],
    [
      'an address in the settings',
      closed({ Agent: endpoint('ecs-agent') }, script('echo ECS_BACKEND_HOST=https://vpce-1.ecs-agent >> /etc/ecs/ecs.config')),
    ],
  ],
  doesNotKnow: [['the switch', closed({ Agent: endpoint('ecs-agent', { PrivateDnsEnabled: OPEN }) })]],
});

const volume = (type: unknown, task: Properties = {}) =>
  shop({
    Task: { Volumes: [{ Name: 'data', ConfiguredAtLaunch: true }], ...task },
    Service: {
      VolumeConfigurations: [
        { Name: 'data', ManagedEBSVolume: { RoleArn: 'arn:aws:iam::123456789012:role/r', SizeInGiB: 10, FilesystemType: type } },
      ],
    },
  });

claim(mismatchedEbsVolume, {
  fires: [
    [
      'a file system of Windows on Linux',
      volume('ntfs', { RuntimePlatform: { OperatingSystemFamily: 'LINUX' } }),
      {
        severity: 'error',
        summary: 'the EBS volume data of template/Service has the file system ntfs, and Linux tasks have ext3, ext4, xfs',
      },
    ],
    [
      'one that ECS does not make',
      volume('btrfs'),
      {
        severity: 'error',
        summary: 'the EBS volume data of template/Service has the file system btrfs, and ECS makes ext3, ext4, xfs, ntfs',
      },
    ],
    [
      'one of Linux on Windows',
      volume('xfs', { RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } }),
      {
        severity: 'error',
        summary: 'the EBS volume data of template/Service has the file system xfs, and Windows tasks have ntfs',
      },
    ],
  ],
  staysQuiet: [
    ['xfs', volume('xfs')],
    ['none', volume(undefined)],
  ],
  doesNotKnow: [
    ['the type', volume(OPEN)],
    ['the family', volume('ntfs', { RuntimePlatform: { OperatingSystemFamily: OPEN } })],
  ],
});
