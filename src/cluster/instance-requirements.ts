import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** What an instance type must have, as an Auto Scaling group takes it. */
export function renderRequirements(requirements: ec2.InstanceRequirementsConfig): autoscaling.CfnAutoScalingGroup.InstanceRequirementsProperty {
  return {
    vCpuCount: { min: requirements.vCpuCountMin, max: requirements.vCpuCountMax },
    memoryMiB: { min: requirements.memoryMin.toMebibytes(), max: requirements.memoryMax?.toMebibytes() },
    memoryGiBPerVCpu: range(requirements.memoryPerVCpuMin?.toGibibytes(), requirements.memoryPerVCpuMax?.toGibibytes()),
    cpuManufacturers: requirements.cpuManufacturers,
    instanceGenerations: requirements.instanceGenerations,
    burstablePerformance: requirements.burstablePerformance,
    bareMetal: requirements.bareMetal,
    allowedInstanceTypes: requirements.allowedInstanceTypes,
    excludedInstanceTypes: requirements.excludedInstanceTypes,
    localStorage: requirements.localStorage,
    localStorageTypes: requirements.localStorageTypes,
    totalLocalStorageGb: range(requirements.totalLocalStorageGBMin, requirements.totalLocalStorageGBMax),
    networkInterfaceCount: range(requirements.networkInterfaceCountMin, requirements.networkInterfaceCountMax),
    networkBandwidthGbps: range(requirements.networkBandwidthGbpsMin, requirements.networkBandwidthGbpsMax),
    baselineEbsBandwidthMbps: range(requirements.baselineEbsBandwidthMbpsMin, requirements.baselineEbsBandwidthMbpsMax),
    acceleratorCount: range(requirements.acceleratorCountMin, requirements.acceleratorCountMax),
    acceleratorTypes: requirements.acceleratorTypes,
    acceleratorNames: requirements.acceleratorNames,
    acceleratorManufacturers: requirements.acceleratorManufacturers,
    acceleratorTotalMemoryMiB: range(
      requirements.acceleratorTotalMemoryMin?.toMebibytes(), requirements.acceleratorTotalMemoryMax?.toMebibytes()),
    onDemandMaxPricePercentageOverLowestPrice: requirements.onDemandMaxPricePercentageOverLowestPrice,
    spotMaxPricePercentageOverLowestPrice: requirements.spotMaxPricePercentageOverLowestPrice,
    maxSpotPriceAsPercentageOfOptimalOnDemandPrice: requirements.maxSpotPriceAsPercentageOfOptimalOnDemandPrice,
    requireHibernateSupport: requirements.requireHibernateSupport,
  };
}

function range(min: number | undefined, max: number | undefined): { readonly min?: number; readonly max?: number } | undefined {
  return min === undefined && max === undefined ? undefined : { min, max };
}
