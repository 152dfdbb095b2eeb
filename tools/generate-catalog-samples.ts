import type { Row } from './generate-catalog-sources';
import type { SampleOs } from '../src/preflight/catalog/registered-memory';

/** Samples of each type in the packed form that `registered-memory.ts` reads, newest first. */
export function encodeSamples(rows: readonly Row[]): ReadonlyMap<string, string> {
  const samples = new Map<string, string[]>();
  for (const row of [...rows].sort(newestFirst)) {
    const packed = `${memoryOf(row)} ${osOf(row.amiOrOs)} ${observedOf(row)} ${row.kind}`;
    const others = samples.get(row.instanceType) ?? [];
    if (!others.includes(packed)) samples.set(row.instanceType, [...others, packed]);
  }
  return new Map([...samples].sort(([a], [b]) => (a < b ? -1 : 1)).map(([type, packed]) => [type, packed.join(';')]));
}

/** AWS Batch reserves 32 MiB for itself (`ECS_RESERVED_MEMORY`); the table is about instances that reserve nothing. */
function memoryOf(row: Row): number {
  return Number(row.registeredMiB) + (row.amiOrOs.includes('AWS Batch') ? 32 : 0);
}

/** A date, a month or a year, as far as it was noted. */
function observedOf(row: Row): string {
  return /^\d{4}(-\d{2}){0,2}/.exec(row.observed)?.[0] ?? 'unknown';
}

function osOf(ami: string): SampleOs {
  if (ami.includes('Windows')) return 'windows';
  if (ami.includes('AL2023')) return 'amazon-linux-2023';
  if (ami.includes('AL2')) return 'amazon-linux-2';
  if (/AL1|Amazon Linux 1/.test(ami)) return 'amazon-linux-1';
  return 'linux';
}

function newestFirst(a: Row, b: Row): number {
  const [left, right] = [a, b].map((row) => observedOf(row).replace('unknown', ''));
  return left === right ? Number(b.registeredMiB) - Number(a.registeredMiB) : left < right ? 1 : -1;
}
