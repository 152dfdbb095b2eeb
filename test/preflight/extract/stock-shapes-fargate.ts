import { Duration, Size, type Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import type { Shape } from './stock-shapes-ec2';

function fargate(stack: Stack, service: Partial<ecs.FargateServiceProps> = {}, task: ecs.FargateTaskDefinitionProps = {},
  container: Partial<ecs.ContainerDefinitionOptions> = {}): { service: ecs.FargateService; vpc: ec2.Vpc; cluster: ecs.Cluster } {
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, enableFargateCapacityProviders: true });
  const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task', { cpu: 512, memoryLimitMiB: 1024, ...task });
  taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx'), portMappings: [{ containerPort: 80, name: 'web' }], ...container });
  return { cluster, vpc, service: new ecs.FargateService(stack, 'Service', { cluster, taskDefinition, ...service }) };
}

export const FARGATE_SHAPES: readonly Shape[] = [
  ['fargate', (stack) => fargate(stack)],
  ['fargate public', (stack) => fargate(stack, { assignPublicIp: true, vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC } })],
  ['fargate spot', (stack) => fargate(stack, { capacityProviderStrategies: [{ capacityProvider: 'FARGATE_SPOT', weight: 2 }, { capacityProvider: 'FARGATE', weight: 1 }] })],
  ['fargate arm', (stack) => fargate(stack, {}, { runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64, operatingSystemFamily: ecs.OperatingSystemFamily.LINUX } })],
  ['fargate windows', (stack) => fargate(stack, {}, {
    cpu: 1024,
    memoryLimitMiB: 2048,
    runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.X86_64, operatingSystemFamily: ecs.OperatingSystemFamily.WINDOWS_SERVER_2022_CORE },
  })],
  ['fargate storage', (stack) => fargate(stack, {}, { ephemeralStorageGiB: 50 })],
  ['fargate platform version', (stack) => fargate(stack, { platformVersion: ecs.FargatePlatformVersion.VERSION1_4 })],
  ['fargate exec', (stack) => fargate(stack, { enableExecuteCommand: true })],
  ['fargate breaker', (stack) => fargate(stack, { circuitBreaker: { enable: true, rollback: true }, minHealthyPercent: 100 })],
  ['fargate alarms', (stack) => fargate(stack, { deploymentAlarms: { alarmNames: ['too-slow'], behavior: ecs.AlarmBehavior.ROLLBACK_ON_ALARM } })],
  ['fargate external controller', (stack) => fargate(stack, { deploymentController: { type: ecs.DeploymentControllerType.CODE_DEPLOY } })],
  ['fargate blue green', (stack) => fargate(stack, { deploymentStrategy: ecs.DeploymentStrategy.BLUE_GREEN, bakeTime: Duration.minutes(5) })],
  ['fargate ecr image', (stack) => fargate(stack, {}, {}, { image: ecs.ContainerImage.fromEcrRepository(new ecr.Repository(stack, 'Repo'), '1.2') })],
  ['fargate imported ecr image', (stack) => fargate(stack, {}, {}, {
    image: ecs.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Repo', 'shop/api'), '1.2'),
  })],
  ['fargate secrets', (stack) => fargate(stack, {}, {}, {
    secrets: {
      PASSWORD: ecs.Secret.fromSecretsManager(new secretsmanager.Secret(stack, 'Secret'), 'password'),
      TOKEN: ecs.Secret.fromSsmParameter(ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Token', { parameterName: '/shop/token', version: 1 })),
    },
  })],
  ['fargate private registry', (stack) => fargate(stack, {}, {}, {
    image: ecs.ContainerImage.fromRegistry('private/app', { credentials: new secretsmanager.Secret(stack, 'Login') }),
  })],
  ['fargate logs', (stack) => fargate(stack, {}, {}, { logging: ecs.LogDrivers.awsLogs({ streamPrefix: 'api', mode: ecs.AwsLogDriverMode.NON_BLOCKING, maxBufferSize: Size.mebibytes(5) }) })],
  ['fargate firelens', (stack) => fargate(stack, {}, {}, { logging: ecs.LogDrivers.firelens({ options: { Name: 'cloudwatch' } }) })],
  ['fargate health and order', (stack) => {
    const { service } = fargate(stack, {}, {}, {
      healthCheck: { command: ['CMD', 'true'], interval: Duration.seconds(10), retries: 2, startPeriod: Duration.seconds(30), timeout: Duration.seconds(3) },
    });
    const sidecar = service.taskDefinition.addContainer('proxy', { image: ecs.ContainerImage.fromRegistry('envoy'), essential: false, memoryReservationMiB: 64 });
    sidecar.addContainerDependencies({ container: service.taskDefinition.defaultContainer!, condition: ecs.ContainerDependencyCondition.HEALTHY });
  }],
  ['fargate efs access point', (stack) => {
    const { service, vpc } = fargate(stack);
    const system = new efs.FileSystem(stack, 'Files', { vpc });
    const point = system.addAccessPoint('Point', { path: '/data' });
    service.taskDefinition.addVolume({
      name: 'data',
      efsVolumeConfiguration: { fileSystemId: system.fileSystemId, transitEncryption: 'ENABLED', authorizationConfig: { accessPointId: point.accessPointId, iam: 'ENABLED' } },
    });
  }],
  ['fargate ebs volume', (stack) => {
    const { service } = fargate(stack);
    const volume = new ecs.ServiceManagedVolume(stack, 'Data', { name: 'data', managedEBSVolume: { size: Size.gibibytes(15), fileSystemType: ecs.FileSystemType.XFS } });
    service.taskDefinition.addVolume(volume);
    volume.mountIn(service.taskDefinition.defaultContainer!, { containerPath: '/var/lib', readOnly: false });
    service.addVolume(volume);
  }],
  ['fargate service connect', (stack) => {
    const { service, cluster } = fargate(stack);
    cluster.addDefaultCloudMapNamespace({ name: 'shop', useForServiceConnect: true });
    service.enableServiceConnect({ services: [{ portMappingName: 'web', port: 80 }] });
  }],
  ['fargate step scaling', (stack) => {
    const { service } = fargate(stack);
    const scaling = service.autoScaleTaskCount({ minCapacity: 0, maxCapacity: 4 });
    scaling.scaleOnMetric('Steps', { metric: service.metricCpuUtilization(), scalingSteps: [{ upper: 10, change: -1 }, { lower: 70, change: 1 }] });
    scaling.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent: 70 });
  }],
  ['fargate request scaling', (stack) => {
    const { service, vpc } = fargate(stack);
    const balancer = new elbv2.ApplicationLoadBalancer(stack, 'Balancer', { vpc });
    const targetGroup = balancer.addListener('Http', { port: 80 }).addTargets('Target', { port: 80, targets: [service], healthCheck: { path: '/health' } });
    service.autoScaleTaskCount({ maxCapacity: 4 }).scaleOnRequestCount('Requests', { requestsPerTarget: 100, targetGroup });
  }],
  ['fargate imported roles', (stack) => fargate(stack, {}, {
    executionRole: iam.Role.fromRoleName(stack, 'Execution', 'exec'), taskRole: iam.Role.fromRoleArn(stack, 'TaskRole', 'arn:aws:iam::123456789012:role/task'),
  })],
  ['fargate named everything', (stack) => fargate(stack, { serviceName: 'api', desiredCount: 5 }, { family: 'api' })],
];
