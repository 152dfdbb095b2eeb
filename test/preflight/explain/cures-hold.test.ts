import { troubledModel } from './random-trouble';
import { provenChanges } from '../../../src/preflight/explain/cures';
import type { Finding } from '../../../src/preflight/findings';
import type { PlacementModel } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import { judgeCluster, type Judgement } from '../../../src/preflight/scenario/judge';
import { DEFAULT_SIMULATION } from '../../../src/preflight/scenario/options';
import { SCENARIO_NAMES, type ScenarioName } from '../../../src/preflight/scenario/script';
import { SMALL_TYPES } from '../verdicts/small-case';

const CASES = Number(process.env.CURE_CASES ?? 50);
const FIRST = Number(process.env.CURE_SEED ?? 1);
const OPTIONS = { ...DEFAULT_SIMULATION, catalog: SMALL_TYPES };

/** Rules that print cures which were simulated, and the scenarios they are about. */
const ABOUT: Readonly<Record<string, readonly ScenarioName[]>> = {
  'unplaceable-tasks': ['steady-state'],
  'deployment-deadlock': ['rolling-deployment'],
  'colliding-deployments': ['all-deployments', 'interleaved-deployments'],
  'no-room-for-blue-green': ['blue-green-deployment'],
  'no-room-at-maximum': ['scaled-to-maximum'],
  'no-room-after-zone-loss': ['availability-zone-loss'],
  'no-room-after-instance-loss': ['instance-loss'],
  'no-room-after-spot-reclaim': ['spot-reclaim'],
  'no-room-after-scale-in': ['managed-scale-in'],
  'stuck-drain': ['instance-drain'],
  'stuck-instance-refresh': ['instance-refresh'],
  'stuck-scale-out': ['first-deployment', 'managed-scale-out'],
  'stuck-zone-rebalancing': ['zone-rebalancing'],
};

const seen = new Map<string, number>();

/** Kinds of changes that were not always tried, by a piece of their text. */
const KINDS = ['PlacementStrategies', 'write the placement constraint', 'Availability Zones instead of'];
const kinds = new Set<string>();

/** What is wrong with the cures of one model: help without a change behind it, or a change after which the finding is still there. */
function wrongCures(seed: number): readonly string[] {
  const model = troubledModel(seed);
  const { findings } = runPreflight(model, { simulation: OPTIONS });
  const { judgements } = judgeCluster(model, model.clusters[0], SCENARIO_NAMES, OPTIONS);
  return findings.flatMap((finding) => {
    const judgement = judgementOf(finding, judgements);
    if (!judgement) return [];
    const { kept } = provenChanges({ model, options: OPTIONS }, judgement, SCENARIO_NAMES);
    const texts = kept.map(({ change, found }) => `${change.text}; ${found}`);
    for (const text of texts) for (const kind of KINDS) if (text.includes(kind)) kinds.add(kind);
    const costs = kept.map(({ change }) => change.cost);
    expect([seed, costs.length <= 3, costs]).toEqual([seed, true, [...costs].sort((a, b) => a - b)]);
    const unknown = finding.help.filter((text) => !texts.includes(text)).map((text) => `seed ${seed}, ${finding.ruleId}: no change stands behind ${text}`);
    const standing = kept.flatMap(({ change }) => {
      seen.set(finding.ruleId, (seen.get(finding.ruleId) ?? 0) + 1);
      const after = change.apply({ model, options: OPTIONS });
      return stillThere(finding, after.model, after.options) ? [`seed ${seed}, ${finding.ruleId} of ${finding.subject.constructPath} outlives: ${change.text}`] : [];
    });
    return [...unknown, ...standing];
  });
}

function judgementOf(finding: Finding, judgements: readonly Judgement[]): Judgement | undefined {
  // What the percentages alone decide is computed, not searched for.
  if (finding.notes.some((note) => note.startsWith('certain on any capacity'))) return undefined;
  return (ABOUT[finding.ruleId] ?? [])
    .flatMap((scenario) => judgements.filter((one) => one.scenario === scenario && one.ordersFailed > 0 && one.hidden === undefined))
    .find(({ service }) => service.subject.constructPath === finding.subject.constructPath);
}

function stillThere(finding: Finding, model: PlacementModel, simulation: typeof OPTIONS): boolean {
  const after = runPreflight(model, { simulation }).findings;
  return after.some(({ ruleId, subject }) => ruleId === finding.ruleId && subject.constructPath === finding.subject.constructPath);
}

test('every printed cure, applied, makes its finding go', () => {
  const wrong: string[] = [];
  for (let seed = FIRST; seed < FIRST + CASES; seed += 1) wrong.push(...wrongCures(seed));
  if (process.env.CURE_COUNTS) console.log(Object.fromEntries(seen));
  expect(wrong).toEqual([]);
  expect([...kinds].sort()).toEqual([...KINDS].sort());
  // Cures of every kind of trouble have to be met for that to mean something.
  for (const rule of ['unplaceable-tasks', 'deployment-deadlock', 'no-room-for-blue-green', 'no-room-after-instance-loss', 'stuck-instance-refresh']) {
    expect([rule, (seen.get(rule) ?? 0) > 0]).toEqual([rule, true]);
  }
}, 600_000);
