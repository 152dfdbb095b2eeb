import { contradictions, type Counts } from './contradiction';

/** `npx ts-node tools/verdicts.ts 100000` runs more of them. */
const CASES = 2_000;

test('no verdict is refuted by a search over all orders and ties', () => {
  const counts: Counts = { 'always-fits': 0, 'fits': 0, 'depends-on-order': 0, 'does-not-fit': 0, 'cannot-fit': 0, 'unknown': 0, 'not-simulated': 0 };
  const found: string[] = [];
  for (let seed = 1; seed <= CASES; seed += 1) found.push(...contradictions(seed, counts));
  expect(found).toEqual([]);
  // Each kind of verdict has to be met often enough for its truth to mean something.
  expect(counts['always-fits']).toBeGreaterThan(CASES / 10);
  expect(counts['cannot-fit']).toBeGreaterThan(CASES / 10);
  expect(counts['depends-on-order']).toBeGreaterThan(CASES / 20);
  expect(counts.fits).toBeGreaterThan(CASES / 20);
  if (process.env.VERDICT_COUNTS) console.log(counts);
}, 300_000);
