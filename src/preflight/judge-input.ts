import { loadInput } from './extract/load/load-input';
import { readTemplates, type InputOptions, type OpenCondition } from './extract/read-input';
import type { Finding, PreflightResult } from './findings';
import { runPreflight, type RunOptions } from './run';

/** More open conditions than this would take too many runs; the rest stay unknown, which the result says. */
const JUDGED_CONDITIONS = 3;

/**
 * Reads and judges. Where a condition of a template cannot be decided, both branches are judged: what is found in
 * every branch is found; what is found in some is a warning that names the branch.
 */
export function judgeInput(paths: readonly string[], input: InputOptions = {}, run: RunOptions = {}): PreflightResult {
  const templates = loadInput(paths, input.baseDirectory ?? process.cwd());
  const { model, openConditions } = readTemplates(templates, input);
  const base = runPreflight(model, run);
  const open = openConditions.slice(0, JUDGED_CONDITIONS);
  if (open.length === 0) return base;
  const branches = answersOf(open).map((conditions) => ({
    name: branchName(conditions),
    result: runPreflight(readTemplates(templates, { ...input, conditions: { ...input.conditions, ...conditions } }).model, run),
  }));
  return { ...base, findings: mergeFindings(base, branches), notes: [...base.notes, ...notesOf(openConditions)] };
}

interface Branch {
  readonly name: string;
  readonly result: PreflightResult;
}

/** Every combination of answers. */
function answersOf(open: readonly OpenCondition[]): readonly Readonly<Record<string, boolean>>[] {
  return open.reduce<readonly Readonly<Record<string, boolean>>[]>(
    (answers, { id }) => answers.flatMap((answer) => [true, false].map((holds) => ({ ...answer, [id]: holds }))),
    [{}],
  );
}

function branchName(conditions: Readonly<Record<string, boolean>>): string {
  return Object.entries(conditions)
    .map(([id, holds]) => `${id} is ${holds}`)
    .join(' and ');
}

function mergeFindings(base: PreflightResult, branches: readonly Branch[]): readonly Finding[] {
  const known = new Set(base.findings.map(keyOf));
  const more = new Map<string, { readonly finding: Finding; readonly names: string[] }>();
  for (const { name, result } of branches) {
    for (const finding of result.findings) {
      const key = keyOf(finding);
      if (known.has(key) || finding.severity === 'note') continue;
      const seen = more.get(key) ?? { finding, names: [] };
      seen.names.push(name);
      more.set(key, seen);
    }
  }
  const added = [...more.values()].map(({ finding, names }) => (names.length === branches.length ? finding : onlyIn(finding, names)));
  return [...base.findings.filter(({ severity }) => severity === 'error'), ...added, ...base.findings.filter(({ severity }) => severity !== 'error')].sort(
    (a, b) => RANK[a.severity] - RANK[b.severity],
  );
}

const RANK = { error: 0, warning: 1, note: 2 } as const;

/** Certain in one branch is not certain: the deployment may take the other. */
function onlyIn(finding: Finding, names: readonly string[]): Finding {
  return { ...finding, severity: 'warning', notes: [`only where ${names.join(', or where ')}`, ...finding.notes] };
}

function keyOf({ ruleId, subject, summary }: Finding): string {
  return [ruleId, subject.templatePath, subject.logicalId, summary].join('\u0000');
}

function notesOf(open: readonly OpenCondition[]): readonly string[] {
  return open.map(({ id, because }, position) =>
    position < JUDGED_CONDITIONS ? `both branches of the condition ${id} were judged: ${because}` : `the condition ${id} was left open: ${because}`,
  );
}
