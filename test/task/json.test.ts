import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { TaskDefinition } from '../../src';
import { only, templateOf } from '../support/stack';

const ROLES = { taskRoleArn: 'arn:aws:iam::111122223333:role/task', executionRoleArn: 'arn:aws:iam::111122223333:role/execution' };
const NGINX = {
  family: 'nginx-task-def',
  networkMode: 'bridge',
  cpu: '256',
  memory: '256',
  requiresCompatibilities: ['EC2'],
  containerDefinitions: [{
    name: 'nginx',
    image: 'public.ecr.aws/nginx/nginx:1.29',
    essential: true,
    cpu: 256,
    memory: 256,
    portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }],
    logConfiguration: { logDriver: 'awslogs', options: { 'awslogs-group': '/ecs/nginx', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'ecs' } },
  }],
};
const FARGATE = { family: 'web', networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'], cpu: '256', memory: '512' };
const BASE = { name: 'web', image: 'nginx:1.29', essential: true, memory: 128 };
const container = (more: object) => ({ family: 'web', networkMode: 'bridge', requiresCompatibilities: ['EC2'], containerDefinitions: [{ ...BASE, ...more }] });
const volume = (more: object) => ({ ...container({ mountPoints: [{ sourceVolume: 'data', containerPath: '/data', readOnly: true }] }), volumes: [{ name: 'data', ...more }] });

function read(json: object) {
  const stack = new Stack(new App(), 'Shop');
  return { stack, task: TaskDefinition.fromJson(stack, 'Task', JSON.stringify(json)) };
}

const SHAPES: readonly (readonly [string, object])[] = [
  ['the nginx task of the ECS guide', NGINX],
  ['Fargate', { ...FARGATE, containerDefinitions: [BASE] }],
  ['sizes with units', { ...FARGATE, cpu: '.25 vCPU', memory: '1 GB', containerDefinitions: [BASE] }],
  ['32 vCPU', { ...FARGATE, cpu: '32768', memory: '61440', containerDefinitions: [BASE] }],
  ['ARM64', { ...FARGATE, runtimePlatform: { cpuArchitecture: 'ARM64', operatingSystemFamily: 'LINUX' }, containerDefinitions: [BASE] }],
  ['Windows', { ...FARGATE, cpu: '1024', memory: '2048', runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' }, containerDefinitions: [BASE] }],
  ['ephemeral storage', { ...FARGATE, ephemeralStorage: { sizeInGiB: 40 }, containerDefinitions: [BASE] }],
  ['external instances', { ...container({}), requiresCompatibilities: ['EXTERNAL'] }],
  ['host mode', { ...container({}), networkMode: 'host' }],
  ['no network', { ...container({}), networkMode: 'none' }],
  ['pid, ipc and fault injection', { ...container({}), pidMode: 'host', ipcMode: 'task', enableFaultInjection: true }],
  ['a placement constraint', { ...container({}), placementConstraints: [{ type: 'memberOf', expression: 'attribute:ecs.os-type == linux' }] }],
  ['an App Mesh proxy', {
    ...container({}),
    networkMode: 'awsvpc',
    proxyConfiguration: { type: 'APPMESH', containerName: 'web', properties: [{ name: 'AppPorts', value: '80' }] },
  }],
  ['tags', { ...container({}), tags: [{ key: 'team', value: 'shop' }] }],
  ['environment and files', container({ environment: [{ name: 'A', value: '1' }], environmentFiles: [{ type: 's3', value: 'arn:aws:s3:::b/a.env' }] })],
  ['secrets', container({ secrets: [{ name: 'S', valueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:s-AbCdEf:key::' }] })],
  ['a health check', container({ healthCheck: { command: ['CMD', 'true'], interval: 10, timeout: 5, retries: 2, startPeriod: 30 } })],
  ['dependencies', {
    ...container({}),
    containerDefinitions: [{ ...BASE, name: 'init', essential: false },
      { ...BASE, dependsOn: [{ containerName: 'init', condition: 'SUCCESS' }] }],
  }],
  ['a restart policy', container({ restartPolicy: { enabled: true, ignoredExitCodes: [0], restartAttemptPeriod: 60 } })],
  ['timeouts', container({ startTimeout: 30, stopTimeout: 60 })],
  ['ulimits and sysctls', container({ ulimits: [{ name: 'nofile', softLimit: 1, hardLimit: 2 }], systemControls: [{ namespace: 'net.core.somaxconn', value: '9' }] })],
  ['linux parameters', container({
    linuxParameters: { initProcessEnabled: true, capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] }, tmpfs: [{ containerPath: '/run', size: 1 }], sharedMemorySize: 64 },
  })],
  ['a GPU', container({ resourceRequirements: [{ type: 'GPU', value: '1' }] })],
  ['names and addresses', container({ hostname: 'h', dnsServers: ['10.0.0.2'], dnsSearchDomains: ['x'], extraHosts: [{ hostname: 'db', ipAddress: '10.0.0.3' }] })],
  ['labels and security options', container({ dockerLabels: { a: 'b' }, dockerSecurityOptions: ['no-new-privileges'], privileged: true })],
  ['a terminal and a user', container({ interactive: true, pseudoTerminal: true, user: '1000', workingDirectory: '/srv', readonlyRootFilesystem: true })],
  ['command and entry point', container({ command: ['a'], entryPoint: ['b'], versionConsistency: 'disabled' })],
  ['a port range', container({ portMappings: [{ containerPortRange: '8000-8010', protocol: 'udp' }] })],
  ['a dynamic named port', container({ portMappings: [{ containerPort: 80, hostPort: 0, protocol: 'tcp', name: 'http', appProtocol: 'http' }] })],
  ['a soft limit alone', { ...container({}), containerDefinitions: [{ name: 'web', image: 'nginx', essential: true, memoryReservation: 64 }] }],
  ['credentials of a registry', container({ repositoryCredentials: { credentialsParameter: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:r-AbCdEf' } })],
  ['FireLens', {
    ...container({}),
    containerDefinitions: [
      { ...BASE, name: 'router', firelensConfiguration: { type: 'fluentbit', options: { 'enable-ecs-log-metadata': 'true' } } },
      { ...BASE, logConfiguration: { logDriver: 'awsfirelens', options: { Name: 'stdout' } } },
    ],
  }],
  ['splunk', container({
    logConfiguration: {
      logDriver: 'splunk',
      options: { 'splunk-url': 'https://s' },
      secretOptions: [{ name: 'splunk-token', valueFrom: 'arn:aws:ssm:eu-west-1:111122223333:parameter/token' }],
    },
  })],
  ['a host volume', volume({ host: { sourcePath: '/srv' } })],
  ['a Docker volume', volume({ dockerVolumeConfiguration: { scope: 'shared', autoprovision: true, driver: 'local', driverOpts: { a: 'b' }, labels: { c: 'd' } } })],
  ['EFS', volume({ efsVolumeConfiguration: { fileSystemId: 'fs-1', transitEncryption: 'ENABLED', authorizationConfig: { accessPointId: 'fsap-1', iam: 'ENABLED' } } })],
  ['EBS at launch', volume({ configuredAtLaunch: true })],
  ['FSx', volume({
    fsxWindowsFileServerVolumeConfiguration: {
      fileSystemId: 'fs-2',
      rootDirectory: 'share',
      authorizationConfig: { credentialsParameter: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:f-AbCdEf', domain: 'example.com' },
    },
  })],
  ['volumes of another container', container({ volumesFrom: [{ sourceContainer: 'web', readOnly: true }] })],
];

test.each(SHAPES)('writes what it read: %s', (_, shape) => {
  const { stack, task } = read({ ...shape, ...ROLES });
  expect(JSON.parse(task.toJson())).toEqual({ ...shape, ...ROLES });
  templateOf(stack).resourceCountIs('AWS::ECS::TaskDefinition', 1);
});

test('synthesizes the nginx task of the ECS guide as it is', () => {
  const { Properties } = only(templateOf(read({ ...NGINX, ...ROLES }).stack), 'AWS::ECS::TaskDefinition').resource as { readonly Properties: object };
  expect(Properties).toEqual({
    Family: 'nginx-task-def',
    NetworkMode: 'bridge',
    Cpu: '256',
    Memory: '256',
    RequiresCompatibilities: ['EC2'],
    TaskRoleArn: ROLES.taskRoleArn,
    ExecutionRoleArn: ROLES.executionRoleArn,
    ContainerDefinitions: [{
      Name: 'nginx',
      Image: 'public.ecr.aws/nginx/nginx:1.29',
      Essential: true,
      Cpu: 256,
      Memory: 256,
      PortMappings: [{ ContainerPort: 80, HostPort: 80, Protocol: 'tcp' }],
      LogConfiguration: { LogDriver: 'awslogs', Options: { 'awslogs-group': '/ecs/nginx', 'awslogs-region': 'eu-west-1', 'awslogs-stream-prefix': 'ecs' } },
    }],
  });
});

test('ignores and names what only ECS writes', () => {
  const { stack } = read({ taskDefinition: { ...NGINX, ...ROLES, revision: 3, status: 'ACTIVE' }, tags: [] });
  Annotations.fromStack(stack).hasInfo('*', 'revision, status of the JSON are written by ECS and were ignored');
});

test('without a role permits exactly the logs and the secret that the text names', () => {
  const { stack } = read({
    ...NGINX,
    containerDefinitions: [{
      ...NGINX.containerDefinitions[0],
      secrets: [{ name: 'S', valueFrom: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:s-AbCdEf:key::' }],
    }],
  });
  templateOf(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', {
    PolicyDocument: {
      Statement: [
        { Action: 'secretsmanager:GetSecretValue', Effect: 'Allow', Resource: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:s-AbCdEf' },
        { Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Effect: 'Allow', Resource: Match.anyValue() },
      ],
    },
  });
});

test('takes additions on top of the text, and grants', () => {
  const { stack, task } = read(NGINX);
  task.container.addEnvironment('MODE', 'live');
  new s3.Bucket(stack, 'Bucket').grantRead(task);
  templateOf(stack).hasResourceProperties('AWS::ECS::TaskDefinition', { ContainerDefinitions: [{ Environment: [{ Name: 'MODE', Value: 'live' }] }] });
});

test.each<[string, object, string]>([
  ['a field ECS does not know', { ...NGINX, memroy: 1 }, 'a task definition must hold fields that ECS knows, got memroy'],
  ['no containers', { family: 'x', containerDefinitions: [] }, '`containerDefinitions` must hold at least one, got none'],
  ['a Fargate size that is not sold', { ...FARGATE, memory: '5 GB', containerDefinitions: [BASE] }, '`memory` of a Fargate task with 0.25 vCPU must be 512, 1024 or 2048 MiB'],
])('fails on %s', (_, json, message) => {
  expect(() => read(json)).toThrow(message);
});
