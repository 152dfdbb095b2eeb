import { Lazy, Token, Tokenization } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { mebibytesOf, wholeMebibytesOf } from './check-value';
import { ContainerOptions } from './container-options';
import { checkFargateSize, OperatingSystem } from './fargate-size';
import { TaskDefinitionProps } from './task-definition-props';
import { EC2_TASK_CPU_UNITS, FARGATE_SIZES, smallestFargateSize } from '../facts';

/** The size of a task as ECS takes it: CPU units and MiB as text. */
export interface TaskSizeText {
  readonly cpu?: string;
  readonly memoryMiB?: string;
}

/** What is known of one container's size. */
export type SizedContainer = Pick<ContainerOptions, 'cpu' | 'memory' | 'memoryReservation'>;

/** The size that is given, or one computed from the containers when the app is synthesized. */
export function taskSize(props: TaskDefinitionProps, os: OperatingSystem, containers: () => readonly SizedContainer[]): TaskSizeText {
  const { cpu, memory } = props;
  const fargate = ecs.isFargateCompatible(props.compatibility);
  if (fargate && (cpu === undefined || memory === undefined)) {
    if (os === 'windows') throw new Error('`cpu` and `memory` of a Windows task on Fargate must be given, got one or none');
    if (cpu ?? memory) throw new Error(`\`cpu\` and \`memory\` of a Fargate task must be given together or left out, got ${cpu ? '`cpu`' : '`memory`'} alone`);
    return {
      cpu: Lazy.string({ produce: () => `${fargateSizeOf(containers()).cpuUnits}` }),
      memoryMiB: Lazy.string({ produce: () => `${fargateSizeOf(containers()).memoryMiB}` }),
    };
  }
  if (fargate && cpu && memory) checkFargateSize(cpu, memory, os);
  return {
    cpu: cpu ? Tokenization.stringifyNumber(cpu.cpuUnits) : Lazy.string({ produce: () => cpuSum(containers()) }),
    memoryMiB: memory
      ? Tokenization.stringifyNumber(wholeMebibytesOf(memory)!)
      : Lazy.string({ produce: () => memorySum(containers()) }),
  };
}

/** Throws when the containers ask for more than the task has. Containers of a task may ask for less. */
export function checkSums(containers: readonly SizedContainer[], { cpuUnits, memoryMiB, fargate }: GivenSize): void {
  const cpu = sum(containers.map((each) => known(each.cpu?.cpuUnits) ?? 0));
  if (cpuUnits !== undefined && cpu > cpuUnits) {
    throw new Error(`\`cpu\` of the containers of a task must be at most ${cpuUnits} CPU units together, got ${cpu}`);
  }
  const memory = sum(containers.map((each) => reserved(each) ?? 0));
  if (fargate && memoryMiB !== undefined && memory > memoryMiB) {
    throw new Error(`\`memoryReservation\`, or else \`memory\`, of the containers of a Fargate task must be at most ${memoryMiB} MiB together, got ${memory} MiB`);
  }
}

/** The size of the task, where it is known. */
export interface GivenSize {
  readonly cpuUnits?: number;
  readonly memoryMiB?: number;
  readonly fargate: boolean;
}

function fargateSizeOf(containers: readonly SizedContainer[]): { readonly cpuUnits: number; readonly memoryMiB: number } {
  const cpu = sum(containers.map((each) => known(each.cpu?.cpuUnits) ?? 0));
  const memory = sum(containers.map((each) => limit(each) ?? 0));
  const size = smallestFargateSize(cpu, memory);
  if (size) return size;
  const largest = FARGATE_SIZES[FARGATE_SIZES.length - 1];
  throw new Error(
    `\`cpu\` and \`memory\` of the containers of a Fargate task must fit ${largest.cpuUnits} CPU units and ` +
    `${Math.max(...largest.memoryMiB)} MiB, got ${cpu} CPU units and ${memory} MiB`,
  );
}

/** Below the least CPU of a task the container instance reserves what the containers name, so nothing is lost by leaving it out. */
function cpuSum(containers: readonly SizedContainer[]): string | undefined {
  const total = sum(containers.map((each) => known(each.cpu?.cpuUnits) ?? 0));
  return total < EC2_TASK_CPU_UNITS.min ? undefined : `${total}`;
}

function memorySum(containers: readonly SizedContainer[]): string | undefined {
  const sizes = containers.map(limit);
  // One container without a size takes what it gets; a sum without it would cap it at nothing.
  return sizes.length === 0 || sizes.includes(undefined) ? undefined : `${sum(sizes.map((each) => each ?? 0))}`;
}

function limit({ memory, memoryReservation }: SizedContainer): number | undefined {
  return mebibytesOf(memory) ?? mebibytesOf(memoryReservation);
}

function reserved({ memory, memoryReservation }: SizedContainer): number | undefined {
  return mebibytesOf(memoryReservation) ?? mebibytesOf(memory);
}

function known(value: number | undefined): number | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
