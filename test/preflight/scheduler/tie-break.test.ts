import { cluster, PACK_MEMORY, ZONE_SPREAD } from './cluster-builder';
import { Random } from '../../../src/preflight/scheduler/random';

const tiny = { cpu: 128, memory: 128 };

test('first: among equals the instance with the fewest tasks of the service, then the first', () => {
  const engine = cluster().instances(4, 'm5.large', { zones: 2 }).service('api', { ...tiny, strategies: [ZONE_SPREAD] }).engine();
  expect(engine.placeMany(0, 6)).toEqual([0, 1, 2, 3, 0, 1]);
});

test('random: any of the equals, the same ones for the same seed, and never one that a strategy ruled out', () => {
  const place = (seed: number) => cluster().instances(1, 'c5.large').instances(30, 'm5.large')
    .service('api', { memory: 3000, strategies: [PACK_MEMORY] }).engine({ tieBreak: { kind: 'random', seed } }).placeMany(0, 3);
  expect(place(3)).toEqual(place(3));
  expect(new Set(Array.from({ length: 40 }, (_, seed) => place(seed)[1])).size).toBeGreaterThan(10);
  expect(Array.from({ length: 40 }, (_, seed) => place(seed)[0])).toEqual(Array(40).fill(0));
});

test('adversarial: of equals, the one that shuts out the most other requests', () => {
  // Only the second instance has the rack that the other service needs.
  const builder = cluster().instances(1, 'm5.large').instances(1, 'm5.large', { attributes: { rack: '1' } })
    .service('api', { memory: 7000, strategies: [PACK_MEMORY] })
    .service('racked', { memory: 7000, memberOf: ['attribute:rack == 1'] });
  const engine = builder.engine({ tieBreak: { kind: 'adversarial', seed: 1, sample: 50 } });
  expect([engine.place(0), engine.place(1)]).toEqual([1, -1]);
  const kind = builder.engine();
  expect([kind.place(0), kind.place(1)]).toEqual([0, 1]);
});

test('the generator gives the same numbers everywhere', () => {
  const random = new Random(2026);
  expect(Array.from({ length: 5 }, () => random.below(1000))).toEqual([119, 827, 677, 662, 919]);
});

test('every order of a shuffle is about equally likely', () => {
  const random = new Random(1);
  const seen = new Map<string, number>();
  for (let round = 0; round < 6000; round++) {
    const order = random.shuffle([1, 2, 3]).join('');
    seen.set(order, (seen.get(order) ?? 0) + 1);
  }
  expect([...seen.values()].every((times) => times > 850 && times < 1150)).toBe(true);
  expect(seen.size).toBe(6);
});

test.each([0, -3, 0.5, 2 ** 53, Number.NaN, Infinity])('a seed of %p gives numbers from 0 to 1', (seed) => {
  const random = new Random(seed);
  const numbers = Array.from({ length: 100 }, () => random.next());
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(new Set(numbers).size).toBe(100);
});

test('neighbouring seeds begin differently', () => {
  const firsts = Array.from({ length: 1000 }, (_, seed) => new Random(seed).below(10));
  const share = Array.from({ length: 10 }, (_, digit) => firsts.filter((first) => first === digit).length);
  expect(share.every((times) => times > 60 && times < 140)).toBe(true);
});
