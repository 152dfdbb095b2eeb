import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EXPECTED, HARMLESS } from './expected';
import { readInput } from '../../../src/preflight/extract/read-input';
import type { Evidence, Finding, PreflightResult } from '../../../src/preflight/findings';
import { runPreflight } from '../../../src/preflight/run';

/** Rules about whether tasks start and roll; what is said after a loss is true of a small cluster and no part of the incident. */
const PLACEMENT = [
  'colliding-deployments',
  'deployment-deadlock',
  'no-room-at-maximum',
  'no-room-for-blue-green',
  'unmatched-constraint',
  'unplaceable-tasks',
  'unresolved-value',
];

function check(incident: string, file: 'template' | 'cured'): PreflightResult {
  const { model } = readInput([join(__dirname, incident, `${file}.yaml`)], { region: 'us-east-1', baseDirectory: join(__dirname, incident) });
  return runPreflight(model, { simulation: { orders: 10 } });
}

function alarms(result: PreflightResult): readonly string[] {
  return result.findings
    .filter((finding) => finding.severity === 'error' || PLACEMENT.includes(finding.ruleId))
    .map((finding) => `${finding.severity} ${finding.ruleId}: ${finding.summary}`);
}

function textOf(evidence: Evidence): readonly string[] {
  if (evidence.kind === 'text') return evidence.lines;
  if (evidence.kind === 'pointer') return [evidence.text, evidence.message];
  return [...evidence.columns, ...evidence.rows.flatMap((row) => [...row.cells, row.remark ?? ''])];
}

function wholeText(finding: Finding): string {
  return [...finding.evidence.flatMap(textOf), ...finding.notes, ...finding.help].join('\n');
}

test('every directory is expected, and every expectation has its two templates', () => {
  const directories = readdirSync(__dirname, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  expect([...EXPECTED.map(({ incident }) => incident), ...HARMLESS].sort()).toEqual(directories.sort());
  for (const directory of directories) for (const file of ['template', 'cured']) expect(existsSync(join(__dirname, directory, `${file}.yaml`))).toBe(true);
  expect(directories.length).toBeGreaterThanOrEqual(25);
});

test.each(EXPECTED.map((expected) => [expected.incident, expected] as const))('%s is foreseen', (incident, expected) => {
  const { findings } = check(incident, 'template');
  const found = findings.filter(({ ruleId, summary }) => ruleId === expected.rule && summary.includes(expected.says));
  expect(findings.map(({ severity, ruleId, summary }) => `${severity} ${ruleId}: ${summary}`).join('\n')).toContain(expected.says);
  expect(found.map(({ severity }) => severity)).toContain(expected.severity);
  expect(found.map(wholeText).join('\n')).toContain(expected.explains);
});

test.each([...EXPECTED.map(({ incident }) => incident), ...HARMLESS])('the cure of %s raises no alarm', (incident) => {
  expect(alarms(check(incident, 'cured'))).toEqual([]);
});

test.each(HARMLESS)('%s raises no alarm', (incident) => {
  expect(alarms(check(incident, 'template'))).toEqual([]);
});
