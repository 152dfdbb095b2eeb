import { claim } from './rule-claims';
import { container, instances, network, ON_INSTANCES, onInstances, shop } from './shop-template';
import { closedFileSystem } from '../../../src/preflight/rules/closed-file-system';
import { differentHostPort } from '../../../src/preflight/rules/different-host-port';
import { floatingImageTag } from '../../../src/preflight/rules/floating-image-tag';
import { literalSecret } from '../../../src/preflight/rules/literal-secret';
import { mismatchedNetworkConfiguration } from '../../../src/preflight/rules/mismatched-network-configuration';
import { unavailableFargateSize } from '../../../src/preflight/rules/unavailable-fargate-size';
import { unmountedVolume } from '../../../src/preflight/rules/unmounted-volume';
import { unsupportedNetworkMode } from '../../../src/preflight/rules/unsupported-network-mode';
import { unsupportedOnFargate } from '../../../src/preflight/rules/unsupported-on-fargate';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };

claim(unavailableFargateSize, {
  fires: [
    [
      'memory that does not go with the CPU',
      shop({ Task: { Cpu: '256', Memory: '4096' } }),
      { severity: 'error', summary: 'template/Task has 256 CPU units and 4,096 MiB, which is no size of Fargate' },
    ],
    [
      'CPU that Fargate does not have',
      shop({ Task: { Cpu: '300', Memory: '512' } }),
      { severity: 'error', summary: 'template/Task has 300 CPU units and 512 MiB, which is no size of Fargate' },
    ],
    [
      'no size at all',
      shop({ Task: { Cpu: undefined, Memory: undefined } }),
      { severity: 'error', summary: 'template/Task has no Cpu and no Memory, which is no size of Fargate' },
    ],
    [
      'Windows with half a vCPU',
      shop({ Task: { Cpu: '512', Memory: '1024', RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } } }),
      { severity: 'error', summary: 'template/Task has 512 CPU units and 1,024 MiB, which is no size of Fargate' },
    ],
  ],
  staysQuiet: [
    ['a size', shop()],
    ['a size in words', shop({ Task: { Cpu: '1 vCPU', Memory: '2 GB' } })],
    ['EC2', onInstances({ Cpu: '300', Memory: '700' })],
  ],
  doesNotKnow: [['the memory', shop({ Task: { Cpu: '256', Memory: OPEN } })]],
});

claim(unsupportedOnFargate, {
  fires: [
    [
      'a privileged container',
      shop({ Task: container({ Privileged: true, Links: ['db'] }) }),
      { severity: 'error', summary: 'app of template/Task uses Links, Privileged, which Fargate does not have' },
    ],
    [
      'a path of the instance',
      shop({ Task: { Volumes: [{ Name: 'docker', Host: { SourcePath: '/var/run/docker.sock' } }] } }),
      { severity: 'error', summary: 'the volume docker of template/Task is a path of the instance, which Fargate does not have' },
    ],
    [
      'processes of the instance',
      shop({ Task: { PidMode: 'host' } }),
      { severity: 'error', summary: 'template/Task uses PidMode host, which Fargate does not have' },
    ],
  ],
  staysQuiet: [
    ['an ordinary task', shop()],
    ['not privileged', shop({ Task: container({ Privileged: false }) })],
    ['EC2', onInstances(container({ Privileged: true }))],
    ['an empty volume and a shared process list', shop({ Task: { Volumes: [{ Name: 'scratch', Host: {} }], PidMode: 'task' } })],
  ],
  doesNotKnow: [
    ['the answer', shop({ Task: container({ Privileged: OPEN }) })],
    ['the mode', shop({ Task: { PidMode: OPEN } })],
  ],
});

claim(unsupportedNetworkMode, {
  fires: [
    [
      'bridge on Fargate',
      shop({ Task: { NetworkMode: 'bridge' } }),
      { severity: 'error', summary: 'template/Task has the network mode bridge, and Fargate has no such mode' },
    ],
    [
      'nothing written on Fargate',
      shop({ Task: { NetworkMode: undefined } }),
      {
        severity: 'error',
        summary: 'template/Task has the network mode bridge, which is what no NetworkMode means, and Fargate has no such mode',
      },
    ],
  ],
  staysQuiet: [
    ['awsvpc', shop()],
    ['bridge on instances', onInstances()],
  ],
  doesNotKnow: [['the mode', shop({ Task: { NetworkMode: OPEN } })]],
});

claim(mismatchedNetworkConfiguration, {
  fires: [
    [
      'none for awsvpc',
      shop({ Service: { NetworkConfiguration: undefined } }),
      { severity: 'error', summary: 'template/Service has no network configuration, and its tasks are in awsvpc mode' },
    ],
    [
      'one for bridge',
      shop({ ...instances(), ...ON_INSTANCES, Service: { LaunchType: 'EC2' } }),
      { severity: 'error', summary: 'template/Service has a network configuration, and its tasks are in bridge mode' },
    ],
    [
      'six security groups',
      shop({ Service: network({ SecurityGroups: ['sg-1', 'sg-2', 'sg-3', 'sg-4', 'sg-5', 'sg-6'] }) }),
      { severity: 'error', summary: 'template/Service names 6 SecurityGroups, and ECS takes 5' },
    ],
  ],
  staysQuiet: [
    ['one for awsvpc', shop()],
    ['none for bridge', onInstances()],
  ],
  doesNotKnow: [['the mode', shop({ Task: { NetworkMode: OPEN }, Service: { NetworkConfiguration: undefined } })]],
});

claim(differentHostPort, {
  fires: [
    [
      '80 for 8080 in awsvpc',
      shop({ Task: container({ PortMappings: [{ ContainerPort: 8080, HostPort: 80 }] }) }),
      { severity: 'error', summary: 'app of template/Task maps port 8080 to host port 80 in awsvpc mode' },
    ],
  ],
  staysQuiet: [
    ['the same', shop({ Task: container({ PortMappings: [{ ContainerPort: 8080, HostPort: 8080 }] }) })],
    ['bridge', onInstances(container({ PortMappings: [{ ContainerPort: 8080, HostPort: 80 }] }))],
  ],
  doesNotKnow: [
    ['the mode', shop({ Task: { NetworkMode: OPEN, ...container({ PortMappings: [{ ContainerPort: 8080, HostPort: 80 }] }) } })],
  ],
});

claim(floatingImageTag, {
  fires: [
    [
      'no tag',
      shop({ Task: container({ Image: 'public.ecr.aws/nginx/nginx' }) }),
      { severity: 'warning', summary: 'app of template/Task runs public.ecr.aws/nginx/nginx, whose tag moves' },
    ],
    [
      'latest',
      shop({ Task: container({ Image: 'localhost:5000/app:latest' }) }),
      { severity: 'warning', summary: 'app of template/Task runs localhost:5000/app:latest, whose tag moves' },
    ],
  ],
  staysQuiet: [
    ['a version', shop()],
    ['a digest', shop({ Task: container({ Image: `app@sha256:${'0'.repeat(64)}` }) })],
  ],
  doesNotKnow: [
    ['the tag', shop({ Task: container({ Image: { 'Fn::Sub': 'app:${AWS::Region}' } }) })],
    ['the image', shop({ Task: container({ Image: OPEN }) })],
  ],
});

claim(unmountedVolume, {
  fires: [
    [
      'declared alone',
      shop({ Task: { Volumes: [{ Name: 'data' }] } }),
      { severity: 'warning', summary: 'no container of template/Task mounts the volume data' },
    ],
  ],
  staysQuiet: [
    [
      'mounted',
      shop({ Task: { Volumes: [{ Name: 'data' }], ...container({ MountPoints: [{ SourceVolume: 'data', ContainerPath: '/data' }] }) } }),
    ],
  ],
  doesNotKnow: [
    ['the mounts', shop({ Task: { Volumes: [{ Name: 'data' }], ...container({ MountPoints: OPEN }) } })],
    ['the volumes', shop({ Task: { Volumes: OPEN } })],
  ],
});

const variable = (name: string, value: unknown) => shop({ Task: container({ Environment: [{ Name: name, Value: value }] }) });

claim(literalSecret, {
  fires: [
    [
      'a password',
      variable('DB_PASSWORD', 'x7Kp2mQ9vT4w'),
      { severity: 'warning', summary: 'DB_PASSWORD of app of template/Task holds 12 characters that look like a secret' },
    ],
  ],
  staysQuiet: [
    ['a path', variable('SECRET_FILE', '/run/secrets/db1')],
    ['an address', variable('TOKEN_URL', 'https://auth.example.com/token1')],
    ['a word', variable('API_KEY', 'disabled')],
    ['another name', variable('BUILD', 'x7Kp2mQ9vT4w')],
  ],
  doesNotKnow: [
    ['the value', variable('DB_PASSWORD', OPEN)],
    ['read at deployment', variable('DB_PASSWORD', '{{resolve:secretsmanager:db:SecretString:password1}}')],
  ],
});

const efs = (source: Properties, subnets: readonly string[] = ['SubnetA', 'SubnetB']) => ({
  Files: { Type: 'AWS::EFS::FileSystem' },
  FilesGroup: {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { VpcId: { Ref: 'Vpc' }, SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: 2049, ToPort: 2049, ...source }] },
  },
  ...Object.fromEntries(
    subnets.map((subnet) => [
      `Mount${subnet}`,
      {
        Type: 'AWS::EFS::MountTarget',
        Properties: {
          FileSystemId: { Ref: 'Files' },
          SubnetId: { Ref: subnet },
          SecurityGroups: [{ 'Fn::GetAtt': ['FilesGroup', 'GroupId'] }],
        },
      },
    ]),
  ),
  Task: { Volumes: [{ Name: 'files', EFSVolumeConfiguration: { FilesystemId: { Ref: 'Files' } } }] },
});
const TASKS = { SourceSecurityGroupId: { 'Fn::GetAtt': ['TaskGroup', 'GroupId'] } };

claim(closedFileSystem, {
  fires: [
    [
      'open to the balancer',
      shop(efs({ SourceSecurityGroupId: { Ref: 'BalancerGroup' } })),
      { severity: 'error', summary: '2 of 2 mount targets do not let tasks of template/Service in on port 2049' },
    ],
    [
      'no mount target in a zone',
      shop(efs(TASKS, ['SubnetA'])),
      { severity: 'warning', summary: 'the file system of template/Service has no mount target in us-east-1b, where some tasks run' },
    ],
    [
      'no mount target at all',
      shop(efs(TASKS, [])),
      {
        severity: 'error',
        summary: 'the file system of template/Service has no mount target in us-east-1a, us-east-1b, where all tasks run',
      },
    ],
  ],
  staysQuiet: [
    ['open to the tasks', shop(efs(TASKS))],
    ['open to the VPC', shop(efs({ CidrIp: '10.0.0.0/16' }))],
  ],
  doesNotKnow: [
    [
      'the file system of another stack',
      shop({ Task: { Volumes: [{ Name: 'files', EFSVolumeConfiguration: { FilesystemId: 'fs-1' } }] } }),
    ],
    ['the source', shop(efs({ CidrIp: OPEN }))],
  ],
});
