import { Duration, Lazy, Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ContainerOptions, Cpu, TaskDefinition, TaskDefinitionProps } from '../../src';
import { clusterStack, image, templateOf } from '../support/stack';

function empty(props: Partial<TaskDefinitionProps> = {}) {
  const { stack } = clusterStack();
  return { stack, task: new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2, ...props }) };
}

function withContainer(options: Partial<ContainerOptions>, props: Partial<TaskDefinitionProps> = {}) {
  const { stack, task } = empty(props);
  task.addContainer('web', { image, memory: Size.mebibytes(512), ...options });
  return stack;
}

const FARGATE = { compatibility: ecs.Compatibility.FARGATE };
const BRIDGE = { networkMode: ecs.NetworkMode.BRIDGE };

test('computes the size of an EC2 task from its containers', () => {
  const { stack, task } = empty();
  task.addContainer('web', { image, cpu: Cpu.units(256), memory: Size.mebibytes(512), memoryReservation: Size.mebibytes(256) });
  task.addContainer('proxy', { image, cpu: Cpu.units(128), memoryReservation: Size.mebibytes(100) });
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', { Cpu: '384', Memory: '612' });
});

test('leaves the CPU of an EC2 task out below the least that ECS takes', () => {
  templateOf(withContainer({ cpu: Cpu.units(64) })).hasResourceProperties('AWS::ECS::TaskDefinition', { Cpu: Match.absent(), Memory: '512' });
});

test.each<[string, number, number, string, string]>([
  ['the smallest size', 0, 100, '256', '512'],
  ['the next memory of the CPU', 512, 1500, '512', '2048'],
  ['more CPU when the memory needs it', 256, 5000, '1024', '5120'],
  ['16 vCPU', 9000, 40000, '16384', '40960'],
  ['32 vCPU', 20000, 61000, '32768', '61440'],
])('sells a Fargate task without a size %s', (_, cpu, memory, soldCpu, soldMemory) => {
  const stack = withContainer({ cpu: cpu ? Cpu.units(cpu) : undefined, memory: Size.mebibytes(memory) }, FARGATE);
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', { Cpu: soldCpu, Memory: soldMemory });
});

test.each([[8, 16, true], [8, 18, false], [16, 120, true], [32, 60, true], [32, 244, true], [32, 64, false]])(
  'on Fargate sells %s vCPU with %s GiB: %s', (cpu, memory, sold) => {
    const make = () => withContainer({}, { ...FARGATE, cpu: Cpu.vcpu(cpu), memory: Size.gibibytes(memory) });
    if (sold) expect(make).not.toThrow();
    else expect(make).toThrow(`\`memory\` of a Fargate task with ${cpu} vCPU must be`);
  },
);

test('renders what a container may ask for', () => {
  const { stack, task } = empty({ ...BRIDGE, pidMode: ecs.PidMode.HOST, ipcMode: ecs.IpcMode.TASK });
  const init = task.addContainer('init', { image, memory: Size.mebibytes(64), essential: false });
  task.addContainer('web', {
    image,
    memory: Size.mebibytes(512),
    memoryReservation: Size.mebibytes(128),
    gpuCount: 1,
    entryPoint: ['/bin/web'],
    command: ['serve'],
    workingDirectory: '/srv',
    user: '1000:1000',
    hostname: 'web',
    interactive: true,
    pseudoTerminal: true,
    dnsServers: ['10.0.0.2'],
    dnsSearchDomains: ['internal'],
    extraHosts: { db: '10.0.0.9' },
    dockerLabels: { team: 'shop' },
    dockerSecurityOptions: ['no-new-privileges'],
    links: [init],
    privileged: true,
    healthCheck: { command: ['curl -f localhost'], interval: Duration.seconds(10) },
    dependsOn: [{ container: init, condition: ecs.ContainerDependencyCondition.SUCCESS }],
    startTimeout: Duration.seconds(60),
    stopTimeout: Duration.minutes(5),
    restart: true,
    restartIgnoredExitCodes: [0],
    restartAttemptPeriod: Duration.minutes(1),
    initProcess: true,
    sharedMemory: Size.mebibytes(128),
    maxSwap: Size.mebibytes(64),
    swappiness: 10,
    tmpfs: [{ containerPath: '/run', size: 16 }],
    devices: [{ hostPath: '/dev/fuse' }],
    addCapabilities: [ecs.Capability.NET_ADMIN],
    dropCapabilities: [ecs.Capability.MKNOD],
    ulimits: [{ name: ecs.UlimitName.NOFILE, softLimit: 1024, hardLimit: 4096 }],
    systemControls: [{ namespace: 'net.core.somaxconn', value: '1024' }],
    portMappings: [{ containerPort: 80 }, { containerPort: 443, hostPort: 443 }, { containerPort: 0, containerPortRange: '8000-8010' }],
    versionConsistency: ecs.VersionConsistency.DISABLED,
  });
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    NetworkMode: 'bridge',
    PidMode: 'host',
    IpcMode: 'task',
    Memory: '576',
    ContainerDefinitions: [Match.objectLike({ Name: 'init', Essential: false }), Match.objectLike({
      Name: 'web',
      Essential: true,
      Memory: 512,
      MemoryReservation: 128,
      ResourceRequirements: [{ Type: 'GPU', Value: '1' }],
      EntryPoint: ['/bin/web'],
      Command: ['serve'],
      WorkingDirectory: '/srv',
      User: '1000:1000',
      Hostname: 'web',
      Interactive: true,
      PseudoTerminal: true,
      DnsServers: ['10.0.0.2'],
      DnsSearchDomains: ['internal'],
      ExtraHosts: [{ Hostname: 'db', IpAddress: '10.0.0.9' }],
      DockerLabels: { team: 'shop' },
      DockerSecurityOptions: ['no-new-privileges'],
      Links: ['init'],
      Privileged: true,
      HealthCheck: { Command: ['CMD-SHELL', 'curl -f localhost'], Interval: 10, Retries: 3, Timeout: 5 },
      DependsOn: [{ ContainerName: 'init', Condition: 'SUCCESS' }],
      StartTimeout: 60,
      StopTimeout: 300,
      RestartPolicy: { Enabled: true, IgnoredExitCodes: [0], RestartAttemptPeriod: 60 },
      LinuxParameters: {
        InitProcessEnabled: true,
        SharedMemorySize: 128,
        MaxSwap: 64,
        Swappiness: 10,
        Tmpfs: [{ ContainerPath: '/run', Size: 16 }],
        Devices: [{ HostPath: '/dev/fuse' }],
        Capabilities: { Add: ['NET_ADMIN'], Drop: ['MKNOD'] },
      },
      Ulimits: [{ Name: 'nofile', SoftLimit: 1024, HardLimit: 4096 }],
      SystemControls: [{ Namespace: 'net.core.somaxconn', Value: '1024' }],
      PortMappings: [
        { ContainerPort: 80, HostPort: 0, Protocol: 'tcp' }, { ContainerPort: 443, HostPort: 443, Protocol: 'tcp' },
        { ContainerPortRange: '8000-8010', Protocol: 'tcp' },
      ],
      VersionConsistency: 'disabled',
      ReadonlyRootFilesystem: true,
    })],
  });
});

test('renders the platform, the disk and fault injection of a Fargate task', () => {
  const stack = withContainer({}, {
    ...FARGATE,
    cpu: Cpu.vcpu(1),
    memory: Size.gibibytes(2),
    family: 'web',
    ephemeralStorage: Size.gibibytes(50),
    enableFaultInjection: true,
    pidMode: ecs.PidMode.TASK,
    runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64, operatingSystemFamily: ecs.OperatingSystemFamily.LINUX },
  });
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    Family: 'web',
    EphemeralStorage: { SizeInGiB: 50 },
    EnableFaultInjection: true,
    PidMode: 'task',
    RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
    RequiresCompatibilities: ['FARGATE'],
  });
});

const WINDOWS = { runtimePlatform: { operatingSystemFamily: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE } };

test('takes a Windows task on Fargate from 1 vCPU on', () => {
  expect(() => withContainer({}, { ...FARGATE, ...WINDOWS, cpu: Cpu.vcpu(1), memory: Size.gibibytes(2) })).not.toThrow();
  expect(() => withContainer({}, { ...FARGATE, ...WINDOWS, cpu: Cpu.vcpu(0.5), memory: Size.gibibytes(2) }))
    .toThrow('`cpu` of a Windows task on Fargate must be 1, 2 or 4 vCPU, got 0.5 vCPU');
});

test('lets values pass that are known only at deployment', () => {
  const number = Lazy.number({ produce: () => 99999 });
  const stack = withContainer({ cpu: Cpu.units(number), portMappings: [{ containerPort: number }], containerName: Lazy.string({ produce: () => '!' }) });
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [{ Cpu: 99999, Name: '!', PortMappings: [Match.objectLike({ ContainerPort: 99999 })] }],
  });
});

test.each<[string, Partial<ContainerOptions>, Partial<TaskDefinitionProps>, string]>([
  ['a name with a dot', { containerName: 'a.b' }, {}, '`containerName` must be 1 to 255 letters, digits, _ and -, got a.b'],
  ['too little memory', { memory: Size.mebibytes(4) }, {}, '`memory` of a Linux container must be at least 6 MiB, got 4 MiB'],
  ['more memory than the task', { memory: Size.mebibytes(900) }, { memory: Size.mebibytes(512) },
    '`memory` of a container must be at most the 512 MiB of the task, got 900 MiB'],
  ['a soft limit above the hard one', { memoryReservation: Size.mebibytes(600) }, {}, '`memoryReservation` must be at most `memory` (512 MiB), got 600 MiB'],
  ['more CPU than the task', { cpu: Cpu.units(512) }, { cpu: Cpu.units(256) }, '`cpu` must be a whole number from 1 to 256, got 512'],
  ['a port outside the range', { portMappings: [{ containerPort: 70000 }] }, {}, '`containerPort` must be a whole number from 1 to 65535, got 70000'],
  ['a port without a network', { portMappings: [{ containerPort: 80 }] }, { networkMode: ecs.NetworkMode.NONE },
    '`portMappings` must be left out in network mode none, got 1'],
  ['the port of SSH', { portMappings: [{ containerPort: 22, hostPort: 22 }] }, BRIDGE, '`hostPort` must not be 22, 2375, 2376, 51678, 51679, 51680'],
  ['another host port in awsvpc mode', { portMappings: [{ containerPort: 80, hostPort: 8080 }] }, {},
    '`hostPort` in awsvpc mode must be left out or equal `containerPort` (80), got 8080'],
  ['a port range that runs backwards', { portMappings: [{ containerPort: 0, containerPortRange: '90-80' }] }, BRIDGE,
    '`containerPortRange` must be two ports from 1 to 65535 as first-last, got 90-80'],
  ['one port twice', { portMappings: [{ containerPort: 80 }, { containerPort: 80 }] }, {}, 'port 80/tcp must be used once in a task in awsvpc mode, got web and web'],
  ['one host port twice', { portMappings: [{ containerPort: 80, hostPort: 90 }, { containerPort: 81, hostPort: 90 }] }, BRIDGE,
    'port 90/tcp must be used once in a task in bridge mode, got web and web'],
  ['too many retries', { healthCheck: { command: ['true'], retries: 11 } }, {}, '`healthCheck.retries` must be a whole number from 1 to 10, got 11'],
  ['too short an interval', { healthCheck: { command: ['true'], interval: Duration.seconds(2) } }, {},
    '`healthCheck.interval` must be from 5 to 300 seconds, got 2 seconds'],
  ['too long a start period', { healthCheck: { command: ['true'], startPeriod: Duration.minutes(6) } }, {},
    '`healthCheck.startPeriod` must be from 0 to 300 seconds, got 360 seconds'],
  ['a restart period without restart', { restartAttemptPeriod: Duration.minutes(2) }, {}, '`restartAttemptPeriod` must come with `restart: true`, got `restart` left out'],
  ['too short a restart period', { restart: true, restartAttemptPeriod: Duration.seconds(30) }, {},
    '`restartAttemptPeriod` must be from 60 to 1800 seconds, got 30 seconds'],
  ['swappiness alone', { swappiness: 10 }, {}, '`swappiness` must come with `maxSwap`, got 10 alone'],
  ['a host name in awsvpc mode', { hostname: 'web' }, {}, '`hostname` must be left out in awsvpc mode, got web'],
  ['a privileged container on Fargate', { privileged: true }, FARGATE, '`privileged` must be left out on Fargate, got true'],
  ['a GPU on Fargate', { gpuCount: 1 }, FARGATE, '`gpuCount` must be left out on Fargate, got 1'],
  ['tmpfs on Fargate', { tmpfs: [{ containerPath: '/run', size: 1 }] }, FARGATE, '`tmpfs` must be left out on Fargate, got 1'],
  ['a capability on Fargate', { addCapabilities: [ecs.Capability.NET_ADMIN] }, FARGATE, '`addCapabilities` on Fargate may hold SYS_PTRACE, got NET_ADMIN'],
  ['a long stop on Fargate', { stopTimeout: Duration.minutes(3) }, FARGATE, '`stopTimeout` must be from 0 to 120 seconds, got 180 seconds'],
  ['a log driver that Fargate has not', { logging: ecs.LogDrivers.jsonFile() }, FARGATE, '`logging` on Fargate must be awslogs, splunk, awsfirelens, got json-file'],
  ['a disk that is too small', {}, { ...FARGATE, ephemeralStorage: Size.gibibytes(20) }, '`ephemeralStorage` must be from 21 to 200 GiB, got 20 GiB'],
  ['a disk outside Fargate', {}, { ephemeralStorage: Size.gibibytes(30) }, '`ephemeralStorage` must be left out except on Fargate'],
  ['a host PID namespace on Fargate', {}, { ...FARGATE, pidMode: ecs.PidMode.HOST }, '`pidMode` of a Fargate task must be task, got host'],
  ['bridge mode on Windows', {}, { ...WINDOWS, ...BRIDGE }, '`networkMode` of a Windows task must be awsvpc or nat, got bridge'],
  ['bridge mode on Managed Instances', {}, { ...BRIDGE, compatibility: ecs.Compatibility.MANAGED_INSTANCES },
    '`networkMode` of a task on Managed Instances must be awsvpc or host, got bridge'],
  ['half a Fargate size', {}, { ...FARGATE, cpu: Cpu.vcpu(1) }, '`cpu` and `memory` of a Fargate task must be given together or left out, got `cpu` alone'],
  ['a family with a dot', {}, { family: 'a.b' }, '`family` must be 1 to 255 letters, digits, _ and -, got a.b'],
])('fails on %s', (_, options, props, message) => {
  expect(() => withContainer(options, props)).toThrow(message);
});

test('fails on an eleventh container', () => {
  const { task } = empty();
  for (let index = 0; index < 10; index++) task.addContainer(`c${index}`, { image, memory: Size.mebibytes(64) });
  expect(() => task.addContainer('c10', { image, memory: Size.mebibytes(64) })).toThrow('a task definition may hold 10 containers, got c10 as one more');
});

test('fails on two containers with one name', () => {
  const { task } = empty();
  task.addContainer('web', { image, memory: Size.mebibytes(64) });
  expect(() => task.addContainer('other', { image, memory: Size.mebibytes(64), containerName: 'web' })).toThrow('`containerName` must be unique in a task, got web twice');
});

test('fails when containers of a Fargate task need more memory than it has', () => {
  const { task } = empty({ ...FARGATE, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512) });
  task.addContainer('web', { image, memory: Size.mebibytes(512), memoryReservation: Size.mebibytes(300) });
  task.addContainer('fits', { image, memoryReservation: Size.mebibytes(212) });
  expect(() => task.addContainer('over', { image, memoryReservation: Size.mebibytes(6) })).toThrow('must be at most 512 MiB together, got 518 MiB');
});

describe('dependencies', () => {
  function pair(first: Partial<ContainerOptions>) {
    const { stack, task } = empty();
    return { stack, task, first: task.addContainer('first', { image, memory: Size.mebibytes(64), ...first }) };
  }
  const second = (container: ecs.ContainerDefinition, condition: ecs.ContainerDependencyCondition): ContainerOptions =>
    ({ image, memory: Size.mebibytes(64), dependsOn: [{ container, condition }] });

  test('wait for a healthy container', () => {
    const { stack, task, first } = pair({ healthCheck: { command: ['true'] } });
    task.addContainer('second', second(first, ecs.ContainerDependencyCondition.HEALTHY));
    templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [{ Name: 'first' }, { Name: 'second', DependsOn: [{ Condition: 'HEALTHY', ContainerName: 'first' }] }],
    });
  });

  test('fails on waiting for the health of a container without a check', () => {
    const { task, first } = pair({});
    expect(() => task.addContainer('second', second(first, ecs.ContainerDependencyCondition.HEALTHY)))
      .toThrow('`dependsOn` of second must name a container with a `healthCheck` for HEALTHY, got first, which has none');
  });

  test('fails on waiting for the end of an essential container', () => {
    const { task, first } = pair({});
    expect(() => task.addContainer('second', second(first, ecs.ContainerDependencyCondition.COMPLETE)))
      .toThrow('`dependsOn` of second must name a container with `essential: false` for COMPLETE, got first: its end stops the task');
  });

  test('fails on a container of another task', () => {
    const { task } = pair({});
    expect(() => task.addContainer('second', second(pair({}).first, ecs.ContainerDependencyCondition.START)))
      .toThrow('`dependsOn` of second must name a container of the same task, got first of');
  });

  test('fails at synthesis on containers that wait for each other', () => {
    const { stack, task, first } = pair({});
    const other = task.addContainer('second', second(first, ecs.ContainerDependencyCondition.START));
    first.addContainerDependencies({ container: other, condition: ecs.ContainerDependencyCondition.START });
    expect(() => templateOf(stack)).toThrow('`dependsOn` must not lead back to the container it begins at, got first -> second -> first');
  });
});
