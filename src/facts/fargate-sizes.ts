/** Memory that goes with one CPU value of a Fargate task. */
export interface FargateSize {
  readonly cpuUnits: number;
  readonly memoryMiB: readonly number[];
  /** Windows tasks exist from 1 to 4 vCPU only. */
  readonly windows: boolean;
  /** Needs Linux platform version 1.4.0 or newer. */
  readonly needsPlatform140: boolean;
}

/**
 * ECS developer guide, pages `fargate-tasks-services` and `task-cpu-memory-error`. The 32 vCPU row is in the
 * guide of 2026 and not yet in the API reference, which stops at 16 vCPU.
 */
export const FARGATE_SIZES: readonly FargateSize[] = [
  size(256, [512, 1024, 2048]),
  size(512, steps(1024, 4096, 1024)),
  size(1024, steps(2048, 8192, 1024), { windows: true }),
  size(2048, steps(4096, 16384, 1024), { windows: true }),
  size(4096, steps(8192, 30720, 1024), { windows: true }),
  size(8192, steps(16384, 61440, 4096), { needsPlatform140: true }),
  size(16384, steps(32768, 122880, 8192), { needsPlatform140: true }),
  size(32768, [61440, 122880, 249856], { needsPlatform140: true }),
];

/** Memory values that Fargate has for a CPU value; undefined when it has no such CPU value. */
export function fargateMemoryFor(cpuUnits: number, os: 'linux' | 'windows' = 'linux'): readonly number[] | undefined {
  return FARGATE_SIZES.find((row) => row.cpuUnits === cpuUnits && (os === 'linux' || row.windows))?.memoryMiB;
}

/** The smallest size that holds what is asked for; undefined when none does. */
export function smallestFargateSize(cpuUnits: number, memoryMiB: number, os: 'linux' | 'windows' = 'linux'): FargateTaskSize | undefined {
  for (const row of FARGATE_SIZES) {
    if (row.cpuUnits < cpuUnits || (os === 'windows' && !row.windows)) continue;
    const memory = row.memoryMiB.find((value) => value >= memoryMiB);
    if (memory !== undefined) return { cpuUnits: row.cpuUnits, memoryMiB: memory };
  }
  return undefined;
}

export interface FargateTaskSize {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}

function size(cpuUnits: number, memoryMiB: readonly number[], { windows = false, needsPlatform140 = false } = {}): FargateSize {
  return { cpuUnits, memoryMiB, windows, needsPlatform140 };
}

function steps(from: number, to: number, by: number): readonly number[] {
  return Array.from({ length: (to - from) / by + 1 }, (_, step) => from + step * by);
}
