import { Size, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { checkTypePatterns } from './check-instance-types';

type Amount = number | Size | undefined;

/** Throws on requirements that no instance type can meet, and warns of names that match none; tokens pass. */
export function checkRequirements(scope: Construct, requirements: ec2.InstanceRequirementsConfig): void {
  RANGES.forEach(([least, most]) => checkRange([least, requirements[least] as Amount], [most, requirements[most] as Amount]));
  const { allowedInstanceTypes, excludedInstanceTypes } = requirements;
  if (allowedInstanceTypes?.length && excludedInstanceTypes?.length) {
    throw new Error('`allowedInstanceTypes` and `excludedInstanceTypes` exclude each other, got both');
  }
  checkTypePatterns(scope, 'allowedInstanceTypes', allowedInstanceTypes);
  checkTypePatterns(scope, 'excludedInstanceTypes', excludedInstanceTypes);
}

const RANGES: readonly (readonly [keyof ec2.InstanceRequirementsConfig, keyof ec2.InstanceRequirementsConfig])[] = [
  ['vCpuCountMin', 'vCpuCountMax'],
  ['memoryMin', 'memoryMax'],
  ['memoryPerVCpuMin', 'memoryPerVCpuMax'],
  ['acceleratorCountMin', 'acceleratorCountMax'],
  ['acceleratorTotalMemoryMin', 'acceleratorTotalMemoryMax'],
  ['networkInterfaceCountMin', 'networkInterfaceCountMax'],
  ['networkBandwidthGbpsMin', 'networkBandwidthGbpsMax'],
  ['totalLocalStorageGBMin', 'totalLocalStorageGBMax'],
];

function checkRange([leastName, least]: readonly [string, Amount], [mostName, most]: readonly [string, Amount]): void {
  const [from, to] = [numberOf(least), numberOf(most)];
  if (from === undefined || to === undefined || from <= to) return;
  throw new Error(`\`${leastName}\` must be at most \`${mostName}\` (${textOf(most)}), got ${textOf(least)}`);
}

function numberOf(amount: Amount): number | undefined {
  if (amount === undefined) return undefined;
  if (amount instanceof Size) return amount.isUnresolved() ? undefined : amount.toMebibytes();
  return Token.isUnresolved(amount) ? undefined : amount;
}

function textOf(amount: Amount): string {
  return amount instanceof Size ? `${amount.toMebibytes()} MiB` : String(amount);
}
