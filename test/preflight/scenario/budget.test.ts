import { SMALL } from './situations';
import { runCommand } from '../../../src/cli/run-command';
import { runPreflight } from '../../../src/preflight/run';
import { budgetOf } from '../../../src/preflight/scenario/budget';
import { cluster } from '../model-builder';

const model = cluster().group('General', { types: ['tiny.medium'], count: 2 }).service('Api', { desired: 2, cpu: 128, memory: 500, hostPort: 80 }).build();

/** A clock that stands at 0 for a number of looks and is then far beyond every budget. */
function clock(looks: number): () => number {
  let left = looks;
  return () => (left-- > 0 ? 0 : 1e9);
}

const run = (looks: number) => runPreflight(model, { simulation: { ...SMALL, budget: budgetOf(1, clock(looks)) } });

test('a scenario that was not run is named, in its verdict and for the whole run, and never fits', () => {
  const { services, notes } = run(1);
  const [{ verdicts }] = services;
  expect(verdicts.find(({ scenario }) => scenario === 'steady-state')).toMatchObject({ verdict: 'always-fits' });
  const rolling = verdicts.find(({ scenario }) => scenario === 'rolling-deployment');
  expect(rolling).toEqual({ scenario: 'rolling-deployment', verdict: 'not-simulated', notRun: true, because: 'not run: the time budget of 1 s was over' });
  expect(verdicts.filter(({ verdict, notRun }) => notRun && (verdict === 'fits' || verdict === 'always-fits'))).toEqual([]);
  const [note] = notes.filter((text) => text.startsWith('not run: the time budget of 1 s was over for '));
  expect(note).toContain('rolling-deployment of Shop/Cluster');
  expect(note).toContain('19 of 20 orders of Shop/Cluster');
});

test('wherever the time ends, no more is said to fit than without a budget', () => {
  const full = new Map(run(1e6).services[0].verdicts.map(({ scenario, verdict }) => [scenario, verdict]));
  const met = new Set<string>();
  for (let looks = 1; looks < 60; looks += 1) {
    for (const { scenario, verdict } of run(looks).services[0].verdicts) {
      met.add(verdict);
      if (verdict === 'fits' || verdict === 'always-fits') expect([scenario, full.get(scenario)]).toEqual([scenario, verdict]);
      if (verdict === 'cannot-fit') expect([scenario, full.get(scenario)]).toEqual([scenario, 'cannot-fit']);
    }
  }
  expect([...met]).toEqual(expect.arrayContaining(['always-fits', 'fits', 'cannot-fit', 'not-simulated']));
});

test('a finding whose cures were not tried says so', () => {
  const found = Array.from({ length: 200 }, (_, looks) => run(looks + 1).findings).flat().flatMap(({ notes }) => notes);
  expect(found.some((note) => note.includes('not run: the time budget of 1 s was over'))).toBe(true);
});

test('a run that ends in time is the same as one without a budget', () => {
  const { findings, services } = runPreflight(model, { simulation: SMALL });
  expect(run(1e9)).toMatchObject({ findings, services });
});

test('the command takes whole seconds', async () => {
  const said: string[] = [];
  const terminal = { color: false, out: (text: string) => void said.push(text), err: (text: string) => void said.push(text) };
  expect(await runCommand(['check', 'template.json', '--time-budget', 'soon'], terminal)).toBe(2);
  expect(said.join('')).toContain('--time-budget must be a whole number from 0 to 86400, got "soon"');
});
