import { FARGATE_SIZES, fargateMemoryFor, smallestFargateSize } from '../../src/facts';

/** Developer guide, page fargate-tasks-services: CPU units, number of memory values, smallest, largest. */
test.each([
  [256, 3, 512, 2048],
  [512, 4, 1024, 4096],
  [1024, 7, 2048, 8192],
  [2048, 13, 4096, 16384],
  [4096, 23, 8192, 30720],
  [8192, 12, 16384, 61440],
  [16384, 12, 32768, 122880],
  [32768, 3, 61440, 249856],
])('%d CPU units go with %d memory values from %d to %d MiB', (cpuUnits, count, smallest, largest) => {
  const values = fargateMemoryFor(cpuUnits)!;
  expect([values.length, values[0], values[values.length - 1]]).toEqual([count, smallest, largest]);
});

test('256 units take 512, 1,024 or 2,048 MiB, and nothing between', () => {
  expect(fargateMemoryFor(256)).toEqual([512, 1024, 2048]);
});

test('Windows runs on 1, 2 and 4 vCPU only', () => {
  expect(FARGATE_SIZES.map(({ cpuUnits }) => cpuUnits).filter((cpu) => fargateMemoryFor(cpu, 'windows') !== undefined)).toEqual([1024, 2048, 4096]);
});

test.each([0, 128, 300, 1025, 65536, NaN])('there is no Fargate task of %d CPU units', (cpuUnits) => {
  expect(fargateMemoryFor(cpuUnits)).toBeUndefined();
});

test.each([
  [512, 5000, { cpuUnits: 1024, memoryMiB: 5120 }],
  [256, 512, { cpuUnits: 256, memoryMiB: 512 }],
  [1, 1, { cpuUnits: 256, memoryMiB: 512 }],
  [4096, 61440, { cpuUnits: 8192, memoryMiB: 61440 }],
])('%d CPU units and %d MiB fit in the size %j', (cpuUnits, memoryMiB, size) => {
  expect(smallestFargateSize(cpuUnits, memoryMiB)).toEqual(size);
});

test('more than the largest size fits nowhere', () => {
  expect(smallestFargateSize(256, 300_000)).toBeUndefined();
  expect(smallestFargateSize(256, 40_000, 'windows')).toBeUndefined();
});
