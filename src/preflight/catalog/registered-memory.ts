import { SAMPLES } from './registered-memory.generated';
import { findInstanceType } from '../../facts/instance-types/find-instance-type';
import type { InstanceTypeFacts } from '../../facts/instance-types/instance-type-facts';
import type { OsFamily } from '../model';

/** How much memory a container instance registers with ECS, before `ECS_RESERVED_MEMORY` is taken off. */
export interface RegisteredMemory {
  /** What even a newer kernel should leave; a task that fits here fits. */
  readonly lowerBoundMiB: number;
  readonly expectedMiB: number;
  /** What EC2 sells; a task that does not fit here never fits. */
  readonly nominalMiB: number;
  readonly basis: 'override' | 'sample' | 'estimate';
  /** Where the expected value comes from, for the report. */
  readonly source: string;
}

/** A registered size that was seen: MiB, operating system, month or year of the observation, how it was read. */
export interface MemorySample {
  readonly memoryMiB: number;
  readonly os: SampleOs;
  readonly observed: string;
  readonly kind: string;
}

export type SampleOs = 'amazon-linux-2023' | 'amazon-linux-2' | 'amazon-linux-1' | 'windows' | 'linux';

/** Which samples speak for an operating system, best first. */
const NEARBY: Readonly<Record<OsFamily, readonly SampleOs[]>> = {
  'amazon-linux-2023': ['amazon-linux-2023', 'amazon-linux-2', 'linux', 'amazon-linux-1'],
  'amazon-linux-2': ['amazon-linux-2', 'linux', 'amazon-linux-1'],
  'linux-other': ['linux', 'amazon-linux-2', 'amazon-linux-1', 'amazon-linux-2023'],
  'bottlerocket': [],
  'windows': ['windows'],
};

/** The memory of one instance, as an interval and the value to expect. `type` is a name, or facts that may carry an override. */
export function registeredMemory(type: string | InstanceTypeFacts, os: OsFamily): RegisteredMemory | undefined {
  const facts = typeof type === 'string' ? findInstanceType(type) : type;
  if (facts === undefined) return undefined;
  const nominalMiB = facts.memoryMiB;
  if (facts.registeredMemoryMiB !== undefined) {
    const value = facts.registeredMemoryMiB;
    return { lowerBoundMiB: value, expectedMiB: value, nominalMiB, basis: 'override', source: `${mib(value)} given for ${facts.name}` };
  }
  const lowerBoundMiB = os === 'windows' ? nominalMiB - 1 : lowerBound(nominalMiB);
  const sample = bestSample(facts.name, os);
  if (sample !== undefined) {
    return { lowerBoundMiB: Math.min(lowerBoundMiB, sample.memoryMiB), expectedMiB: sample.memoryMiB, nominalMiB, basis: 'sample', source: sampleSource(facts.name, sample) };
  }
  return { lowerBoundMiB, expectedMiB: expected(facts, os), nominalMiB, basis: 'estimate', source: estimateSource(facts, os) };
}

/** Samples of a type, newest first. */
export function memorySamples(name: string): readonly MemorySample[] {
  if (!Object.hasOwn(SAMPLES, name)) return [];
  return SAMPLES[name].split(';').map((packed) => {
    const [memoryMiB, os, observed, kind] = packed.split(' ');
    return { memoryMiB: Number(memoryMiB), os: os as SampleOs, observed, kind };
  });
}

/** The lowest sample of the nearest operating system: an AMI update only ever took memory away. */
function bestSample(name: string, os: OsFamily): MemorySample | undefined {
  const samples = memorySamples(name);
  for (const nearby of NEARBY[os]) {
    const matching = samples.filter((sample) => sample.os === nearby);
    if (matching.length > 0) return matching.reduce((lowest, sample) => (sample.memoryMiB < lowest.memoryMiB ? sample : lowest));
  }
  return undefined;
}

/** Never above any of 111 Linux samples (docs/fidelity.md). */
function lowerBound(nominalMiB: number): number {
  return Math.max(0, Math.floor(0.954 * nominalMiB - 210));
}

/** Fitted to the samples: Nitro keeps more of the memory to itself than Xen; Windows keeps 1 MiB. */
function expected(facts: InstanceTypeFacts, os: OsFamily): number {
  const nominal = facts.memoryMiB;
  if (os === 'windows') return nominal - 1;
  return Math.max(0, facts.hypervisor === 'xen' ? Math.floor(0.984 * nominal - 60) : Math.floor(0.9665 * nominal - 90));
}

function sampleSource(name: string, sample: MemorySample): string {
  const when = sample.observed === 'unknown' ? '' : ` in ${sample.observed.slice(0, 7)}`;
  return `${name} was seen to register ${mib(sample.memoryMiB)} on ${OS_NAMES[sample.os]}${when}`;
}

function estimateSource(facts: InstanceTypeFacts, os: OsFamily): string {
  if (os === 'windows') return `estimated from ${mib(facts.memoryMiB)} nominal: Windows keeps 1 MiB`;
  return `estimated from ${mib(facts.memoryMiB)} nominal: no sample of ${facts.name}${os === 'bottlerocket' ? ' on Bottlerocket' : ''}`;
}

const OS_NAMES: Readonly<Record<SampleOs, string>> = {
  'amazon-linux-2023': 'Amazon Linux 2023',
  'amazon-linux-2': 'Amazon Linux 2',
  'amazon-linux-1': 'Amazon Linux 1',
  'windows': 'Windows Server',
  'linux': 'an ECS-optimized Linux AMI',
};

function mib(value: number): string {
  return `${value.toLocaleString('en-US')} MiB`;
}
