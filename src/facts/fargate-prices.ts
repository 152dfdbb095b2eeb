/** On-Demand prices of Fargate in us-east-1 as published in March 2026; the first 20 GiB of storage of a task are part of them. */
export const FARGATE_PRICES_DATE = '2026-03';

const PRICES = {
  x86_64: { vcpuHour: 0.04048, gibHour: 0.004445 },
  arm64: { vcpuHour: 0.03238, gibHour: 0.00356 },
} as const;

const HOURS_PER_MONTH = 730;

/** What one Linux task that runs all month costs. */
export function fargateUsdPerMonth(cpuUnits: number, memoryMiB: number, architecture: 'x86_64' | 'arm64'): number {
  const { vcpuHour, gibHour } = PRICES[architecture];
  return ((cpuUnits / 1024) * vcpuHour + (memoryMiB / 1024) * gibHour) * HOURS_PER_MONTH;
}
