import { Size, Token } from 'aws-cdk-lib';
import { mebibytesOf } from './check-value';
import { Cpu } from './cpu';
import { FARGATE_SIZES, fargateMemoryFor } from '../facts';

export type OperatingSystem = 'linux' | 'windows';

/** Throws when Fargate does not sell the pair; tokens pass, because their value is known only at deployment. */
export function checkFargateSize(cpu: Cpu, memory: Size, os: OperatingSystem = 'linux'): void {
  if (Token.isUnresolved(cpu.cpuUnits)) return;
  const units = cpu.cpuUnits;
  const sold = fargateMemoryFor(units, os);
  if (sold === undefined) throw new Error(`\`cpu\` of a ${taskOn(os)} must be ${cpusOf(os)} vCPU, got ${units / 1024} vCPU`);
  const mebibytes = mebibytesOf(memory);
  if (mebibytes === undefined || sold.includes(mebibytes)) return;
  throw new Error(`\`memory\` of a ${taskOn(os)} with ${units / 1024} vCPU must be ${allowed(sold)}, got ${mebibytes} MiB`);
}

function taskOn(os: OperatingSystem): string {
  return os === 'windows' ? 'Windows task on Fargate' : 'Fargate task';
}

function cpusOf(os: OperatingSystem): string {
  return listed(FARGATE_SIZES.filter((row) => os === 'linux' || row.windows).map((row) => row.cpuUnits / 1024));
}

function allowed(sold: readonly number[]): string {
  const step = sold[1] - sold[0];
  const even = sold.length > 3 && sold.every((value, index) => value === sold[0] + index * step);
  return even ? `${sold[0]} to ${sold[sold.length - 1]} MiB in steps of ${step} MiB` : `${listed(sold)} MiB`;
}

function listed(values: readonly number[]): string {
  return `${values.slice(0, -1).join(', ')} or ${values[values.length - 1]}`;
}
