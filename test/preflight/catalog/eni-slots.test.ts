import { eniSlots, findInstanceType } from '../../../src/preflight/catalog';

/** Rows of the ECS developer guide, page eni-trunking-supported-instance-types: tasks without and with trunking. */
test.each([
  ['c5.large', 2, 10],
  ['m6i.8xlarge', 7, 90],
  ['m7g.medium', 1, 4],
  ['t8i.small', 2, 4],
  ['t3.medium', 2, 2],
  ['g4dn.xlarge', 2, 2],
  ['i4i.16xlarge', 14, 248],
  ['i4i.metal', 14, 498],
  ['g5.48xlarge', 6, 120],
  ['a1.metal', 7, 7],
  ['u-6tb1.56xlarge', 14, 12],
  ['hpc8a.96xlarge', 3, 3],
])('%s takes %d awsvpc tasks, %d with trunking', (name, off, on) => {
  const type = findInstanceType(name)!;
  expect([eniSlots(type, { trunking: false }), eniSlots(type, { trunking: true })]).toEqual([off, on]);
});

test('trunking changes nothing on Windows', () => {
  expect(eniSlots(findInstanceType('m5.large')!, { trunking: true, windows: true })).toBe(2);
});
