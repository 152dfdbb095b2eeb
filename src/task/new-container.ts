import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { wholeMebibytesOf } from './check-value';
import { ContainerOptions } from './container-options';

/** The options of a container as the CDK takes them, with `logging` and `readonlyRootFilesystem` decided. */
export function toCdkOptions(
  scope: Construct,
  id: string,
  options: ContainerOptions & { readonly logging: ecs.LogDriver },
): ecs.ContainerDefinitionOptions {
  const { cpu, memory, memoryReservation, links: _links, dependsOn: _dependsOn, mountPoints: _mountPoints, restart, ...same } = options;
  return {
    ...withoutOwn(same),
    cpu: cpu?.cpuUnits,
    memoryLimitMiB: wholeMebibytesOf(memory),
    memoryReservationMiB: wholeMebibytesOf(memoryReservation),
    essential: options.essential ?? true,
    enableRestartPolicy: restart,
    linuxParameters: linuxParameters(scope, `${id}LinuxParameters`, options),
  };
}

/** Without the options that only this library has. */
function withoutOwn(options: Omit<ContainerOptions, 'cpu' | 'memory'>): Omit<ecs.ContainerDefinitionOptions, 'cpu'> {
  const {
    writablePaths: _paths,
    environmentFilesKey: _key,
    neuronDevices: _neuron,
    volumesFrom: _from,
    initProcess: _init,
    sharedMemory: _shm,
    maxSwap: _swap,
    swappiness: _swappiness,
    tmpfs: _tmpfs,
    devices: _devices,
    addCapabilities: _add,
    dropCapabilities: _drop,
    ...cdk
  } = options;
  return cdk;
}

function linuxParameters(scope: Construct, id: string, options: ContainerOptions): ecs.LinuxParameters | undefined {
  const { initProcess, sharedMemory, maxSwap, swappiness, tmpfs = [], devices = [], addCapabilities = [], dropCapabilities = [] } = options;
  const lists = tmpfs.length + devices.length + addCapabilities.length + dropCapabilities.length;
  if (lists === 0 && (initProcess ?? sharedMemory ?? maxSwap ?? swappiness) === undefined) return undefined;
  const parameters = new ecs.LinuxParameters(scope, id, {
    initProcessEnabled: initProcess,
    sharedMemorySize: wholeMebibytesOf(sharedMemory),
    maxSwap,
    swappiness,
  });
  parameters.addTmpfs(...tmpfs);
  parameters.addDevices(...devices);
  parameters.addCapabilities(...addCapabilities);
  parameters.dropCapabilities(...dropCapabilities);
  return parameters;
}
