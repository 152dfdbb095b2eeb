import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { EC2Client, EC2ClientConfig, InstanceTypeInfo } from '@aws-sdk/client-ec2';
import { findInstanceType } from '../../facts/instance-types/find-instance-type';
import type { Accelerator, Architecture, Gpus, InstanceTypeFacts } from '../../facts/instance-types/instance-type-facts';

/** What DescribeInstanceTypes says of a type: everything but the trunk limit and the price. */
export type DescribedType = Omit<InstanceTypeFacts, 'trunkTaskLimit' | 'onDemandUsdPerHour' | 'availability' | 'registeredMemoryMiB'>;

/** A catalog file and what is new in it, for `stowage catalog refresh`. */
export interface RefreshedCatalog {
  /** Entries for `withOverrides`: only what differs from the catalog that ships. */
  readonly entries: Readonly<Record<string, Partial<InstanceTypeFacts>>>;
  readonly described: number;
  readonly added: readonly string[];
  readonly changed: readonly string[];
}

/** Asks EC2 with the caller's own credentials and region, and keeps what the shipped catalog does not say. */
export async function refreshCatalog(config: EC2ClientConfig = {}): Promise<RefreshedCatalog> {
  const described = await describeInstanceTypes(config);
  const entries: Record<string, Partial<InstanceTypeFacts>> = {};
  const added: string[] = [];
  const changed: string[] = [];
  for (const type of described) {
    const known = findInstanceType(type.name);
    const difference = differenceOf(type, known);
    if (difference === undefined) continue;
    entries[type.name] = difference;
    (known === undefined ? added : changed).push(type.name);
  }
  return { entries, described: described.length, added, changed };
}

/** The file for `--catalog`: same answer of EC2, same bytes. */
export function renderCatalogFile({ entries }: RefreshedCatalog): string {
  const comment = 'EC2 facts that the shipped catalog does not have; ENI trunking limits and prices are not among what EC2 describes';
  return `${JSON.stringify({ $comment: comment, ...entries }, null, 2)}\n`;
}

/** Every type that EC2 describes in the region, by name. The SDK is loaded here and nowhere before. */
export async function describeInstanceTypes(config: EC2ClientConfig = {}): Promise<readonly DescribedType[]> {
  const { EC2Client: Client, paginateDescribeInstanceTypes } = loadSdk();
  const client: EC2Client = new Client(config);
  try {
    const types: DescribedType[] = [];
    for await (const page of paginateDescribeInstanceTypes({ client }, {})) {
      types.push(...(page.InstanceTypes ?? []).map(readType).filter((type) => type !== undefined));
    }
    return types.sort((a, b) => (a.name < b.name ? -1 : 1));
  } finally {
    client.destroy();
  }
}

/** The SDK is not a dependency of the package: it is taken from beside the package, else from where the command is run. */
function loadSdk(): typeof import('@aws-sdk/client-ec2') {
  for (const from of [__filename, join(process.cwd(), 'package.json')]) {
    try {
      return createRequire(from)('@aws-sdk/client-ec2');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  throw new Error('the AWS SDK, which only this needs, is not installed here: npm install --save-dev @aws-sdk/client-ec2');
}

/** Undefined for a type without the numbers that placement needs: it stays unknown instead of becoming zero. */
function readType(info: InstanceTypeInfo): DescribedType | undefined {
  const name = info.InstanceType;
  const vcpu = info.VCpuInfo?.DefaultVCpus;
  const memoryMiB = info.MemoryInfo?.SizeInMiB;
  const maxEni = interfacesOf(info);
  const architectures = info.ProcessorInfo?.SupportedArchitectures as readonly Architecture[] | undefined;
  if (name === undefined || !vcpu || !memoryMiB || !maxEni || !architectures?.length) return undefined;
  return {
    name,
    vcpu,
    memoryMiB,
    architectures: [...architectures].sort((a, b) => (a < b ? -1 : 1)),
    maxEni,
    gpus: gpusOf(info),
    otherAccelerators: acceleratorsOf(info),
    burstable: info.BurstablePerformanceSupported ?? false,
    bareMetal: info.BareMetal ?? false,
    ...(info.Hypervisor === undefined ? {} : { hypervisor: info.Hypervisor }),
  };
}

/** ECS counts the interfaces of all network cards. */
function interfacesOf({ NetworkInfo: network }: InstanceTypeInfo): number | undefined {
  const cards = network?.NetworkCards ?? [];
  return cards.length === 0 ? network?.MaximumNetworkInterfaces : cards.reduce((sum, card) => sum + (card.MaximumNetworkInterfaces ?? 0), 0);
}

/** A fractional GPU has the count 0 and one logical device. */
function gpusOf({ GpuInfo: info }: InstanceTypeInfo): Gpus {
  const gpus = info?.Gpus ?? [];
  const count = gpus.reduce((sum, gpu) => sum + (gpu.Count || 1), 0);
  return count === 0 ? { count } : { count, model: `${gpus[0].Manufacturer} ${gpus[0].Name}` };
}

function acceleratorsOf(info: InstanceTypeInfo): readonly Accelerator[] {
  const neuron = info.NeuronInfo?.NeuronDevices ?? [];
  const inference = (info.InferenceAcceleratorInfo?.Accelerators ?? []).filter(({ Name }) => neuron.every((device) => device.Name !== Name));
  const fpgas = (info.FpgaInfo?.Fpgas ?? []).map(({ Name, Count }) => ({ Name: `FPGA ${Name}`, Count }));
  const media = (info.MediaAcceleratorInfo?.Accelerators ?? []).map(({ Name, Count }) => ({ Name: `Media ${Name}`, Count }));
  return [...neuron, ...inference, ...fpgas, ...media].map(({ Name, Count }) => ({ name: Name ?? 'unnamed', count: Count ?? 1 }));
}

/** The facts to write down for a type; undefined when the catalog says the same. */
function differenceOf({ name: _, ...described }: DescribedType, known: InstanceTypeFacts | undefined): Partial<InstanceTypeFacts> | undefined {
  if (known === undefined) return described;
  const facts: Partial<InstanceTypeFacts> = { ...described, availability: 'offered' };
  const keys = (Object.keys(facts) as (keyof InstanceTypeFacts)[]).filter((key) => JSON.stringify(facts[key]) !== JSON.stringify(known[key]));
  return keys.length === 0 ? undefined : Object.fromEntries(keys.map((key) => [key, facts[key]]));
}
