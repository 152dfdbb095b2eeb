import { changeGroup } from '../../../src/preflight/explain/change';
import { known } from '../../../src/preflight/model';
import type { PlacementModel } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import { budgetOf } from '../../../src/preflight/scenario/budget';
import { DEFAULT_SIMULATION } from '../../../src/preflight/scenario/options';
import { cluster } from '../model-builder';

const SIMULATION = { ...DEFAULT_SIMULATION, orders: 4 };

/** Each m5.large holds one task by its memory, and there are more tasks than instances. */
function tooFull(services: number): PlacementModel {
  const builder = cluster().group('General', { types: ['m5.large'], count: 2400 });
  for (let index = 0; index < services; index += 1) builder.service(`S${index}`, { desired: 2600 / services, memory: 5000, min: 50, max: 100 });
  return builder.build();
}

const unplaceable = (model: PlacementModel, simulation = {}) =>
  runPreflight(model, { scenarios: ['steady-state'], simulation: { ...SIMULATION, ...simulation } }).findings.filter(({ ruleId }) => ruleId === 'unplaceable-tasks');

test('a large cluster without room gets a cure without any option, the same for all services, and it holds', () => {
  const model = tooFull(13);
  const findings = unplaceable(model);
  expect(findings.length).toBeGreaterThan(0);
  const amounts = new Set(findings.map(({ help }) => /^set desired capacity of Shop\/Cluster\/General from 2,400 to ([\d,]+);/m.exec(help.join('\n'))?.[1]));
  expect([amounts.size, findings[0].help, findings[0].notes]).toEqual([1, expect.arrayContaining([expect.stringContaining('set desired capacity')]), expect.anything()]);
  const [amount] = [...amounts].map((text) => Number(text?.replace(',', '')));
  const { model: cured } = changeGroup('General', (group) => ({ ...group, maxSize: known(amount), desiredCapacity: known(amount) }))({ model, options: SIMULATION });
  expect(unplaceable(cured)).toEqual([]);
  expect(amount).toBeLessThan(2600 * 1.1);
}, 120_000);

test('what was left out for the size of the cluster is named, with the option that tries it', () => {
  for (const { notes } of unplaceable(tooFull(13))) expect(notes.join('\n')).toMatch(/were (not )?tried, because the cluster is large.*--time-budget SECONDS/);
}, 120_000);

test('a time budget that is over leaves nothing proved', () => {
  const [finding] = unplaceable(tooFull(13), { budget: budgetOf(0) });
  expect(finding.help).toEqual([]);
  expect(finding.notes.join('\n')).toContain('not run: the time budget of 0 s was over');
});

describe('a cluster of 200 instances in which many services fail', () => {
  const crowded = (short: 'always' | 'after a loss' = 'always', huge = false) => {
    const builder = cluster().group('General', { types: ['m5.large'], count: 200 });
    const desired = short === 'always' ? 8 : 5;
    for (let index = 0; index < 30; index += 1) builder.service(`S${index}`, { desired, memory: 5000, min: 50, max: 100 });
    return (huge ? builder.service('Huge', { desired: 1, memory: 50_000 }) : builder).build();
  };
  const findingsOf = (model: PlacementModel, id: string) =>
    runPreflight(model, { simulation: SIMULATION }).findings.filter(({ ruleId }) => ruleId === id);
  const amountIn = (help: readonly string[]) => /from 200 to ([\d,]+);/.exec(help.find((text) => text.includes('desired capacity')) ?? '')?.[1];

  test('each gets the number that helps all of them, and what was not tried is told with its reason', () => {
    const findings = findingsOf(crowded(), 'unplaceable-tasks');
    expect(new Set(findings.map(({ help }) => amountIn(help)))).toEqual(new Set(['240']));
    expect(findings[0].notes).toContain(
      'smaller sizes and fewer tasks were not tried, because 30 services find no room somewhere; --time-budget SECONDS says how long more may take',
    );
  }, 120_000);

  test('one that no number of instances helps keeps no cure from the others, and is told that none helps', () => {
    const findings = findingsOf(crowded('always', true), 'unplaceable-tasks');
    const huge = findings.filter(({ subject }) => subject.constructPath.includes('Huge'));
    expect(huge.map(({ help, notes }) => [amountIn(help), notes.includes('tried and not enough alone: more instances of Shop/Cluster/General, up to 800')])).toEqual([[undefined, true]]);
    const others = findings.filter(({ subject }) => !subject.constructPath.includes('Huge'));
    expect([others.length > 0, new Set(others.map(({ help }) => amountIn(help)))]).toEqual([true, new Set(['240'])]);
  }, 120_000);

  test('what a lost zone takes has a number of its own, the same for all', () => {
    const findings = findingsOf(crowded('after a loss'), 'no-room-after-zone-loss');
    const amounts = new Set(findings.map(({ help }) => amountIn(help)));
    expect([findings.length > 10, amounts.size, Number([...amounts][0]) > 200]).toEqual([true, 1, true]);
  }, 120_000);
});
