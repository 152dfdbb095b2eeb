import { reservationOf, scaleIn, scaleOut, scaleUntilSettled, type ScalingGroup, type WaitingTasks } from '../../../src/preflight/scheduler/managed-scaling';
import type { Resources } from '../../../src/preflight/scheduler/problem';

const LARGE: Resources = { cpu: 2048, memory: 7680, gpus: 0, enis: 2 };
const XLARGE: Resources = { cpu: 4096, memory: 15576, gpus: 0, enis: 3 };

function group(changes: Partial<ScalingGroup> = {}): ScalingGroup {
  const defaults = { minSize: 0, maxSize: 100, targetCapacity: 100, minimumScalingStepSize: 1, maximumScalingStepSize: 10_000 };
  return { instanceTypes: [LARGE], reservedPorts: 5, ...defaults, ...changes };
}

function waiting(count: number, needs: Partial<Resources>, options: Partial<WaitingTasks['request']> = {}): WaitingTasks {
  return { count, request: { id: 'api', needs: { cpu: 0, memory: 0, gpus: 0, enis: 0, ...needs }, tcpPorts: [], udpPorts: [], distinctInstance: false, ...options } };
}

test.each([
  [3, 6, 200],
  [4, 4, 100],
  [10, 5, 50],
  [0, 0, 100],
  [0, 7, 200],
])('with %i instances of which %i are needed, the reservation is %i percent', (running, needed, percent) => {
  expect(reservationOf(running, needed)).toBe(percent);
});

test.each([
  ['cpu', waiting(9, { cpu: 512 }), 3],
  ['memory', waiting(9, { memory: 2560 }), 3],
  ['interfaces', waiting(9, { enis: 1 }), 5],
  ['a fixed host port', waiting(9, { cpu: 1 }, { tcpPorts: [80] }), 9],
  ['distinctInstance', waiting(9, { cpu: 1 }, { distinctInstance: true }), 9],
  ['nothing at all', waiting(9, {}), 1],
])('nine waiting tasks that take %s need the instances that hold them', (_, tasks, more) => {
  expect(scaleOut(group(), 4, [tasks])).toMatchObject({ needed: 4 + more, desired: 4 + more });
});

test('of several groups of tasks the one that needs the most decides, not their sum', () => {
  expect(scaleOut(group(), 1, [waiting(8, { cpu: 1024 }), waiting(4, { cpu: 1024 })]).needed).toBe(5);
});

test('tasks are counted by the largest type, so fewer instances are added than the smallest type would take', () => {
  expect(scaleOut(group({ instanceTypes: [LARGE, XLARGE] }), 1, [waiting(8, { cpu: 1024 })]).needed).toBe(3);
});

test('tasks that do not fit the smallest type are left out, and the group is not scaled for them', () => {
  const decision = scaleOut(group({ instanceTypes: [LARGE, XLARGE] }), 3, [waiting(2, { cpu: 4096 })]);
  expect(decision).toEqual({ needed: 3, reservation: 100, desired: 3, incompatible: ['api'] });
});

test('tasks with more host ports than an instance has left are left out', () => {
  const tcpPorts = Array.from({ length: 96 }, (_, index) => 1000 + index);
  expect(scaleOut(group(), 3, [waiting(1, { cpu: 1 }, { tcpPorts })]).incompatible).toEqual(['api']);
});

test('from zero the first step is two instances', () => {
  expect(scaleOut(group(), 0, [waiting(1, { cpu: 128 })]).desired).toBe(2);
  expect(scaleOut(group(), 0, [waiting(90, { cpu: 2048 })]).desired).toBe(2);
});

test.each([
  [{ minimumScalingStepSize: 5 }, 9],
  [{ maximumScalingStepSize: 2 }, 6],
  [{ maxSize: 5 }, 5],
  [{ targetCapacity: 80 }, 9],
])('with %p, four instances and three more needed, the step ends at %i', (changes, desired) => {
  expect(scaleOut(group(changes), 4, [waiting(3, { cpu: 2048 })]).desired).toBe(desired);
});

test('scale-in keeps the used instances, the spare part and the minimum', () => {
  expect(scaleIn(group(), 10, 4).desired).toBe(4);
  expect(scaleIn(group({ targetCapacity: 80 }), 10, 4).desired).toBe(5);
  expect(scaleIn(group({ minSize: 6 }), 10, 4).desired).toBe(6);
  expect(scaleIn(group({ targetCapacity: 50 }), 6, 4).desired).toBe(6);
});

describe('step by step', () => {
  /** Ten tasks, two on each instance. */
  const tenTasks = (instances: number) => [waiting(Math.max(0, 10 - 2 * instances), { cpu: 1024 })];

  test('from zero: two, then what is missing', () => {
    expect(scaleUntilSettled(group(), 0, tenTasks)).toEqual({ sizes: [0, 2, 5], end: 'settled', incompatible: [] });
  });

  test('stops at the maximum size', () => {
    expect(scaleUntilSettled(group({ maxSize: 4 }), 1, tenTasks)).toMatchObject({ sizes: [1, 4], end: 'at-maximum' });
  });

  test('is stuck when the tasks do not fit the smallest type', () => {
    expect(scaleUntilSettled(group(), 1, () => [waiting(1, { gpus: 1 })])).toEqual({ sizes: [1], end: 'stuck', incompatible: ['api'] });
  });

  test('a group that never gets what it needs ends undecided, not in a loop', () => {
    expect(scaleUntilSettled(group({ maxSize: 1e9 }), 1, () => [waiting(1, { cpu: 1 })]).end).toBe('undecided');
  });
});
