import { gzipSync } from 'node:zlib';
import { findInstanceType, instanceTypeNames, nearestInstanceTypes } from '../../../src/facts/instance-types';
import * as generated from '../../../src/facts/instance-types/instance-types.generated';

test('knows every type of the tables, in under 40 KB', () => {
  const names = instanceTypeNames();
  expect(names).toHaveLength(1421);
  expect(new Set(names).size).toBe(1421);
  expect(gzipSync(JSON.stringify(generated)).length).toBeLessThan(40_000);
});

test('every name of the catalog is found, with numbers that make sense', () => {
  for (const name of instanceTypeNames()) {
    const facts = findInstanceType(name)!;
    expect(facts).toMatchObject({ name, vcpu: expect.any(Number), memoryMiB: expect.any(Number) });
    const numbers = [facts.vcpu, facts.memoryMiB, facts.maxEni, facts.trunkTaskLimit, facts.gpus.count, facts.onDemandUsdPerHour ?? 0];
    expect({ name, sane: numbers.every(Number.isFinite) && facts.vcpu > 0 && facts.memoryMiB > 0 && facts.maxEni > 0 }).toEqual({ name, sane: true });
    expect({ name, hypervisor: facts.hypervisor === undefined }).toEqual({ name, hypervisor: facts.bareMetal });
    expect({ name, model: facts.gpus.model !== undefined }).toEqual({ name, model: facts.gpus.count > 0 });
  }
});

test.each([
  ['m5.large', { vcpu: 2, memoryMiB: 8192, architectures: ['x86_64'], maxEni: 3, trunkTaskLimit: 10, hypervisor: 'nitro', burstable: false, onDemandUsdPerHour: 0.096 }],
  ['t3.nano', { memoryMiB: 512, burstable: true, trunkTaskLimit: 0, availability: 'offered' }],
  ['m7g.metal', { architectures: ['arm64'], bareMetal: true }],
  ['g4dn.12xlarge', { gpus: { count: 4, model: 'NVIDIA T4' } }],
  ['g6f.large', { gpus: { count: 1, model: 'NVIDIA L4' } }],
  ['inf2.48xlarge', { gpus: { count: 0 }, otherAccelerators: [{ name: 'Inferentia2', count: 12 }] }],
  ['p3.2xlarge', { availability: 'retired' }],
  ['r9g.large', { availability: 'announced', architectures: ['arm64'] }],
  ['t2.micro', { architectures: ['i386', 'x86_64'], hypervisor: 'xen' }],
])('%s', (name, facts) => {
  expect({ ...findInstanceType(name) }).toMatchObject(facts);
});

test.each(['', 'm5', 'm5.', '.large', 'm5.larg', 'm5.large ', 'M5.large', '__proto__.large', 'constructor.name', 'm5.large;xlarge', 'toString'])(
  'does not know %p',
  (name) => expect(findInstanceType(name)).toBeUndefined(),
);

test.each([
  ['m5.larg', 'm5.large'],
  ['M5.Large', 'm5.large'],
  ['m5large', 'm5.large'],
  ['t3.2xlage', 't3.2xlarge'],
  ['g4dnn.xlarge', 'g4dn.xlarge'],
])('the nearest name to %s is %s', (name, nearest) => {
  expect(nearestInstanceTypes(name)[0]).toBe(nearest);
});

test('of equally near names the same family comes first', () => {
  expect(nearestInstanceTypes('m6.large')).toEqual(['m6a.large', 'm6g.large', 'm6i.large']);
});

test('a text that is near to nothing has no nearest name', () => {
  expect(nearestInstanceTypes('a-type-that-nobody-ever-sold')).toEqual([]);
  expect(nearestInstanceTypes('x'.repeat(100_000))).toEqual([]);
  expect(nearestInstanceTypes('')).toEqual([]);
});
