import { loadInput } from './extract/load/load-input';
import type { LoadedTemplate } from './extract/load/loaded-template';
import { readTemplates, type InputOptions, type OpenCondition, type ReadResult } from './extract/read-input';
import type { Finding, PreflightResult, Severity } from './findings';
import { withPlainEdits } from './plain-edits';
import { runPreflight, type RunOptions } from './run';

/** More open conditions than this would take too many runs; each of the others is judged by itself. */
const JUDGED_TOGETHER = 3;
const JUDGED_ALONE = 5;

/**
 * Reads and judges. Where a condition of a template cannot be decided, both branches are judged: what is found in
 * every branch is found; what is found in some is a warning that names the branch. What only a deployment of both
 * branches at once would show is not found, because no deployment makes both.
 */
export function judgeInput(paths: readonly string[], input: InputOptions = {}, run: RunOptions = {}): PreflightResult {
  const templates = loadInput(paths, input.baseDirectory ?? process.cwd());
  const result = judgeTemplates(templates, input, run);
  return { ...result, findings: withPlainEdits(result.findings, templates) };
}

function judgeTemplates(templates: readonly LoadedTemplate[], input: InputOptions, run: RunOptions): PreflightResult {
  const read = (conditions: Answers): ReadResult => readTemplates(templates, { ...input, conditions: { ...input.conditions, ...conditions } });
  const { model, openConditions } = read({});
  const base = runPreflight(model, run);
  if (openConditions.length === 0) return base;
  const judge = ({ answers, result }: Leaf): Branch => ({ name: branchName(answers), findings: runPreflight(result.model, run).findings });
  const leaves = leavesOf({}, read);
  const left = new Set(leaves.flatMap(({ result }) => result.openConditions.map(({ id }) => id)));
  const alone = openConditions.filter(({ id }) => left.has(id)).slice(0, JUDGED_ALONE)
    .flatMap(({ id }) => [true, false].map((holds) => judge({ answers: { [id]: holds }, result: read({ [id]: holds }) })));
  const findings = [...merged(leaves.map(judge)).map((finding) => doubted(finding, alone)), ...base.findings.filter(({ severity }) => severity === 'note')];
  return {
    ...base,
    findings: findings.sort((a, b) => RANK[a.severity] - RANK[b.severity]),
    notes: [...base.notes, ...openConditions.map((condition) => noteOf(condition, left))],
  };
}

type Answers = Readonly<Record<string, boolean>>;

interface Leaf {
  readonly answers: Answers;
  readonly result: ReadResult;
}

interface Branch {
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** Answers one condition after the other, so that a condition which follows from an answer is not answered against it. */
function leavesOf(answers: Answers, read: (conditions: Answers) => ReadResult): readonly Leaf[] {
  const result = read(answers);
  // One that waits for another condition is decided by the answer to that one.
  const next = result.openConditions.find(({ because }) => !because.startsWith('the condition ')) ?? result.openConditions[0];
  if (next === undefined || Object.keys(answers).length === JUDGED_TOGETHER) return [{ answers, result }];
  return [true, false].flatMap((holds) => leavesOf({ ...answers, [next.id]: holds }, read));
}

function branchName(answers: Answers): string {
  return Object.entries(answers)
    .map(([id, holds]) => `${id} is ${holds}`)
    .join(' and ');
}

/** Errors and warnings of the branches, each once. */
function merged(branches: readonly Branch[]): readonly Finding[] {
  const byKey = new Map<string, { readonly finding: Finding; readonly names: string[] }>();
  for (const { name, findings } of branches) {
    for (const finding of findings) {
      if (finding.severity === 'note') continue;
      const seen = byKey.get(keyOf(finding));
      const milder = seen && RANK[seen.finding.severity] > RANK[finding.severity] ? seen.finding : finding;
      byKey.set(keyOf(finding), { finding: seen ? milder : finding, names: [...seen?.names ?? [], name] });
    }
  }
  return [...byKey.values()].map(({ finding, names }) => (new Set(names).size === branches.length ? finding : onlyIn(finding, names)));
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Certain in one branch is not certain: the deployment may take the other. */
function onlyIn(finding: Finding, names: readonly string[]): Finding {
  return { ...finding, severity: 'warning', notes: [`only where ${[...new Set(names)].join(', or where ')}`, ...finding.notes] };
}

/** An error that an answer to one more condition takes away is not certain either. */
function doubted(finding: Finding, alone: readonly Branch[]): Finding {
  const without = alone.filter(({ findings }) => !findings.some((one) => keyOf(one) === keyOf(finding) && one.severity === 'error')).map(({ name }) => name);
  if (finding.severity !== 'error' || without.length === 0) return finding;
  return { ...finding, severity: 'warning', notes: [`not where ${without.join(', nor where ')}`, ...finding.notes] };
}

function keyOf({ ruleId, subject, summary }: Finding): string {
  return [ruleId, subject.templatePath, subject.logicalId, summary].join('\u0000');
}

function noteOf({ id, because }: OpenCondition, left: ReadonlySet<string>): string {
  return left.has(id) ? `the condition ${id} was left open: ${because}` : `both branches of the condition ${id} were judged: ${because}`;
}
