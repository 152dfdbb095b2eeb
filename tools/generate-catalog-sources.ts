import { readFileSync } from 'node:fs';
import type { Architecture, InstanceTypeFacts } from '../src/facts/instance-types/instance-type-facts';

export interface CatalogRow extends InstanceTypeFacts {
  /** Where the row comes from, as the table says it. */
  readonly sources: string;
}

export type Row = Readonly<Record<string, string>>;

/** Rows of a tab-separated table by the names of its header line. */
export function readTable(path: string): readonly Row[] {
  const [header, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
  return lines.map((cells) => Object.fromEntries(header.map((column, index) => [column, cells[index] ?? ''])));
}

/** One row of `ec2-instance-types.tsv` as facts. */
export function readCatalogRow(row: Row): CatalogRow {
  const gpus = Number(row.gpuCount);
  return {
    name: row.instanceType,
    vcpu: Number(row.vcpu),
    memoryMiB: Number(row.memoryMiB),
    architectures: row.architectures.split(',') as Architecture[],
    maxEni: Number(row.maxEni),
    trunkTaskLimit: Number(row.ecsTrunkTaskLimit),
    gpus: gpus === 0 ? { count: 0 } : { count: gpus, model: row.gpuModel },
    otherAccelerators: row.acceleratorOther === '' ? [] : row.acceleratorOther.split(';').map((text) => {
      const colon = text.lastIndexOf(':');
      return { name: text.slice(0, colon), count: Number(text.slice(colon + 1)) };
    }),
    burstable: row.burstable === 'true',
    bareMetal: row.bareMetal === 'true',
    ...(row.hypervisor === '' ? {} : { hypervisor: row.hypervisor as 'nitro' | 'xen' }),
    ...(row.usEast1OnDemandUsdPerHour === '' ? {} : { onDemandUsdPerHour: Number(row.usEast1OnDemandUsdPerHour) }),
    availability: row.sources.includes('(retired)') ? 'retired' : row.describedOn === '' ? 'announced' : 'offered',
    sources: row.sources,
  };
}

/** The newest date that a source name carries, such as `moto-2026-08-02`. */
export function newestDate(rows: readonly CatalogRow[], source: string): string {
  const pattern = new RegExp(`${source}-(\\d{4}-\\d{2}-\\d{2})`);
  return rows.map((row) => pattern.exec(row.sources)?.[1] ?? '').reduce((newest, date) => (date > newest ? date : newest), '');
}
