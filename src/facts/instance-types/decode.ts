import type { Accelerator, Architecture, Gpus, Hypervisor, InstanceTypeFacts } from './instance-type-facts';

/** Names that rows refer to by their position. */
export interface PackedNames {
  readonly gpuModels: readonly string[];
  readonly accelerators: readonly string[];
}

/**
 * The packed form of one family, made for size and for reading one family at a time:
 *
 *     <architecture><hypervisor><burstable>[<gpu model>];<row>;<row>...
 *     row = <size> <vCPU> <memory> <ENIs> <trunk limit> [<price>] [<flag>...]
 *
 * Memory is in GiB, or in MiB with an `m`. Flags: `b` bare metal, `i` also i386, `g<n>` GPUs,
 * `a<accelerator>:<n>`, `r` retired, `p` announced.
 */
export const ARCHITECTURE_CODES: Readonly<Record<string, Architecture>> = { x: 'x86_64', a: 'arm64', X: 'x86_64_mac', A: 'arm64_mac' };

export const HYPERVISOR_CODES: Readonly<Record<string, Hypervisor | undefined>> = { n: 'nitro', x: 'xen', o: undefined };

/** Finds and reads one row of a family; the other rows are only skipped. */
export function decodeSize(family: string, packed: string, size: string, names: PackedNames): InstanceTypeFacts | undefined {
  const from = packed.indexOf(`;${size} `);
  if (from < 0) return undefined;
  const end = packed.indexOf(';', from + 1);
  const row = packed.slice(from + 1, end < 0 ? undefined : end);
  return decodeRow(family, packed.slice(0, packed.indexOf(';')), row.split(' '), names);
}

/** Sizes of a packed family, in its order. */
export function sizesOf(packed: string): readonly string[] {
  return packed.split(';').slice(1).map((row) => row.slice(0, row.indexOf(' ')));
}

function decodeRow(family: string, header: string, words: readonly string[], names: PackedNames): InstanceTypeFacts {
  const [size, vcpu, memory, maxEni, trunk, ...rest] = words;
  const price = rest.find((word) => /^[\d.]/.test(word));
  const bareMetal = rest.includes('b');
  const architecture = ARCHITECTURE_CODES[header[0]];
  return {
    name: `${family}.${size}`,
    vcpu: Number(vcpu),
    memoryMiB: memory.endsWith('m') ? Number(memory.slice(0, -1)) : Number(memory) * 1024,
    architectures: rest.includes('i') ? ['i386', architecture] : [architecture],
    maxEni: Number(maxEni),
    trunkTaskLimit: Number(trunk),
    gpus: decodeGpus(rest, header.slice(3), names),
    otherAccelerators: rest.filter((word) => word.startsWith('a')).map((word) => decodeAccelerator(word, names)),
    burstable: header[2] === 't',
    bareMetal,
    ...(bareMetal ? {} : { hypervisor: HYPERVISOR_CODES[header[1]] }),
    ...(price === undefined ? {} : { onDemandUsdPerHour: Number(price) }),
    availability: rest.includes('r') ? 'retired' : rest.includes('p') ? 'announced' : 'offered',
  };
}

function decodeGpus(flags: readonly string[], model: string, { gpuModels }: PackedNames): Gpus {
  const flag = flags.find((word) => word.startsWith('g'));
  return flag === undefined ? { count: 0 } : { count: Number(flag.slice(1)), model: gpuModels[Number(model)] };
}

function decodeAccelerator(flag: string, { accelerators }: PackedNames): Accelerator {
  const [name, count] = flag.slice(1).split(':');
  return { name: accelerators[Number(name)], count: Number(count) };
}
