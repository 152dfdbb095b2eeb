import { Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { TaskSituation } from './check-container';
import { checkWhole, mebibytesOf } from './check-value';
import { OperatingSystem } from './fargate-size';
import { TaskDefinitionProps } from './task-definition-props';
import { EC2_TASK_CPU_UNITS, FARGATE_EPHEMERAL_STORAGE_GIB, FARGATE_PID_MODES, NAME, PORTS, QUOTAS } from '../facts';

/** The network mode of a task whose props name none. External instances have no interfaces to give away. */
export function networkModeOf({ networkMode, compatibility }: TaskDefinitionProps): ecs.NetworkMode {
  return networkMode ?? (compatibility === ecs.Compatibility.EXTERNAL ? ecs.NetworkMode.BRIDGE : ecs.NetworkMode.AWS_VPC);
}

export function operatingSystemOf({ runtimePlatform }: TaskDefinitionProps): OperatingSystem {
  return runtimePlatform?.operatingSystemFamily?.isWindows() ? 'windows' : 'linux';
}

/** Throws on what ECS refuses in the task as a whole; tokens pass. */
export function checkTask(props: TaskDefinitionProps): void {
  const mode = networkModeOf(props);
  if (props.family !== undefined && !Token.isUnresolved(props.family) && !NAME.test(props.family)) {
    throw new Error(`\`family\` must be 1 to 255 letters, digits, _ and -, got ${props.family}`);
  }
  if (ecs.isFargateCompatible(props.compatibility)) checkFargate(props, mode);
  else if (props.cpu) checkWhole('cpu', props.cpu.cpuUnits, EC2_TASK_CPU_UNITS);
  checkModes(props, mode);
  checkConstraints(props);
  checkWhole('containerPort', props.containerPort, PORTS);
  checkWhole('hostPort', props.hostPort, { min: 0, max: PORTS.max });
  checkHostPort(props, mode);
}

function checkFargate(props: TaskDefinitionProps, mode: ecs.NetworkMode): void {
  if (mode !== ecs.NetworkMode.AWS_VPC) throw new Error(`\`networkMode\` of a Fargate task must be awsvpc, got ${mode}`);
  if (props.pidMode !== undefined && !FARGATE_PID_MODES.includes(props.pidMode)) {
    throw new Error(`\`pidMode\` of a Fargate task must be ${FARGATE_PID_MODES.join(', ')}, got ${props.pidMode}`);
  }
  if (props.ipcMode !== undefined) throw new Error(`\`ipcMode\` of a Fargate task must be left out, got ${props.ipcMode}`);
  if (props.taskPlacementConstraints?.length) {
    throw new Error(`\`taskPlacementConstraints\` of a Fargate task must be left out, got ${props.taskPlacementConstraints.length}`);
  }
}

/** Amazon ECS quotas: placement constraints of a task definition. */
function checkConstraints({ taskPlacementConstraints = [] }: TaskDefinitionProps): void {
  const { value } = QUOTAS.placementConstraintsPerTask;
  if (taskPlacementConstraints.length > value) throw new Error(`\`taskPlacementConstraints\` may hold ${value}, got ${taskPlacementConstraints.length}`);
}

function checkModes(props: TaskDefinitionProps, mode: ecs.NetworkMode): void {
  const windows = operatingSystemOf(props) === 'windows';
  if (windows && (mode === ecs.NetworkMode.BRIDGE || mode === ecs.NetworkMode.HOST || mode === ecs.NetworkMode.NONE)) {
    throw new Error(`\`networkMode\` of a Windows task must be awsvpc or nat, got ${mode}`);
  }
  if (!windows && props.runtimePlatform && mode === ecs.NetworkMode.NAT) throw new Error('`networkMode` of a Linux task must not be nat, got nat');
  checkCapacityMode(props.compatibility, mode);
  if (windows && (props.pidMode ?? props.ipcMode) !== undefined) {
    throw new Error(`\`${props.pidMode ? 'pidMode' : 'ipcMode'}\` of a Windows task must be left out, got ${props.pidMode ?? props.ipcMode}`);
  }
  if (props.proxyConfiguration && mode !== ecs.NetworkMode.AWS_VPC) {
    throw new Error(`\`networkMode\` of a task with \`proxyConfiguration\` must be awsvpc, got ${mode}`);
  }
  if (props.ephemeralStorage) checkEphemeralStorage(props);
}

function checkCapacityMode(compatibility: ecs.Compatibility, mode: ecs.NetworkMode): void {
  if (compatibility === ecs.Compatibility.EXTERNAL && mode === ecs.NetworkMode.AWS_VPC) {
    throw new Error('`networkMode` of a task on external instances must be bridge, host or none, got awsvpc');
  }
  if (ecs.isManagedInstancesCompatible(compatibility) && mode !== ecs.NetworkMode.AWS_VPC && mode !== ecs.NetworkMode.HOST) {
    throw new Error(`\`networkMode\` of a task on Managed Instances must be awsvpc or host, got ${mode}`);
  }
}

function checkEphemeralStorage({ ephemeralStorage, compatibility }: TaskDefinitionProps): void {
  if (!ecs.isFargateCompatible(compatibility)) throw new Error('`ephemeralStorage` must be left out except on Fargate, got a size');
  const mebibytes = mebibytesOf(ephemeralStorage);
  const { min, max } = FARGATE_EPHEMERAL_STORAGE_GIB;
  if (mebibytes !== undefined && (mebibytes < min * 1024 || mebibytes > max * 1024)) {
    throw new Error(`\`ephemeralStorage\` must be from ${min} to ${max} GiB, got ${mebibytes / 1024} GiB`);
  }
}

function checkHostPort({ hostPort, containerPort }: TaskDefinitionProps, mode: ecs.NetworkMode): void {
  if (hostPort === undefined || Token.isUnresolved(hostPort) || mode === ecs.NetworkMode.BRIDGE) return;
  if (hostPort !== containerPort) {
    throw new Error(`\`hostPort\` in ${mode} mode must be left out or equal \`containerPort\` (${containerPort}), got ${hostPort}`);
  }
}

/** The architecture of the task, as far as it is known. On Fargate a task that says nothing runs on x86-64. */
function architectureOf(props: TaskDefinitionProps): ecs.CpuArchitecture | undefined {
  if (operatingSystemOf(props) === 'windows') return undefined;
  const fallback = ecs.isFargateCompatible(props.compatibility) ? ecs.CpuArchitecture.X86_64 : undefined;
  return props.runtimePlatform?.cpuArchitecture ?? props.buildArchitecture ?? fallback;
}

/** What the checks of containers need to know of their task. */
export function situationOf(props: TaskDefinitionProps): TaskSituation {
  const cpu = props.cpu?.cpuUnits;
  return {
    compatibility: props.compatibility,
    networkMode: networkModeOf(props),
    os: operatingSystemOf(props),
    architecture: architectureOf(props),
    cpuUnits: Token.isUnresolved(cpu) ? undefined : cpu,
    memoryMiB: mebibytesOf(props.memory),
  };
}

/** 0 asks the container instance for a free port; awsvpc and host tasks listen on the container port itself. */
export function hostPortOf(props: TaskDefinitionProps, containerPort: number): number | undefined {
  switch (networkModeOf(props)) {
    case ecs.NetworkMode.BRIDGE: return props.hostPort ?? 0;
    case ecs.NetworkMode.HOST: return containerPort;
    default: return undefined;
  }
}
