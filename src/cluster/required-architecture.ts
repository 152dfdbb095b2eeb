import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { architectureByName } from './instance-hardware';
import { findInstanceType, instanceTypeNames } from '../facts/instance-types';

const { ARM_64, X86_64 } = ec2.InstanceArchitecture;

/** The architecture of every instance type that meets the requirements; nothing where types of both may, or where that is not known. */
export function requiredArchitecture(requirements: Partial<ec2.InstanceRequirementsConfig> = {}): ec2.InstanceArchitecture | undefined {
  const { cpuManufacturers = [], allowedInstanceTypes = [] } = requirements;
  return only(cpuManufacturers.map(ofManufacturer)) ?? only(allowedInstanceTypes.map(ofPattern));
}

function only(architectures: readonly (ec2.InstanceArchitecture | undefined)[]): ec2.InstanceArchitecture | undefined {
  const [first] = architectures;
  return architectures.every((each) => each === first) ? first : undefined;
}

/** AWS makes Graviton, which is ARM. */
function ofManufacturer(manufacturer: ec2.CpuManufacturer): ec2.InstanceArchitecture | undefined {
  switch (manufacturer) {
    case ec2.CpuManufacturer.AWS: return ARM_64;
    case ec2.CpuManufacturer.AMD:
    case ec2.CpuManufacturer.INTEL: return X86_64;
    default: return undefined;
  }
}

/** The sizes of a family have one architecture; a pattern over families may take one that comes later. */
function ofPattern(pattern: string): ec2.InstanceArchitecture | undefined {
  const [family] = pattern.split('.');
  if (Token.isUnresolved(pattern) || !pattern.includes('.') || family.includes('*')) return undefined;
  const known = instanceTypeNames().filter((name) => name.startsWith(`${family}.`));
  if (known.length === 0) return architectureByName(`${family}.large`);
  const architectures = new Set(known.flatMap((name) => findInstanceType(name)!.architectures));
  return only([...architectures].map((each) => (each === 'arm64' ? ARM_64 : each === 'x86_64' ? X86_64 : undefined)));
}
