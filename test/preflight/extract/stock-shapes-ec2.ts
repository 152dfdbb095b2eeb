import { Duration, Size, Stack } from 'aws-cdk-lib';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancing';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as iam from 'aws-cdk-lib/aws-iam';

/** A stack of stock constructs: one way in which people use aws-ecs. */
export type Shape = readonly [name: string, build: (stack: Stack) => void];

interface GroupOptions {
  readonly type?: string;
  readonly image?: ec2.IMachineImage;
  readonly group?: Partial<autoscaling.AutoScalingGroupProps>;
  readonly provider?: Partial<ecs.AsgCapacityProviderProps>;
}

function clusterWith(stack: Stack, options: GroupOptions = {}): { cluster: ecs.Cluster; provider: ecs.AsgCapacityProvider; vpc: ec2.Vpc } {
  const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 3 });
  const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
  const autoScalingGroup = new autoscaling.AutoScalingGroup(stack, 'Group', {
    vpc,
    instanceType: new ec2.InstanceType(options.type ?? 'm5.large'),
    machineImage: options.image ?? ecs.EcsOptimizedImage.amazonLinux2023(),
    maxCapacity: 3,
    ...options.group,
  });
  const bottlerocket = options.image instanceof ecs.BottleRocketImage;
  const provider = new ecs.AsgCapacityProvider(stack, 'Provider', {
    autoScalingGroup,
    ...(bottlerocket ? { machineImageType: ecs.MachineImageType.BOTTLEROCKET } : {}),
    ...options.provider,
  });
  cluster.addAsgCapacityProvider(provider);
  return { cluster, provider, vpc };
}

function task(
  stack: Stack,
  props: ecs.Ec2TaskDefinitionProps = {},
  container: Partial<ecs.ContainerDefinitionOptions> = {},
): ecs.Ec2TaskDefinition {
  const definition = new ecs.Ec2TaskDefinition(stack, 'Task', props);
  definition.addContainer('app', {
    image: ecs.ContainerImage.fromRegistry('nginx'),
    memoryLimitMiB: 512,
    portMappings: [{ containerPort: 80 }],
    ...container,
  });
  return definition;
}

function ec2Service(
  stack: Stack,
  props: Partial<ecs.Ec2ServiceProps> = {},
  options: GroupOptions = {},
  taskProps: ecs.Ec2TaskDefinitionProps = {},
  container: Partial<ecs.ContainerDefinitionOptions> = {},
): ecs.Ec2Service {
  const { cluster } = clusterWith(stack, options);
  return new ecs.Ec2Service(stack, 'Service', { cluster, taskDefinition: task(stack, taskProps, container), ...props });
}

const AWSVPC = { networkMode: ecs.NetworkMode.AWS_VPC };

export const EC2_SHAPES: readonly Shape[] = [
  ['al2023', (stack) => ec2Service(stack)],
  ['al2', (stack) => ec2Service(stack, {}, { image: ecs.EcsOptimizedImage.amazonLinux2() })],
  [
    'al2023 arm',
    (stack) => ec2Service(stack, {}, { type: 'm6g.large', image: ecs.EcsOptimizedImage.amazonLinux2023(ecs.AmiHardwareType.ARM) }),
  ],
  [
    'al2 gpu',
    (stack) =>
      ec2Service(
        stack,
        {},
        { type: 'g4dn.xlarge', image: ecs.EcsOptimizedImage.amazonLinux2(ecs.AmiHardwareType.GPU) },
        {},
        { gpuCount: 1 },
      ),
  ],
  [
    'al2023 neuron',
    (stack) => ec2Service(stack, {}, { type: 'inf2.xlarge', image: ecs.EcsOptimizedImage.amazonLinux2023(ecs.AmiHardwareType.NEURON) }),
  ],
  ['bottlerocket', (stack) => ec2Service(stack, {}, { image: new ecs.BottleRocketImage() })],
  [
    'bottlerocket arm',
    (stack) =>
      ec2Service(stack, {}, { type: 'm6g.large', image: new ecs.BottleRocketImage({ architecture: ec2.InstanceArchitecture.ARM_64 }) }),
  ],
  ['windows', (stack) => ec2Service(stack, {}, { image: ecs.EcsOptimizedImage.windows(ecs.WindowsOptimizedVersion.SERVER_2022) })],
  ['awsvpc', (stack) => ec2Service(stack, {}, {}, AWSVPC)],
  ['host mode', (stack) => ec2Service(stack, {}, {}, { networkMode: ecs.NetworkMode.HOST })],
  ['none mode', (stack) => ec2Service(stack, {}, {}, { networkMode: ecs.NetworkMode.NONE }, { portMappings: [] })],
  ['static host port', (stack) => ec2Service(stack, {}, {}, {}, { portMappings: [{ containerPort: 80, hostPort: 8080 }] })],
  ['udp port', (stack) => ec2Service(stack, {}, {}, {}, { portMappings: [{ containerPort: 53, protocol: ecs.Protocol.UDP }] })],
  [
    'port range',
    (stack) =>
      ec2Service(
        stack,
        {},
        {},
        {},
        { portMappings: [{ containerPort: ecs.ContainerDefinition.CONTAINER_PORT_USE_RANGE, containerPortRange: '8080-8090' }] },
      ),
  ],
  ['daemon', (stack) => ec2Service(stack, { daemon: true })],
  [
    'placement',
    (stack) =>
      ec2Service(stack, {
        placementConstraints: [
          ecs.PlacementConstraint.distinctInstances(),
          ecs.PlacementConstraint.memberOf('attribute:ecs.instance-type =~ m5.*'),
        ],
        placementStrategies: [
          ecs.PlacementStrategy.spreadAcrossInstances(),
          ecs.PlacementStrategy.packedByCpu(),
          ecs.PlacementStrategy.randomly(),
        ],
      }),
  ],
  [
    'deployment settings',
    (stack) => ec2Service(stack, { minHealthyPercent: 0, maxHealthyPercent: 100, circuitBreaker: { rollback: true }, desiredCount: 3 }),
  ],
  ['code deploy', (stack) => ec2Service(stack, { deploymentController: { type: ecs.DeploymentControllerType.CODE_DEPLOY } })],
  ['rebalancing on', (stack) => ec2Service(stack, { availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED })],
  [
    'strategy of the service',
    (stack) => {
      const { cluster, provider } = clusterWith(stack);
      new ecs.Ec2Service(stack, 'Service', {
        cluster,
        taskDefinition: task(stack),
        capacityProviderStrategies: [{ capacityProvider: provider.capacityProviderName, weight: 1, base: 1 }],
      });
    },
  ],
  [
    'strategy of the cluster',
    (stack) => {
      const { cluster, provider } = clusterWith(stack);
      cluster.addDefaultCapacityProviderStrategy([{ capacityProvider: provider.capacityProviderName, weight: 1 }]);
      new ecs.Ec2Service(stack, 'Service', { cluster, taskDefinition: task(stack) });
    },
  ],
  [
    'named provider',
    (stack) =>
      ec2Service(
        stack,
        { capacityProviderStrategies: [{ capacityProvider: 'big', weight: 2 }] },
        { provider: { capacityProviderName: 'big' } },
      ),
  ],
  [
    'no managed scaling',
    (stack) => ec2Service(stack, {}, { provider: { enableManagedScaling: false, enableManagedTerminationProtection: false } }),
  ],
  [
    'provider settings',
    (stack) =>
      ec2Service(
        stack,
        {},
        {
          provider: {
            targetCapacityPercent: 80,
            minimumScalingStepSize: 2,
            maximumScalingStepSize: 4,
            enableManagedDraining: false,
            spotInstanceDraining: true,
          },
        },
      ),
  ],
  [
    'addCapacity',
    (stack) => {
      const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }) });
      cluster.addCapacity('Ec2', { instanceType: new ec2.InstanceType('t3.small'), desiredCapacity: 3 });
      new ecs.Ec2Service(stack, 'Service', { cluster, taskDefinition: task(stack) });
    },
  ],
  [
    'addCapacity spot',
    (stack) => {
      const cluster = new ecs.Cluster(stack, 'Cluster', { vpc: new ec2.Vpc(stack, 'Vpc', { maxAzs: 2 }) });
      cluster.addCapacity('Spot', { instanceType: new ec2.InstanceType('t3.small'), spotPrice: '0.1', spotInstanceDraining: true });
      new ecs.Ec2Service(stack, 'Service', { cluster, taskDefinition: task(stack) });
    },
  ],
  [
    'launch template',
    (stack) => {
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
      const userData = ec2.UserData.forLinux();
      userData.addCommands(
        'echo \'ECS_INSTANCE_ATTRIBUTES={"tier":"web"}\' >> /etc/ecs/ecs.config',
        'echo ECS_RESERVED_MEMORY=256 >> /etc/ecs/ecs.config',
      );
      const launchTemplate = new ec2.LaunchTemplate(stack, 'Template', {
        instanceType: new ec2.InstanceType('c5.large'),
        machineImage: ecs.EcsOptimizedImage.amazonLinux2023(),
        userData,
        role,
        requireImdsv2: true,
        blockDevices: [{ deviceName: '/dev/xvda', volume: ec2.BlockDeviceVolume.ebs(50, { encrypted: true }) }],
      });
      ec2Service(stack, {}, { group: { launchTemplate, instanceType: undefined, machineImage: undefined } });
    },
  ],
  [
    'mixed instances',
    (stack) => {
      const launchTemplate = new ec2.LaunchTemplate(stack, 'Template', {
        machineImage: ecs.EcsOptimizedImage.amazonLinux2023(),
        userData: ec2.UserData.forLinux(),
        instanceType: new ec2.InstanceType('m5.large'),
        role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }),
        securityGroup: new ec2.SecurityGroup(stack, 'Sg', { vpc: new ec2.Vpc(stack, 'Other') }),
      });
      ec2Service(
        stack,
        {},
        {
          group: {
            instanceType: undefined,
            machineImage: undefined,
            mixedInstancesPolicy: {
              launchTemplate,
              launchTemplateOverrides: [
                { instanceType: new ec2.InstanceType('m5.large') },
                { instanceType: new ec2.InstanceType('m5a.large') },
              ],
              instancesDistribution: { onDemandBaseCapacity: 1, onDemandPercentageAboveBaseCapacity: 25 },
            },
          },
        },
      );
    },
  ],
  [
    'application load balancer',
    (stack) => {
      const { cluster, vpc } = clusterWith(stack);
      const service = new ecs.Ec2Service(stack, 'Service', { cluster, taskDefinition: task(stack) });
      const balancer = new elbv2.ApplicationLoadBalancer(stack, 'Balancer', { vpc });
      balancer.addListener('Http', { port: 80 }).addTargets('Target', { port: 80, targets: [service] });
      service.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 6 }).scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60 });
    },
  ],
  [
    'network load balancer',
    (stack) => {
      const { cluster, vpc } = clusterWith(stack);
      const service = new ecs.Ec2Service(stack, 'Service', { cluster, taskDefinition: task(stack, AWSVPC) });
      new elbv2.NetworkLoadBalancer(stack, 'Balancer', { vpc })
        .addListener('Tcp', { port: 80 })
        .addTargets('Target', { port: 80, targets: [service] });
    },
  ],
  [
    'classic load balancer',
    (stack) => {
      const { cluster, vpc } = clusterWith(stack);
      const service = new ecs.Ec2Service(stack, 'Service', {
        cluster,
        taskDefinition: task(stack, {}, { portMappings: [{ containerPort: 80, hostPort: 80 }] }),
      });
      new elb.LoadBalancer(stack, 'Balancer', { vpc, listeners: [{ externalPort: 80 }] }).addTarget(service);
    },
  ],
  [
    'cloud map',
    (stack) => {
      const { cluster } = clusterWith(stack);
      cluster.addDefaultCloudMapNamespace({ name: 'shop.local' });
      new ecs.Ec2Service(stack, 'Service', { cluster, taskDefinition: task(stack, AWSVPC), cloudMapOptions: { name: 'api' } });
    },
  ],
  [
    'efs volume',
    (stack) => {
      const { cluster, vpc } = clusterWith(stack);
      const system = new efs.FileSystem(stack, 'Files', { vpc });
      const definition = task(stack, AWSVPC);
      definition.addVolume({ name: 'data', efsVolumeConfiguration: { fileSystemId: system.fileSystemId, transitEncryption: 'ENABLED' } });
      definition.defaultContainer?.addMountPoints({ sourceVolume: 'data', containerPath: '/data', readOnly: false });
      new ecs.Ec2Service(stack, 'Service', { cluster, taskDefinition: definition });
    },
  ],
  [
    'docker volume',
    (stack) =>
      ec2Service(
        stack,
        {},
        {},
        {
          volumes: [
            { name: 'v', dockerVolumeConfiguration: { driver: 'rexray/ebs', scope: ecs.Scope.SHARED, autoprovision: true } },
            { name: 'h', host: { sourcePath: '/srv' } },
          ],
        },
      ),
  ],
  [
    'container settings',
    (stack) =>
      ec2Service(
        stack,
        {},
        {},
        { pidMode: ecs.PidMode.HOST, ipcMode: ecs.IpcMode.TASK },
        {
          cpu: 256,
          memoryReservationMiB: 128,
          privileged: true,
          readonlyRootFilesystem: true,
          user: 'app',
          stopTimeout: Duration.seconds(60),
          healthCheck: { command: ['CMD-SHELL', 'exit 0'] },
          environment: { PORT: '80' },
          logging: ecs.LogDrivers.fluentd({ address: 'localhost:24224' }),
        },
      ),
  ],
  [
    'single instance in cluster',
    (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc');
      const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, clusterName: 'one' });
      const userData = ec2.UserData.forLinux();
      userData.addCommands(`cat <<'EOF' >> /etc/ecs/ecs.config\nECS_CLUSTER=${cluster.clusterName}\nEOF`);
      new ec2.Instance(stack, 'Instance', {
        vpc,
        userData,
        instanceType: new ec2.InstanceType('t3.large'),
        machineImage: ecs.EcsOptimizedImage.amazonLinux2023(),
      });
      new ecs.Ec2Service(stack, 'Service', {
        cluster,
        taskDefinition: task(stack, { volumes: [] }, { memoryLimitMiB: Size.gibibytes(1).toMebibytes() }),
      });
    },
  ],
  [
    'imported cluster',
    (stack) => {
      const vpc = new ec2.Vpc(stack, 'Vpc');
      const cluster = ecs.Cluster.fromClusterAttributes(stack, 'Cluster', { clusterName: 'prod', vpc, securityGroups: [] });
      new ecs.Ec2Service(stack, 'Service', { cluster, taskDefinition: task(stack) });
    },
  ],
];
