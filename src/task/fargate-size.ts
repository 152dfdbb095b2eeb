import { Size, SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import { Cpu } from './cpu';

/** The memory a Fargate task may have, by its CPU units: from, to and step in MiB. Source: Amazon ECS developer guide, task size. */
const MEMORY_BY_CPU: Readonly<Record<number, { readonly from: number; readonly to: number; readonly step: number }>> = {
  512: { from: 1024, to: 4096, step: 1024 },
  1024: { from: 2048, to: 8192, step: 1024 },
  2048: { from: 4096, to: 16384, step: 1024 },
  4096: { from: 8192, to: 30720, step: 1024 },
  8192: { from: 16384, to: 61440, step: 4096 },
  16384: { from: 32768, to: 122880, step: 8192 },
};
const MEMORY_OF_QUARTER = [512, 1024, 2048];

/** Throws when Fargate does not sell the pair; tokens pass, because their value is known only at deployment. */
export function checkFargateSize(cpu: Cpu, memory: Size): void {
  if (Token.isUnresolved(cpu.cpuUnits)) return;
  const units = cpu.cpuUnits;
  if (units !== 256 && !(units in MEMORY_BY_CPU)) {
    throw new Error(`\`cpu\` of a Fargate task must be 0.25, 0.5, 1, 2, 4, 8 or 16 vCPU, got ${units / 1024} vCPU`);
  }
  const mebibytes = memory.isUnresolved() ? undefined : memory.toKibibytes({ rounding: SizeRoundingBehavior.NONE }) / 1024;
  if (mebibytes === undefined || isSold(units, mebibytes)) return;
  throw new Error(`\`memory\` of a Fargate task with ${units / 1024} vCPU must be ${allowed(units)}, got ${mebibytes} MiB`);
}

function isSold(units: number, mebibytes: number): boolean {
  if (units === 256) return MEMORY_OF_QUARTER.includes(mebibytes);
  const { from, to, step } = MEMORY_BY_CPU[units];
  return mebibytes >= from && mebibytes <= to && (mebibytes - from) % step === 0;
}

function allowed(units: number): string {
  if (units === 256) return '512, 1024 or 2048 MiB';
  const { from, to, step } = MEMORY_BY_CPU[units];
  return `${from} to ${to} MiB in steps of ${step} MiB`;
}
