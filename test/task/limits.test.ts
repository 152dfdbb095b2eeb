import { App, Duration, Lazy, Size, Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { ContainerOptions, Cpu, TaskDefinition, TaskDefinitionProps, TaskVolume } from '../../src';
import { image, templateOf } from '../support/stack';

function task(options: Partial<ContainerOptions> = {}, props: Partial<TaskDefinitionProps> = {}) {
  const stack = new Stack(new App(), 'Shop');
  const made = new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2, ...props });
  made.addContainer('web', { image, memory: Size.mebibytes(128), ...options });
  return { stack, made };
}

const BRIDGE = { networkMode: ecs.NetworkMode.BRIDGE };
const FARGATE = { compatibility: ecs.Compatibility.FARGATE };
const range = (from: number): ecs.PortMapping => ({ containerPort: 0, containerPortRange: `${from}-${from + 1}` });

/** What ECS refuses, or cannot start, and the props of one task tell. `containers.test.ts` has the others. */
test.each<[string, Partial<ContainerOptions>, Partial<TaskDefinitionProps>, string]>([
  [
    'a kernel setting that containers share',
    { systemControls: [{ namespace: 'vm.max_map_count', value: '1' }] },
    {},
    '`systemControls` may hold net.*, fs.mqueue.*',
  ],
  [
    'a network setting in host mode',
    { systemControls: [{ namespace: 'net.core.somaxconn', value: '1' }] },
    { networkMode: ecs.NetworkMode.HOST },
    '`systemControls` must hold no net.* in host mode',
  ],
  [
    '101 ranges of ports',
    { portMappings: Array.from({ length: 101 }, (_, index) => range(1000 + 2 * index)) },
    BRIDGE,
    '`portMappings` of a container may hold 100 ranges, got 101',
  ],
  [
    'a port name with capitals',
    { portMappings: [{ containerPort: 80, name: 'HTTP' }] },
    {},
    '`name` of a port must be 1 to 64 lower-case letters',
  ],
  ['a health check without a command', { healthCheck: { command: [] } }, {}, '`healthCheck.command` must hold at least one word, got none'],
  [
    'eleven environment files',
    {
      environmentFiles: Array.from(
        { length: 11 },
        () =>
          new (class extends ecs.EnvironmentFile {
            public bind(): ecs.EnvironmentFileConfig {
              return { fileType: ecs.EnvironmentFileType.S3, s3Location: { bucketName: 'b', objectKey: 'a.env' } };
            }
          })(),
      ),
    },
    {},
    '`environmentFiles` may hold 10, got 11',
  ],
  ['DNS servers on Fargate', { dnsServers: ['10.0.0.2'] }, FARGATE, '`dnsServers` must be left out on Fargate, got 1'],
  ['search domains on Fargate', { dnsSearchDomains: ['internal'] }, FARGATE, '`dnsSearchDomains` must be left out on Fargate, got 1'],
  [
    'security options on Fargate',
    { dockerSecurityOptions: ['no-new-privileges'] },
    FARGATE,
    '`dockerSecurityOptions` must be left out on Fargate, got 1',
  ],
  ['extra hosts on Fargate', { extraHosts: { db: '10.0.0.9' } }, FARGATE, '`extraHosts` must be left out'],
  ['no network on Fargate', { disableNetworking: true }, FARGATE, '`disableNetworking` must be left out on Fargate, got true'],
  ['devices on Fargate', { devices: [{ hostPath: '/dev/fuse' }] }, FARGATE, '`devices` must be left out on Fargate, got 1'],
  ['shared memory on Fargate', { sharedMemory: Size.mebibytes(64) }, FARGATE, '`sharedMemory` must be left out on Fargate, got a value'],
  ['swap on Fargate', { maxSwap: Size.mebibytes(64) }, FARGATE, '`maxSwap` must be left out on Fargate, got a value'],
  [
    'a limit of the system on Fargate',
    { ulimits: [{ name: ecs.UlimitName.CORE, softLimit: 1, hardLimit: 1 }] },
    FARGATE,
    '`ulimits` on Fargate may hold nofile, got core',
  ],
  [
    'eleven placement constraints',
    {},
    { taskPlacementConstraints: Array.from({ length: 11 }, (_, index) => ecs.PlacementConstraint.memberOf(`attribute:a == ${index}`)) },
    '`taskPlacementConstraints` may hold 10, got 11',
  ],
  ['an IPC mode on Fargate', {}, { ...FARGATE, ipcMode: ecs.IpcMode.TASK }, '`ipcMode` of a Fargate task must be left out, got task'],
  [
    'placement constraints on Fargate',
    {},
    { ...FARGATE, taskPlacementConstraints: [ecs.PlacementConstraint.memberOf('attribute:a == b')] },
    '`taskPlacementConstraints` of a Fargate task must be left out, got 1',
  ],
  [
    'half a vCPU of Windows on Fargate',
    {},
    {
      ...FARGATE,
      cpu: Cpu.vcpu(8),
      memory: Size.gibibytes(16),
      runtimePlatform: { operatingSystemFamily: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE },
    },
    '`cpu` of a Windows task on Fargate must be 1, 2 or 4 vCPU, got 8 vCPU',
  ],
])('fails on %s', (_, options, props, message) => {
  expect(() => task(options, props)).toThrow(message);
});

test('fails on a Docker volume on Fargate', () => {
  expect(() => task({}, FARGATE).made.addVolume('data', TaskVolume.docker())).toThrow(
    'volume data of a Fargate task must be empty, EFS, EBS or S3 Files, got a Docker volume',
  );
});

test('fails on two mounts at one path', () => {
  const mount = { sourceVolume: 'data', containerPath: '/data', readOnly: true };
  const { made } = task();
  made.addVolume('data', TaskVolume.empty());
  expect(() => made.addContainer('other', { image, memory: Size.mebibytes(64), mountPoints: [mount, mount] })).toThrow(
    'each path of other must hold one volume, got two at /data',
  );
});

test('fails at synthesis on a task without containers, and on one without an essential container', () => {
  const stack = new Stack(new App(), 'Shop');
  new TaskDefinition(stack, 'Task', { compatibility: ecs.Compatibility.EC2 });
  expect(() => templateOf(stack)).toThrow('a task definition must have an essential container, got 0 containers without one');
  expect(() => templateOf(task({ essential: false }).stack)).toThrow(
    'a task definition must have an essential container, got 1 containers without one',
  );
});

const number = () => Lazy.number({ produce: () => 1 });
const text = () => Lazy.string({ produce: () => 'a' });

test.each<[string, Partial<ContainerOptions>, Partial<TaskDefinitionProps>]>([
  ['sizes', { cpu: Cpu.units(number()), memory: Size.mebibytes(number()), memoryReservation: Size.mebibytes(number()) }, {}],
  ['sizes on Fargate', { cpu: Cpu.units(number()) }, { ...FARGATE, cpu: Cpu.units(number()), memory: Size.mebibytes(number()) }],
  ['ports', { portMappings: [{ containerPort: number(), hostPort: number(), name: text() }] }, BRIDGE],
  ['names and users', { containerName: text(), user: text(), hostname: text() }, { ...BRIDGE, family: text(), rolePath: text() }],
  [
    'times',
    {
      healthCheck: { command: ['true'], retries: number() },
      stopTimeout: Duration.seconds(number()),
      startTimeout: Duration.seconds(number()),
    },
    {},
  ],
  [
    'kernel settings',
    { systemControls: [{ namespace: text(), value: text() }], swappiness: number(), maxSwap: Size.mebibytes(number()) },
    {},
  ],
  ['GPUs', { gpuCount: number() }, {}],
  [
    'images, variables and paths',
    { image: ecs.ContainerImage.fromRegistry(text()), environment: { DB_PASSWORD: text() }, writablePaths: [text()] },
    {},
  ],
])('lets %s pass that are known only at deployment', (_, options, props) => {
  const rendered = JSON.stringify(templateOf(task(options, props).stack).toJSON());
  expect(rendered).toContain('AWS::ECS::TaskDefinition');
  expect(rendered).not.toMatch(/\$\{Token|-1\.888/);
});

test('makes the nginx task of the ECS guide, equal to its JSON', () => {
  const stack = new Stack(new App(), 'Shop');
  const made = new TaskDefinition(stack, 'Task', {
    compatibility: ecs.Compatibility.EC2,
    family: 'nginx-task-def',
    networkMode: ecs.NetworkMode.BRIDGE,
  });
  made.addContainer('nginx', {
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/nginx/nginx:1.29'),
    cpu: Cpu.units(256),
    memory: Size.mebibytes(256),
    portMappings: [{ containerPort: 80, hostPort: 80 }],
    logging: ecs.LogDrivers.awsLogs({ logGroup: logs.LogGroup.fromLogGroupName(stack, 'Logs', '/ecs/nginx'), streamPrefix: 'ecs' }),
    readonlyRootFilesystem: false,
  });
  const { taskRoleArn, executionRoleArn, ...json } = JSON.parse(made.toJson());
  expect([taskRoleArn, executionRoleArn]).toEqual([
    expect.stringMatching(/^\$\{TaskTaskRole\w+\.Arn\}$/),
    expect.stringMatching(/^\$\{TaskExecutionRole\w+\.Arn\}$/),
  ]);
  expect(json).toEqual({
    family: 'nginx-task-def',
    networkMode: 'bridge',
    requiresCompatibilities: ['EC2'],
    cpu: '256',
    memory: '256',
    containerDefinitions: [
      {
        name: 'nginx',
        image: 'public.ecr.aws/nginx/nginx:1.29',
        essential: true,
        cpu: 256,
        memory: 256,
        portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }],
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': '/ecs/nginx', 'awslogs-region': '${AWS::Region}', 'awslogs-stream-prefix': 'ecs' },
        },
        // What ECS takes it for when it is left out.
        readonlyRootFilesystem: false,
      },
    ],
  });
});
