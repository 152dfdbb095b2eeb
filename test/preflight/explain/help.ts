import type { Finding } from '../../../src/preflight/findings';
import type { PlacementModel } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import { SMALL } from '../scenario/situations';

/** What the one finding of a rule advises. */
export function helpOf(ruleId: string, model: PlacementModel, scenarios?: readonly string[]): readonly string[] {
  return findingOf(ruleId, model, scenarios).help;
}

export function notesOf(ruleId: string, model: PlacementModel, scenarios?: readonly string[]): readonly string[] {
  return findingOf(ruleId, model, scenarios).notes;
}

export function findingOf(ruleId: string, model: PlacementModel, scenarios?: readonly string[]): Finding {
  const found = runPreflight(model, { simulation: SMALL, scenarios }).findings.filter((one) => one.ruleId === ruleId);
  expect(found.map(({ summary }) => summary)).toHaveLength(1);
  return found[0];
}
