import { at, flag, isAbsent, number, or, plainList, text, type Property } from './property';
import type { InstanceRequirements, Range } from '../../model';

const PRICE_LIMITS = ['MaxSpotPriceAsPercentageOfOptimalOnDemandPrice', 'OnDemandMaxPricePercentageOverLowestPrice', 'SpotMaxPricePercentageOverLowestPrice'];

/** `InstanceRequirements` of an Auto Scaling group, a launch template or Managed Instances. */
export function readInstanceRequirements(property: Property): InstanceRequirements {
  const p = (name: string): Property => at(property, name);
  const words = (name: string): ReturnType<typeof plainList<string>> => plainList(p(name), text);
  return {
    vcpu: range(p('VCpuCount')),
    memoryMiB: range(p('MemoryMiB')),
    memoryGiBPerVcpu: optionalRange(p('MemoryGiBPerVCpu')),
    acceleratorCount: optionalRange(p('AcceleratorCount')),
    acceleratorTotalMemoryMiB: optionalRange(p('AcceleratorTotalMemoryMiB')),
    networkInterfaces: optionalRange(p('NetworkInterfaceCount')),
    networkBandwidthGbps: optionalRange(p('NetworkBandwidthGbps')),
    localStorageGB: optionalRange(p('TotalLocalStorageGB')),
    baselineEbsBandwidthMbps: optionalRange(p('BaselineEbsBandwidthMbps')),
    acceleratorTypes: words('AcceleratorTypes'),
    acceleratorManufacturers: words('AcceleratorManufacturers'),
    acceleratorNames: words('AcceleratorNames'),
    cpuManufacturers: words('CpuManufacturers'),
    instanceGenerations: words('InstanceGenerations'),
    allowedInstanceTypes: words('AllowedInstanceTypes'),
    excludedInstanceTypes: words('ExcludedInstanceTypes'),
    localStorageTypes: words('LocalStorageTypes'),
    bareMetal: or(text(p('BareMetal')), 'excluded', 'bare metal is excluded by default', p('BareMetal').path),
    burstable: or(text(p('BurstablePerformance')), 'excluded', 'burstable types are excluded by default', p('BurstablePerformance').path),
    localStorage: text(p('LocalStorage')),
    requiresHibernation: flag(p('RequireHibernateSupport')),
    hasPriceLimit: PRICE_LIMITS.some((name) => !isAbsent(p(name))),
    ...(isAbsent(p('BaselinePerformanceFactors')) ? {} : { hasPerformanceLimit: true }),
  };
}

function optionalRange(property: Property): Range | undefined {
  return isAbsent(property) ? undefined : range(property);
}

function range(property: Property): Range {
  const [min, max] = [number(at(property, 'Min')), number(at(property, 'Max'))];
  return { ...(min ? { min } : {}), ...(max ? { max } : {}) };
}
