import { layTable } from './table';
import type { Evidence, Finding, FindingSubject, PreflightResult, ScenarioVerdict } from '../findings';

export interface TerminalOptions {
  readonly color: boolean;
}

/** Findings first, then a verdict per service and scenario, then what the run as a whole has to say. */
export function renderTerminal(result: PreflightResult, options: TerminalOptions): string {
  const paint = painter(options.color);
  const parts = result.findings.map((finding) => renderFinding(finding, paint));
  parts.push(renderServices(result, paint));
  if (result.notes.length > 0) parts.push(result.notes.map((text) => `note: ${text}`).join('\n'));
  parts.push(summaryLine(result));
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

type Paint = (text: string, style: 'error' | 'warning' | 'note' | 'ok' | 'dim') => string;

function renderFinding(finding: Finding, paint: Paint): string {
  const lines = [
    `${paint(`${finding.severity}[${finding.ruleId}]`, finding.severity)}: ${clean(finding.summary)}`,
    `  --> ${where(finding.subject)}`,
  ];
  for (const evidence of finding.evidence) lines.push(...renderEvidence(evidence).map((line) => `      ${line}`.trimEnd()));
  for (const text of finding.notes) lines.push(`  ${paint('note', 'dim')}: ${clean(text)}`);
  finding.help.forEach((text, index) => lines.push(`  ${paint('help', 'ok')}: ${index > 0 ? 'or ' : ''}${clean(text)}`));
  return lines.join('\n');
}

function where(subject: FindingSubject): string {
  const file = subject.file ? `${subject.file}${subject.line === undefined ? '' : `:${subject.line}`}   ` : '';
  const template = subject.file ? '' : `   ${subject.templatePath}`;
  return clean(`${file}${subject.constructPath} (${subject.logicalId})${template}`);
}

function renderEvidence(evidence: Evidence): readonly string[] {
  switch (evidence.kind) {
    case 'table':
      return layTable(evidence);
    case 'text':
      return evidence.lines.map(clean);
    case 'pointer': {
      const indent = ' '.repeat(evidence.label.length + 3 + evidence.start);
      return [
        `${evidence.label}   ${clean(evidence.text)}`,
        `${indent}${'^'.repeat(Math.max(1, evidence.end - evidence.start))} ${clean(evidence.message)}`,
      ];
    }
  }
}

function renderServices(result: PreflightResult, paint: Paint): string {
  const lines: string[] = [];
  for (const { service, verdicts } of result.services) {
    lines.push(clean(service.constructPath));
    const shown = verdicts.filter(({ verdict }) => verdict !== 'not-simulated' && verdict !== 'unknown');
    const width = Math.max(0, ...shown.map((verdict) => verdict.scenario.length));
    for (const verdict of shown) {
      const count = verdict.asked === undefined ? '' : `${verdict.placed} of ${verdict.asked}, `;
      lines.push(`  ${verdict.scenario.padEnd(width)}  ${paint(words(verdict), styleOf(verdict))}  ${count}${clean(verdict.because)}`);
    }
    lines.push(...byReason(verdicts, 'unknown').map((line) => `  ${paint('unknown', 'warning')}: ${line}`));
    lines.push(...byReason(verdicts, 'not-simulated').map((line) => `  ${paint(`not simulated: ${line}`, 'dim')}`));
  }
  return lines.join('\n');
}

/** Scenarios that do not apply, or that hang on one unknown value, are told once per reason. */
function byReason(verdicts: readonly ScenarioVerdict[], kind: ScenarioVerdict['verdict']): readonly string[] {
  const reasons = new Map<string, string[]>();
  for (const { verdict, scenario, because } of verdicts) if (verdict === kind) reasons.set(because, [...(reasons.get(because) ?? []), scenario]);
  return [...reasons.entries()].map(([because, scenarios]) => `${scenarios.join(', ')} (${clean(because)})`);
}

function words(verdict: ScenarioVerdict): string {
  return verdict.verdict.replace(/-/g, ' ').padEnd('depends on order'.length);
}

function styleOf(verdict: ScenarioVerdict): 'error' | 'warning' | 'ok' {
  if (verdict.verdict === 'cannot-fit') return 'error';
  return verdict.verdict === 'always-fits' || verdict.verdict === 'fits' ? 'ok' : 'warning';
}

function summaryLine(result: PreflightResult): string {
  const count = (severity: string) => result.findings.filter((finding) => finding.severity === severity).length;
  const plural = (value: number, noun: string) => `${value} ${noun}${value === 1 ? '' : 's'}`;
  const found = `${plural(count('error'), 'error')}, ${plural(count('warning'), 'warning')}, ${plural(count('note'), 'note')}`;
  const alone = result.taskDefinitionsWithoutService;
  const tasks = alone > 0 ? ` and ${plural(alone, 'task definition')} without a service` : '';
  return `${plural(result.services.length, 'service')}${tasks} checked: ${found}${unjudged(result)}`;
}

/** No finding is no pass where nothing could be judged. */
function unjudged({ services }: PreflightResult): string {
  const unknown = services.filter(({ verdicts }) => {
    const kinds = new Set(verdicts.map(({ verdict }) => verdict));
    kinds.delete('not-simulated');
    return kinds.size === 1 && kinds.has('unknown');
  }).length;
  return unknown === 0 ? '' : `; ${unknown} could not be judged`;
}

/** Names come from templates: control characters must not reach a terminal. */
function clean(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replace(/\n/g, '\\n');
}

function painter(color: boolean): Paint {
  const codes = { error: '31', warning: '33', note: '36', ok: '32', dim: '2' } as const;
  return (text, style) => (color ? `\u001b[${codes[style]}m${text}\u001b[0m` : text);
}
