import { claim } from './rule-claims';
import { container, instances, ON_INSTANCES, shop } from './shop-template';
import { capacityProviderOutOfRange } from '../../../src/preflight/rules/capacity-provider-out-of-range';
import { closedNetworkAcl } from '../../../src/preflight/rules/closed-network-acl';
import { efsRootWithAccessPoint } from '../../../src/preflight/rules/efs-root-with-access-point';
import { missingSecretKey } from '../../../src/preflight/rules/missing-secret-key';
import { parameterOfOtherNetworkMode } from '../../../src/preflight/rules/parameter-of-other-network-mode';
import { serviceConnectWithoutTaskMemory } from '../../../src/preflight/rules/service-connect-without-task-memory';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };

claim(parameterOfOtherNetworkMode, {
  fires: [
    [
      'links in awsvpc',
      shop({ Task: container({ Links: ['db'] }) }),
      { severity: 'error', summary: 'app of template/Task has Links, which the network mode awsvpc does not have' },
    ],
    [
      'a proxy in bridge',
      shop({ ...instances(), ...ON_INSTANCES, Task: { ...ON_INSTANCES.Task, ProxyConfiguration: { ContainerName: 'envoy' } } }),
      { severity: 'error', summary: 'template/Task has a ProxyConfiguration, which the network mode bridge does not have' },
    ],
  ],
  staysQuiet: [
    ['links in bridge', shop({ ...instances(), ...ON_INSTANCES, Task: { ...ON_INSTANCES.Task, ...container({ Links: ['db'] }) } })],
    ['nothing', shop()],
  ],
  doesNotKnow: [
    ['the mode', shop({ Task: { NetworkMode: OPEN, ...container({ Links: ['db'] }) } })],
    ['the links', shop({ Task: container({ Links: OPEN }) })],
  ],
});

const efs = (root: unknown, point: unknown = 'fsap-1') =>
  shop({
    Task: {
      Volumes: [
        {
          Name: 'files',
          EFSVolumeConfiguration: {
            FilesystemId: 'fs-1',
            RootDirectory: root,
            TransitEncryption: 'ENABLED',
            AuthorizationConfig: { AccessPointId: point },
          },
        },
      ],
    },
  });

claim(efsRootWithAccessPoint, {
  fires: [
    [
      'both',
      efs('/data'),
      { severity: 'error', summary: 'the volume files of template/Task has an access point and the root directory /data' },
    ],
  ],
  staysQuiet: [
    ['the root itself', efs('/')],
    ['no directory', efs(undefined)],
    ['no access point', efs('/data', { Ref: 'AWS::NoValue' })],
  ],
  doesNotKnow: [
    ['the directory', efs(OPEN)],
    ['the access point', efs('/data', { 'Fn::If': ['Own', 'fsap-1', { Ref: 'AWS::NoValue' }] })],
  ],
});

const provider = (more: Properties, scaling: Properties = {}) =>
  shop({
    ...instances(),
    ...ON_INSTANCES,
    Provider: {
      Type: 'AWS::ECS::CapacityProvider',
      Properties: {
        AutoScalingGroupProvider: { AutoScalingGroupArn: { Ref: 'Group' }, ManagedScaling: { Status: 'ENABLED', ...scaling } },
        ...more,
      },
    },
  });

claim(capacityProviderOutOfRange, {
  fires: [
    [
      'a reserved name',
      provider({ Name: 'ecs-general' }),
      {
        severity: 'error',
        summary: 'the capacity provider template/Provider is called ecs-general, and names do not begin with aws, ecs or fargate',
      },
    ],
    [
      'a target of 120 percent',
      provider({}, { TargetCapacity: 120 }),
      { severity: 'error', summary: 'template/Provider has TargetCapacity 120, and ECS takes 1 to 100' },
    ],
  ],
  staysQuiet: [['ordinary values', provider({ Name: 'general' }, { TargetCapacity: 90 })]],
  doesNotKnow: [['the values', provider({ Name: OPEN }, { TargetCapacity: OPEN })]],
});

const secret = (properties: Properties, key: string, more: Properties = {}) =>
  shop({
    Database: { Type: 'AWS::SecretsManager::Secret', Properties: properties },
    ...more,
    Task: container({ Secrets: [{ Name: 'PASSWORD', ValueFrom: { 'Fn::Join': ['', [{ Ref: 'Database' }, `:${key}::`]] } }] }),
  });
const MADE = { GenerateSecretString: { SecretStringTemplate: '{"username":"admin"}', GenerateStringKey: 'password' } };

claim(missingSecretKey, {
  fires: [
    [
      'another key',
      secret(MADE, 'pass'),
      { severity: 'warning', summary: 'PASSWORD of template/Task reads the key pass of template/Database, which has password, username' },
    ],
  ],
  staysQuiet: [
    ['the generated key', secret(MADE, 'password')],
    ['a key of the template', secret(MADE, 'username')],
  ],
  doesNotKnow: [
    ['a value of another hand', secret({}, 'host')],
    ['a value that is written out, which is no JSON', secret({ SecretString: 'plain' }, 'password')],
    [
      'an attachment that fills it in',
      secret(MADE, 'host', {
        Attachment: { Type: 'AWS::SecretsManager::SecretTargetAttachment', Properties: { SecretId: { Ref: 'Database' } } },
      }),
    ],
  ],
});

const acl = (entries: readonly Properties[]) => ({
  Acl: { Type: 'AWS::EC2::NetworkAcl', Properties: { VpcId: { Ref: 'Vpc' } } },
  AclOfA: { Type: 'AWS::EC2::SubnetNetworkAclAssociation', Properties: { SubnetId: { Ref: 'SubnetA' }, NetworkAclId: { Ref: 'Acl' } } },
  ...Object.fromEntries(
    entries.map((entry, at) => [
      `Entry${at}`,
      {
        Type: 'AWS::EC2::NetworkAclEntry',
        Properties: {
          NetworkAclId: { Ref: 'Acl' },
          RuleNumber: at + 1,
          RuleAction: 'allow',
          Protocol: 6,
          CidrBlock: '0.0.0.0/0',
          ...entry,
        },
      },
    ]),
  ),
});
const OUT = { Egress: true, PortRange: { From: 443, To: 443 } };
const ANSWERS = { Egress: false, PortRange: { From: 1024, To: 65535 } };

claim(closedNetworkAcl, {
  fires: [
    [
      'nothing out',
      shop(acl([ANSWERS])),
      { severity: 'warning', summary: 'template/Acl lets no HTTPS out (TCP port 443), which tasks of template/Service need to start' },
    ],
    [
      'no answers in',
      shop(acl([OUT])),
      {
        severity: 'warning',
        summary: 'template/Acl lets no answers in (TCP ports 1024 to 65535), which tasks of template/Service need to start',
      },
    ],
  ],
  staysQuiet: [
    ['both ways', shop(acl([OUT, ANSWERS]))],
    [
      'everything',
      shop(
        acl([
          { Egress: true, Protocol: -1 },
          { Egress: false, Protocol: -1 },
        ]),
      ),
    ],
    ['no ACL', shop()],
  ],
  doesNotKnow: [['a protocol', shop(acl([{ ...OUT, Protocol: OPEN }, ANSWERS]))]],
});

const connected = { ServiceConnectConfiguration: { Enabled: true, Namespace: 'shop' } };

claim(serviceConnectWithoutTaskMemory, {
  fires: [
    [
      'no task memory on EC2',
      shop({
        ...instances(),
        ...ON_INSTANCES,
        Service: { ...ON_INSTANCES.Service, ...connected },
        Task: { ...ON_INSTANCES.Task, Memory: undefined },
      }),
      { severity: 'error', summary: 'template/Service uses Service Connect, and its task definition sets no task memory' },
    ],
  ],
  staysQuiet: [
    ['task memory', shop({ ...instances(), ...ON_INSTANCES, Service: { ...ON_INSTANCES.Service, ...connected } })],
    ['Fargate', shop({ Service: connected })],
  ],
  doesNotKnow: [
    [
      'the memory',
      shop({
        ...instances(),
        ...ON_INSTANCES,
        Service: { ...ON_INSTANCES.Service, ...connected },
        Task: { ...ON_INSTANCES.Task, Memory: OPEN },
      }),
    ],
  ],
});
