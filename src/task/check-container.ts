import { Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { checkPortMappings } from './check-ports';
import { checkSeconds, checkWhole, mebibytesOf } from './check-value';
import { ContainerOptions } from './container-options';
import { checkVariables } from './environment';
import { OperatingSystem } from './fargate-size';
import { EC2_TASK_CPU_UNITS, HEALTH_CHECK, isContainerSysctl, MIN_CONTAINER_MEMORY_MIB, NAME } from '../facts';

/** What the checks of a container know about its task. */
export interface TaskSituation {
  readonly compatibility: ecs.Compatibility;
  readonly networkMode: ecs.NetworkMode;
  readonly os: OperatingSystem;
  /** Undefined when nothing says where the task runs. */
  readonly architecture?: ecs.CpuArchitecture;
  /** MiB; undefined when the task has no size of its own, or one known only at deployment. */
  readonly memoryMiB?: number;
  readonly cpuUnits?: number;
}

/** Throws on what ECS refuses in one container, wherever it runs; tokens pass. */
export function checkContainer(name: string, options: ContainerOptions, task: TaskSituation): void {
  if (!Token.isUnresolved(name) && !NAME.test(name)) {
    throw new Error(`\`containerName\` must be 1 to 255 letters, digits, _ and -, got ${name}`);
  }
  checkMemory(options, task);
  if (options.cpu) checkWhole('cpu', options.cpu.cpuUnits, { min: 1, max: task.cpuUnits ?? EC2_TASK_CPU_UNITS.max });
  checkWhole('gpuCount', options.gpuCount, { min: 1, max: 64 });
  checkPortMappings(options.portMappings ?? [], task.networkMode);
  checkHealthCheck(options.healthCheck);
  checkSeconds('startTimeout', options.startTimeout, { min: 2, max: 31_536_000 });
  checkSeconds('stopTimeout', options.stopTimeout, { min: 0, max: 31_536_000 });
  checkRestart(options);
  checkWindows(options, task.os);
  checkSwap(options);
  checkSystemControls(options.systemControls ?? [], task);
  checkAwsvpc(options, task.networkMode);
  checkVariables(options.environment ?? {}, options.secrets ?? {});
  checkCount('environmentFiles', options.environmentFiles?.length, 10);
  checkCount('credentialSpecs', options.credentialSpecs?.length, 1);
}

function checkMemory({ memory, memoryReservation }: ContainerOptions, { os, memoryMiB: task }: TaskSituation): void {
  const hard = mebibytesOf(memory);
  const soft = mebibytesOf(memoryReservation);
  for (const [prop, value] of [
    ['memory', hard],
    ['memoryReservation', soft],
  ] as const) {
    if (value === undefined) continue;
    if (os === 'linux' && value < MIN_CONTAINER_MEMORY_MIB) {
      throw new Error(`\`${prop}\` of a Linux container must be at least ${MIN_CONTAINER_MEMORY_MIB} MiB, got ${value} MiB`);
    }
    if (task !== undefined && value > task) {throw new Error(`\`${prop}\` of a container must be at most the ${task} MiB of the task, got ${value} MiB`);}
  }
  if (hard !== undefined && soft !== undefined && soft > hard) {
    throw new Error(`\`memoryReservation\` must be at most \`memory\` (${hard} MiB), got ${soft} MiB`);
  }
}

/** The limits of `interval`, `retries` and the periods are those of the API; for `timeout` two documents differ, so the wider one counts. */
function checkHealthCheck(check: ecs.HealthCheck | undefined): void {
  if (!check) return;
  if (check.command.length === 0) throw new Error('`healthCheck.command` must hold at least one word, got none');
  checkSeconds('healthCheck.interval', check.interval, { min: HEALTH_CHECK.intervalSeconds.min, max: HEALTH_CHECK.intervalSeconds.max });
  checkSeconds('healthCheck.timeout', check.timeout, { min: HEALTH_CHECK.timeoutSeconds.min, max: 120 });
  checkSeconds('healthCheck.startPeriod', check.startPeriod, {
    min: HEALTH_CHECK.startPeriodSeconds.min,
    max: HEALTH_CHECK.startPeriodSeconds.max,
  });
  checkWhole('healthCheck.retries', check.retries, { min: HEALTH_CHECK.retries.min, max: HEALTH_CHECK.retries.max });
}

function checkRestart({ restart, restartAttemptPeriod, restartIgnoredExitCodes }: ContainerOptions): void {
  if (!restart && (restartAttemptPeriod ?? restartIgnoredExitCodes) !== undefined) {
    const prop = restartAttemptPeriod ? 'restartAttemptPeriod' : 'restartIgnoredExitCodes';
    throw new Error(`\`${prop}\` must come with \`restart: true\`, got \`restart\` ${restart ?? 'left out'}`);
  }
  checkSeconds('restartAttemptPeriod', restartAttemptPeriod, { min: 60, max: 1800 });
  checkCount('restartIgnoredExitCodes', restartIgnoredExitCodes?.length, 50);
}

/** Windows has no read-only root file systems and no Linux parameters (developer guide, Windows task definition parameters). */
function checkWindows(options: ContainerOptions, os: OperatingSystem): void {
  if (os !== 'windows') return;
  if (options.readonlyRootFilesystem) throw new Error('`readonlyRootFilesystem` of a Windows container must be left out, got true');
  if (options.privileged) throw new Error('`privileged` of a Windows container must be left out, got true');
  for (const prop of ['addCapabilities', 'dropCapabilities', 'devices', 'tmpfs', 'ulimits', 'dnsSearchDomains'] as const) {
    if (options[prop]?.length) throw new Error(`\`${prop}\` of a Windows container must be left out, got ${options[prop].length}`);
  }
}

function checkSwap({ swappiness, maxSwap }: ContainerOptions): void {
  checkWhole('swappiness', swappiness, { min: 0, max: 100 });
  if (swappiness !== undefined && maxSwap === undefined) {throw new Error(`\`swappiness\` must come with \`maxSwap\`, got ${swappiness} alone`);}
}

/** The interface of the task has the name and the addresses, not the container. */
function checkAwsvpc({ hostname, extraHosts, links }: ContainerOptions, mode: ecs.NetworkMode): void {
  if (links?.length && mode !== ecs.NetworkMode.BRIDGE) {throw new Error(`\`links\` must be left out except in bridge mode, got ${links.length} in ${mode} mode`);}
  if (mode !== ecs.NetworkMode.AWS_VPC) return;
  if (hostname !== undefined) throw new Error(`\`hostname\` must be left out in awsvpc mode, got ${hostname}`);
  if (extraHosts !== undefined) {throw new Error(`\`extraHosts\` must be left out in awsvpc mode, got ${Object.keys(extraHosts).join(', ')}`);}
}

/** The kernel of the instance is shared: only what it keeps apart for each container can be set (API reference, `SystemControl`). */
function checkSystemControls(controls: readonly ecs.SystemControl[], { networkMode }: TaskSituation): void {
  for (const namespace of controls.map((each) => each.namespace).filter((each) => !Token.isUnresolved(each))) {
    if (!isContainerSysctl(namespace)) {
      throw new Error(`\`systemControls\` may hold net.*, fs.mqueue.* and the kernel.msg*, kernel.sem and kernel.shm* of IPC, got ${namespace}`);
    }
    if (networkMode === ecs.NetworkMode.HOST && namespace.startsWith('net.')) {
      throw new Error(`\`systemControls\` must hold no net.* in host mode, where the network is that of the instance, got ${namespace}`);
    }
  }
}

function checkCount(prop: string, count: number | undefined, max: number): void {
  if (count !== undefined && count > max) throw new Error(`\`${prop}\` may hold ${max}, got ${count}`);
}
