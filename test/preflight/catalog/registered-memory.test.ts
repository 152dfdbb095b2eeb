import { findInstanceType, instanceTypeNames, registeredMemory } from '../../../src/preflight/catalog';
import { memorySamples } from '../../../src/preflight/catalog/registered-memory';
import type { OsFamily } from '../../../src/preflight/model';

const SYSTEMS: readonly OsFamily[] = ['amazon-linux-2023', 'amazon-linux-2', 'bottlerocket', 'windows', 'linux-other'];

test('the lower bound of Linux is never above what an instance was seen to register', () => {
  const samples = instanceTypeNames().flatMap((name) => memorySamples(name).map((sample) => ({ name, ...sample })));
  expect(samples.length).toBeGreaterThan(100);
  for (const { name, memoryMiB } of samples) {
    expect({ name, holds: registeredMemory(name, 'bottlerocket')!.lowerBoundMiB <= memoryMiB }).toEqual({ name, holds: true });
  }
});

test('the interval is in order for every type and system', () => {
  for (const name of instanceTypeNames()) {
    for (const os of SYSTEMS) {
      const { lowerBoundMiB, expectedMiB, nominalMiB } = registeredMemory(name, os)!;
      const ordered = lowerBoundMiB > 0 && lowerBoundMiB <= expectedMiB && expectedMiB <= nominalMiB;
      expect({ name, os, ordered }).toEqual({ name, os, ordered: true });
    }
  }
});

test('two tasks of 2,048 MiB never fit on a t3.medium, which is sold as 4,096 MiB', () => {
  const memory = registeredMemory('t3.medium', 'amazon-linux-2023')!;
  expect(memory).toMatchObject({ expectedMiB: 3828, lowerBoundMiB: 3697, nominalMiB: 4096, basis: 'sample' });
  expect(memory.source).toBe('t3.medium was seen to register 3,828 MiB on an ECS-optimized Linux AMI');
});

test.each([
  ['m4.large', 'windows', 8191, 'sample'],
  ['m5.large', 'windows', 8191, 'estimate'],
  ['m5.large', 'bottlerocket', 7827, 'estimate'],
  ['m7g.large', 'amazon-linux-2023', 7827, 'estimate'],
  ['r6id.xlarge', 'amazon-linux-2023', 31549, 'sample'],
  ['m4.large', 'amazon-linux-2', 7984, 'sample'],
] as const)('%s on %s is expected to register %d MiB by %s', (name, os, expectedMiB, basis) => {
  expect(registeredMemory(name, os)).toMatchObject({ expectedMiB, basis });
});

test('an estimate says that it is one', () => {
  expect(registeredMemory('m7g.large', 'amazon-linux-2023')!.source).toBe('estimated from 8,192 MiB nominal: no sample of m7g.large');
});

test('a value of the user replaces the interval', () => {
  const type = { ...findInstanceType('m7g.large')!, registeredMemoryMiB: 7700 };
  expect(registeredMemory(type, 'amazon-linux-2023')).toMatchObject({ lowerBoundMiB: 7700, expectedMiB: 7700, basis: 'override' });
});

test('an unknown type has no memory, not zero', () => {
  expect(registeredMemory('m99.large', 'amazon-linux-2023')).toBeUndefined();
});
