import { findInstanceType, instanceTypeNames, registeredGpus } from '../../../src/preflight/catalog';

/** ECS developer guide, page ecs-gpu. */
test.each([
  ['p3.2xlarge', 1], ['g3s.xlarge', 1], ['g4dn.xlarge', 1], ['g5.16xlarge', 1], ['g6e.xlarge', 1], ['gr6.4xlarge', 1],
  ['g3.8xlarge', 2],
  ['p3.8xlarge', 4], ['g3.16xlarge', 4], ['g4dn.12xlarge', 4], ['g5.24xlarge', 4], ['g6.12xlarge', 4],
  ['p3dn.24xlarge', 8], ['p4d.24xlarge', 8], ['p5.48xlarge', 8], ['g5.48xlarge', 8],
  ['m5.large', 0],
])('%s registers %d GPUs', (name, count) => {
  expect(registeredGpus(findInstanceType(name)!)).toEqual({ known: true, value: count });
});

test('AMD and Habana devices are not a resource of ECS', () => {
  expect(registeredGpus(findInstanceType('g4ad.xlarge')!)).toEqual({ known: true, value: 0 });
  expect(registeredGpus(findInstanceType('dl1.24xlarge')!)).toEqual({ known: true, value: 0 });
});

test('of a fraction of a GPU the number is not known, for five types', () => {
  const fractional = instanceTypeNames().filter((name) => !registeredGpus(findInstanceType(name)!).known);
  expect(fractional).toEqual(['g6f.large', 'g6f.xlarge', 'g6f.2xlarge', 'g6f.4xlarge', 'gr6f.4xlarge']);
});
