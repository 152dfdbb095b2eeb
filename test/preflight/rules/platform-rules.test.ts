import { claim } from './rule-claims';
import { container, onInstances, shop } from './shop-template';
import { mismatchedWindowsVersion } from '../../../src/preflight/rules/mismatched-windows-version';
import { unavailableAccelerator } from '../../../src/preflight/rules/unavailable-accelerator';
import { unsupportedOnFargate } from '../../../src/preflight/rules/unsupported-on-fargate';
import { unsupportedOnManagedInstances } from '../../../src/preflight/rules/unsupported-on-managed-instances';
import { unsupportedOnWindows } from '../../../src/preflight/rules/unsupported-on-windows';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const managed = (task: Properties, compatibilities: unknown = ['MANAGED_INSTANCES']) =>
  shop({ Task: { RequiresCompatibilities: compatibilities, ...task }, Service: null });
const windows = (task: Properties, family: unknown = 'WINDOWS_SERVER_2022_FULL') =>
  onInstances({ RuntimePlatform: { OperatingSystemFamily: family }, ...task });
const router = (type: unknown) =>
  container({
    FirelensConfiguration: {
      Type: 'fluentbit',
      Options: { 'config-file-type': type, 'config-file-value': 'arn:aws:s3:::bucket/file.conf' },
    },
  });

claim(unsupportedOnManagedInstances, {
  fires: [
    [
      'links and memory shared between processes',
      managed(container({ Links: ['db'], LinuxParameters: { SharedMemorySize: 64 } })),
      { severity: 'error', summary: 'app of template/Task uses Links, SharedMemorySize, which Managed Instances do not have' },
    ],
    [
      'a Docker volume',
      managed({ Volumes: [{ Name: 'data', DockerVolumeConfiguration: { Scope: 'shared' } }] }),
      { severity: 'error', summary: 'the volume data of template/Task is a Docker volume, which Managed Instances do not have' },
    ],
    [
      'storage of a Fargate task',
      managed({ EphemeralStorage: { SizeInGiB: 40 } }),
      { severity: 'error', summary: 'template/Task uses EphemeralStorage, which Managed Instances do not have' },
    ],
    [
      'a service that runs there alone',
      shop({
        Provider: {
          Type: 'AWS::ECS::CapacityProvider',
          Properties: {
            ClusterName: { Ref: 'Cluster' },
            ManagedInstancesProvider: { InfrastructureRoleArn: 'arn:aws:iam::123456789012:role/ecs' },
          },
        },
        Service: { LaunchType: undefined, CapacityProviderStrategy: [{ CapacityProvider: { Ref: 'Provider' } }] },
        Task: { RequiresCompatibilities: undefined, ...container({ Hostname: 'app' }) },
      }),
      { severity: 'warning', summary: 'app of template/Task uses Hostname, which Managed Instances do not have' },
    ],
  ],
  staysQuiet: [
    [
      'privileged, on EFS and with capabilities',
      managed({
        ...container({ Privileged: true, LinuxParameters: { Capabilities: { Add: ['NET_ADMIN'] }, InitProcessEnabled: true } }),
        Volumes: [{ Name: 'data', EFSVolumeConfiguration: { FilesystemId: 'fs-1' } }],
      }),
    ],
    ['empty lists', managed(container({ Links: [], DnsServers: [] }))],
    ['a task for instances of your own', onInstances(container({ Links: ['db'], Hostname: 'app' }))],
  ],
  doesNotKnow: [
    ['the lists', managed(container({ Links: OPEN, Hostname: OPEN, DisableNetworking: OPEN }))],
    ['what it is for', managed(container({ Links: ['db'] }), OPEN)],
  ],
});

claim(unsupportedOnWindows, {
  fires: [
    [
      'parameters of Linux',
      windows(container({ Privileged: true, Ulimits: [{ Name: 'nofile', SoftLimit: 1, HardLimit: 1 }], User: 'node' })),
      { severity: 'warning', summary: 'app of template/Task uses Privileged, Ulimits, User, which Windows containers do not have' },
    ],
    [
      'Linux parameters',
      windows(container({ LinuxParameters: { InitProcessEnabled: true } })),
      { severity: 'warning', summary: 'app of template/Task uses LinuxParameters, which Windows containers do not have' },
    ],
    [
      'a volume on EFS',
      windows({ Volumes: [{ Name: 'data', EFSVolumeConfiguration: { FilesystemId: 'fs-1' } }] }),
      { severity: 'error', summary: 'the volume data of template/Task is on Amazon EFS, which Windows tasks do not have' },
    ],
    [
      'a Docker volume of a plugin',
      windows({ Volumes: [{ Name: 'data', DockerVolumeConfiguration: { Driver: 'rexray/ebs' } }] }),
      {
        severity: 'error',
        summary: 'the volume data of template/Task is of the Docker driver rexray/ebs, which Windows tasks do not have',
      },
    ],
    [
      'a namespace of the host',
      windows({ PidMode: 'host' }),
      { severity: 'warning', summary: 'template/Task uses PidMode, which Windows tasks do not have' },
    ],
    [
      'arm64',
      windows({ RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE', CpuArchitecture: 'ARM64' } }),
      { severity: 'error', summary: 'template/Task asks for Windows on arm64, and Windows tasks run on x86_64 only' },
    ],
    [
      'awsvpc on Windows Server 2016',
      windows({ NetworkMode: 'awsvpc' }, 'WINDOWS_SERVER_2016_FULL'),
      { severity: 'error', summary: 'template/Task has the network mode awsvpc, which WINDOWS_SERVER_2016_FULL does not have' },
    ],
    [
      'an EBS volume on Fargate',
      shop({
        Task: {
          RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' },
          Volumes: [{ Name: 'data', ConfiguredAtLaunch: true }],
        },
      }),
      { severity: 'error', summary: 'the volume data of template/Task is on Amazon EBS, which Windows tasks do not have' },
    ],
  ],
  staysQuiet: [
    ['an account of Windows', windows(container({ User: 'ContainerAdministrator' }))],
    [
      'a local Docker volume and an FSx share',
      windows({
        Volumes: [
          { Name: 'a', DockerVolumeConfiguration: { Driver: 'local' } },
          { Name: 'b', FSxWindowsFileServerVolumeConfiguration: { FileSystemId: 'fs-1' } },
        ],
      }),
    ],
    ['awsvpc on Windows Server 2022', windows({ NetworkMode: 'awsvpc' })],
    ['Linux', onInstances({ PidMode: 'host', ...container({ Privileged: true, User: 'node' }) })],
    ['a file system that may be written to', windows(container({ ReadonlyRootFilesystem: false }))],
  ],
  doesNotKnow: [
    ['the family', windows(container({ Privileged: true }), OPEN)],
    ['the settings', windows(container({ Privileged: OPEN, User: OPEN, Ulimits: OPEN }))],
  ],
});

claim(mismatchedWindowsVersion, {
  fires: [
    [
      'an older image',
      windows(container({ Image: 'mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2019' })),
      { severity: 'warning', summary: 'app of template/Task has an image for ltsc2019, and its task runs on WINDOWS_SERVER_2022_FULL' },
    ],
    [
      'a release by its number',
      windows(container({ Image: 'mcr.microsoft.com/windows/nanoserver:1809' })),
      { severity: 'warning', summary: 'app of template/Task has an image for 1809, and its task runs on WINDOWS_SERVER_2022_FULL' },
    ],
  ],
  staysQuiet: [
    ['the same release', windows(container({ Image: 'mcr.microsoft.com/windows/servercore:ltsc2022' }))],
    [
      'one release back, on 2025',
      windows(container({ Image: 'mcr.microsoft.com/windows/servercore:ltsc2022' }), 'WINDOWS_SERVER_2025_CORE'),
    ],
    ['a tag that names none', windows(container({ Image: 'registry.example/app:1.2' }))],
    ['a number that means something else', windows(container({ Image: 'registry.example/app:build-2004' }))],
    ['Linux', shop({ Task: container({ Image: 'registry.example/app:ltsc2019' }) })],
  ],
  doesNotKnow: [
    ['the image', windows(container({ Image: OPEN }))],
    ['the family', windows(container({ Image: 'mcr.microsoft.com/windows/servercore:ltsc2019' }), OPEN)],
  ],
});

claim(unavailableAccelerator, {
  fires: [
    [
      'an accelerator',
      onInstances({ InferenceAccelerators: [{ DeviceName: 'device', DeviceType: 'eia2.medium' }] }),
      { severity: 'warning', summary: 'template/Task asks for eia2.medium of Amazon Elastic Inference, which has ended' },
    ],
  ],
  staysQuiet: [
    ['none', onInstances()],
    ['an empty list', onInstances({ InferenceAccelerators: [] })],
  ],
  doesNotKnow: [['the list', onInstances({ InferenceAccelerators: OPEN })]],
});

claim(unsupportedOnFargate, {
  fires: [
    [
      'a FireLens configuration in S3',
      shop({ Task: router('s3') }),
      {
        severity: 'error',
        summary: 'app of template/Task uses a FireLens configuration from S3 (config-file-type s3), which Fargate does not have',
      },
    ],
  ],
  staysQuiet: [
    ['a file of the image', shop({ Task: router('file') })],
    ['S3 on instances', onInstances(router('s3'))],
  ],
  doesNotKnow: [['the kind of file', shop({ Task: router(OPEN) })]],
});
