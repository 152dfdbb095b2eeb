import { known } from '../model';
import type { InstanceRequirements } from '../model';

/** A change that lets more instance types meet the requirements. */
export interface Ease {
  readonly text: string;
  readonly change: (old: InstanceRequirements) => InstanceRequirements;
}

export const RANGES = { memoryMiB: 'MemoryMiB', vcpu: 'VCpuCount' } as const;

const LISTS = {
  allowedInstanceTypes: 'AllowedInstanceTypes',
  excludedInstanceTypes: 'ExcludedInstanceTypes',
  cpuManufacturers: 'CpuManufacturers',
  instanceGenerations: 'InstanceGenerations',
  acceleratorCount: 'AcceleratorCount',
  memoryGiBPerVcpu: 'MemoryGiBPerVCpu',
} as const;

/** One requirement less. */
export function withoutOne(requirements: InstanceRequirements, path: string): readonly Ease[] {
  return (Object.keys(LISTS) as (keyof typeof LISTS)[])
    .filter((field) => requirements[field] !== undefined)
    .map((field) => ({ text: `leave out InstanceRequirements.${LISTS[field]} of ${path}`, change: (old) => ({ ...old, [field]: undefined }) }));
}

/** A smaller minimum. */
export function withoutLeast(requirements: InstanceRequirements, path: string): readonly Ease[] {
  return (Object.keys(RANGES) as (keyof typeof RANGES)[])
    .filter((field) => requirements[field].min?.known)
    .map((field) => ({
      text: `lower InstanceRequirements.${RANGES[field]}.Min of ${path}`,
      change: (old) => ({ ...old, [field]: { ...old[field], min: known(0) } }),
    }));
}
