import type { Finding, PreflightResult, ServiceVerdicts, Severity } from './findings';
import type { PlacementModel } from './model';
import { RULES } from './rules';
import { ROOM_RULES } from './rules/room-rules';
import type { JudgedCluster, RuleContext } from './rules/rule';
import { overText } from './scenario/budget';
import { judgeCluster } from './scenario/judge';
import { DEFAULT_SIMULATION, type SimulationOptions } from './scenario/options';
import { inOrder, readScenario } from './scenario/read-scenario';
import { SCENARIO_NAMES } from './scenario/script';
import { verdictsOf } from './verdicts';

export interface RunOptions {
  /** Names of scenarios, or of sequences of them (`scaled-to-maximum+availability-zone-loss`); default: all scenarios, no sequence. */
  readonly scenarios?: readonly string[];
  readonly simulation?: Partial<SimulationOptions>;
}

/** The whole story: judge every cluster, let every rule look at the judgements, sort what they say. */
export function runPreflight(model: PlacementModel, run: RunOptions = {}): PreflightResult {
  const scenarios = run.scenarios === undefined ? SCENARIO_NAMES : inOrder(run.scenarios.map(readScenario));
  const options = { ...DEFAULT_SIMULATION, ...run.simulation };
  const clusters: JudgedCluster[] = model.clusters.map((cluster) => ({ cluster, ...judgeCluster(model, cluster, scenarios, options) }));
  const context: RuleContext = { model, options, scenarios, clusters };
  const findings = RULES.flatMap((rule) => rule.check(context)).map((finding) => doubted(finding, model)).sort(byImportance);
  const services: ServiceVerdicts[] = model.services.map((service) => ({
    service: service.subject,
    verdicts: verdictsOf(context, service),
  }));
  return {
    findings,
    services,
    taskDefinitionsWithoutService: withoutService(model),
    notes: [
      ...model.notes.map((note) => (note.subject ? `${note.subject.constructPath}: ${note.text}` : note.text)),
      ...budgetNotes(options),
    ],
  };
}

/** What a macro rewrites is not what will be deployed, so nothing in it is certain. */
function doubted(finding: Finding, { rewritten }: PlacementModel): Finding {
  if (finding.severity !== 'error' || !rewritten?.includes(finding.subject.templatePath)) return finding;
  return { ...finding, severity: 'warning', notes: [...finding.notes, 'a macro rewrites the template before it is deployed, and may change this'] };
}

function withoutService({ taskDefinitions, services }: PlacementModel): number {
  const run = new Set(services.map(({ taskDefinition }) => (taskDefinition.known ? taskDefinition.value : undefined)));
  return taskDefinitions.filter(({ id, imported }) => !imported && !run.has(id)).length;
}

/** What the time budget left out, by name. */
function budgetNotes({ budget }: SimulationOptions): readonly string[] {
  const leftOut = budget?.leftOut() ?? [];
  return budget && leftOut.length > 0 ? [`${overText(budget)} for ${leftOut.join(', ')}`] : [];
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** What the simulation found of a service stands before advice about its settings. */
const SIMULATED: ReadonlySet<string> = new Set(ROOM_RULES.map(({ id }) => id));

function byImportance(a: Finding, b: Finding): number {
  return (
    RANK[a.severity] - RANK[b.severity] ||
    compare(a.subject.constructPath, b.subject.constructPath) ||
    Number(SIMULATED.has(b.ruleId)) - Number(SIMULATED.has(a.ruleId)) ||
    compare(a.ruleId, b.ruleId) ||
    compare(a.summary, b.summary)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
