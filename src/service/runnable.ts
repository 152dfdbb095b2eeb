import { Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { Capacity, CapacityConfig } from './capacity';
import { RunnableOptions } from './service-options';
import { TaskDefinition, TaskSettings } from '../task/task-definition';

/** A task definition with the capacity and network it runs in. */
export interface Runnable {
  /** Absent when the user gave a task definition. */
  readonly taskDefinition?: TaskDefinition;
  readonly ecsTaskDefinition: ecs.TaskDefinition;
  /** Ours, made for this, or given by its `ecsTaskDefinition` in the same stack; absent for one of the CDK. */
  readonly described?: TaskDefinition;
  readonly container: ecs.ContainerDefinition;
  readonly capacity: CapacityConfig;
  readonly sharesInstanceNetwork: boolean;
  /** Only awsvpc tasks have subnets, security groups and addresses of their own. */
  readonly network: RunnableNetwork;
}

export interface RunnableNetwork {
  readonly vpcSubnets?: ec2.SubnetSelection;
  readonly securityGroups?: ec2.ISecurityGroup[];
  readonly assignPublicIp?: boolean;
}

export interface Ports {
  readonly containerPort?: number;
  readonly hostPort?: number;
  readonly protocol?: ecs.Protocol;
}

/** Makes what is run, as children `TaskDefinition` and `SecurityGroup` of the scope. */
export function newRunnable(scope: Construct, props: RunnableOptions, ports: Ports = {}): Runnable {
  const capacity = (props.capacity ?? Capacity.fargate()).bind();
  checkSource(props, ports);
  checkPublicIp(props, capacity);
  const taskDefinition = props.taskDefinition ? undefined : ownTaskDefinition(scope, props, capacity, ports);
  const ecsTaskDefinition = props.taskDefinition ?? taskDefinition!.ecsTaskDefinition;
  checkCompatible(ecsTaskDefinition, capacity);
  const sharesInstanceNetwork = ecsTaskDefinition.networkMode !== ecs.NetworkMode.AWS_VPC;
  return {
    taskDefinition,
    ecsTaskDefinition,
    described: taskDefinition ?? describedBy(ecsTaskDefinition, scope),
    capacity,
    sharesInstanceNetwork,
    container: taskDefinition?.container ?? defaultContainerOf(ecsTaskDefinition),
    network: sharesInstanceNetwork ? checkedNoNetwork(props, ecsTaskDefinition.networkMode) : networkOf(scope, props),
  };
}

function ownTaskDefinition(scope: Construct, props: RunnableOptions, capacity: CapacityConfig, ports: Ports): TaskDefinition {
  const { image, cpu, memory } = props;
  if (!image || !cpu || !memory) {
    const missing = Object.entries({ image, cpu, memory }).filter(([, given]) => !given).map(([name]) => `\`${name}\``);
    throw new Error(`${missing.join(', ')} of ${scope.node.path} must be given when \`taskDefinition\` is not`);
  }
  return new TaskDefinition(scope, 'TaskDefinition', {
    ...props,
    image,
    cpu,
    memory,
    containerPort: ports.containerPort,
    hostPort: ports.hostPort,
    portProtocol: ports.protocol,
    compatibility: capacity.compatibility,
    buildArchitecture: capacity.architecture && ARCHITECTURES[capacity.architecture],
    logStreamPrefix: scope.node.id,
  });
}

const ARCHITECTURES: Readonly<Record<ec2.InstanceArchitecture, ecs.CpuArchitecture>> = {
  [ec2.InstanceArchitecture.ARM_64]: ecs.CpuArchitecture.ARM64,
  [ec2.InstanceArchitecture.X86_64]: ecs.CpuArchitecture.X86_64,
};

/** What a task definition says itself: beside one that is given it would be passed over. */
const OF_TASK_DEFINITION = Object.keys({
  image: true,
  cpu: true,
  memory: true,
  networkMode: true,
  environment: true,
  secrets: true,
  command: true,
  containerHealthCheck: true,
  stopTimeout: true,
  family: true,
  keepRevisions: true,
  runtimePlatform: true,
  ephemeralStorage: true,
  pidMode: true,
  ipcMode: true,
  proxyConfiguration: true,
  enableFaultInjection: true,
  taskPlacementConstraints: true,
  taskRole: true,
  executionRole: true,
  guardDutyAgent: true,
  permissionsBoundary: true,
  rolePath: true,
  logGroup: true,
  logRetention: true,
  logEncryptionKey: true,
  user: true,
  writablePaths: true,
  readonlyRootFilesystem: true,
} satisfies Record<OfTaskDefinition, true>) as OfTaskDefinition[];

type OfTaskDefinition = keyof TaskSettings | 'image' | 'cpu' | 'memory';

function checkSource(props: RunnableOptions, { hostPort }: Ports): void {
  if (!props.taskDefinition) return;
  const given = OF_TASK_DEFINITION.filter((name) => props[name] !== undefined);
  const both: readonly string[] = hostPort === undefined ? given : [...given, 'hostPort'];
  if (both.length > 0) {
    throw new Error(`\`${both[0]}\` must be said in \`taskDefinition\` when one is given, got ${both.map((name) => `\`${name}\``).join(', ')} beside it`);
  }
}

function checkPublicIp(props: RunnableOptions, capacity: CapacityConfig): void {
  if (!props.assignPublicIp || capacity.compatibility === ecs.Compatibility.FARGATE) return;
  throw new Error('`assignPublicIp` must be false on container instances: ECS gives public addresses to tasks on Fargate only, got true');
}

function checkCompatible(taskDefinition: ecs.TaskDefinition, capacity: CapacityConfig): void {
  if (!runsThere(taskDefinition, capacity)) {
    throw new Error(`\`taskDefinition\` must be compatible with ${ecs.Compatibility[capacity.compatibility]}, where \`capacity\` is, ` +
      `got one for ${ecs.Compatibility[taskDefinition.compatibility]}`);
  }
}

function runsThere(taskDefinition: ecs.TaskDefinition, { compatibility }: CapacityConfig): boolean {
  switch (compatibility) {
    case ecs.Compatibility.FARGATE: return taskDefinition.isFargateCompatible;
    case ecs.Compatibility.EC2: return taskDefinition.isEc2Compatible;
    case ecs.Compatibility.EXTERNAL: return ecs.isExternalCompatible(taskDefinition.compatibility);
    case ecs.Compatibility.MANAGED_INSTANCES: return ecs.isManagedInstancesCompatible(taskDefinition.compatibility);
    default: return true;
  }
}

function checkedNoNetwork(props: RunnableOptions, mode: ecs.NetworkMode): RunnableNetwork {
  const given = (['vpcSubnets', 'securityGroups'] as const).find((name) => props[name] !== undefined);
  if (given === undefined) return {};
  throw new Error(`\`${given}\` must be left out in ${mode} mode: the tasks share the network of their container instance`);
}

function networkOf(scope: Construct, props: RunnableOptions): RunnableNetwork {
  const securityGroups = props.securityGroups ?? [new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc: props.cluster.vpc, description: `Tasks of ${scope.node.path}`,
  })];
  const vpcSubnets = props.vpcSubnets ?? (props.assignPublicIp ? { subnetType: ec2.SubnetType.PUBLIC } : undefined);
  return { vpcSubnets, securityGroups, assignPublicIp: props.assignPublicIp || undefined };
}

/** One of another stack is left alone: what its volumes admit would make that stack wait for this one. */
function describedBy({ stack, node }: ecs.TaskDefinition, user: Construct): TaskDefinition | undefined {
  return node.scope instanceof TaskDefinition && stack === Stack.of(user) ? node.scope : undefined;
}

function defaultContainerOf(taskDefinition: ecs.TaskDefinition): ecs.ContainerDefinition {
  const container = taskDefinition.defaultContainer;
  if (!container) throw new Error(`\`taskDefinition\` must have an essential container, got ${taskDefinition.node.path} without`);
  return container;
}

/** The port a balancer or caller uses: what the user said, else the first port of the container. */
export function portOf(runnable: Runnable, wanted: number | undefined, fallback: number): number {
  if (wanted !== undefined || runnable.taskDefinition) return wanted ?? fallback;
  const mapped = runnable.container.portMappings;
  if (mapped.length === 0) {
    throw new Error(`\`containerPort\` must be given: container ${runnable.container.containerName} of \`taskDefinition\` maps no port`);
  }
  return Token.isUnresolved(mapped[0].containerPort) ? fallback : mapped[0].containerPort;
}
