import type { PlacementModel } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import { judgeCluster, type Judgement } from '../../../src/preflight/scenario/judge';
import { DEFAULT_SIMULATION } from '../../../src/preflight/scenario/options';
import type { ScenarioName } from '../../../src/preflight/scenario/script';
import { SMALL_TYPES } from '../verdicts/small-case';

/** tiny.small registers 1,000 MiB, tiny.medium 1,500 and tiny.large 2,500; nothing about them is estimated. */
export const SMALL = { ...DEFAULT_SIMULATION, catalog: SMALL_TYPES };

/** The judgement of the first service in a scenario. */
export function judged(model: PlacementModel, scenario: ScenarioName, service = model.services[0].id): Judgement {
  const { judgements } = judgeCluster(model, model.clusters[0], [scenario], SMALL);
  const found = judgements.find((one) => one.service.id === service && one.scenario === scenario);
  if (!found) throw new Error(`no judgement of ${service} in ${scenario}`);
  return found;
}

export function findings(model: PlacementModel, ruleId: string, scenarios?: readonly ScenarioName[]) {
  return runPreflight(model, { simulation: SMALL, scenarios }).findings.filter((finding) => finding.ruleId === ruleId);
}
