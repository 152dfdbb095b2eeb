import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LintFinding } from './lint-finding';

/** A finding that stays, and why. `subject` is the finding's, exactly. */
export interface LintException {
  readonly tool: string;
  readonly example: string;
  readonly rule: string;
  readonly subject: string;
  readonly reason: string;
}

/** `lint-exceptions.json` next to the examples. */
export function readExceptions(folder: string): readonly LintException[] {
  const path = join(folder, 'lint-exceptions.json');
  const exceptions = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) as LintException[] : [];
  const bare = exceptions.find(({ reason }) => !reason?.trim());
  if (bare) throw new Error(`the exception for ${bare.rule} at ${bare.example} ${bare.subject} has no reason`);
  return exceptions;
}

/** Findings without an exception, and exceptions without a finding: both are problems. */
export function problems(findings: readonly LintFinding[], exceptions: readonly LintException[]): readonly string[] {
  const unexplained = findings
    .filter((finding) => finding.isError || !exceptions.some((exception) => matches(exception, finding)))
    .map(({ tool, example, rule, subject, message, isError }) => `${tool} ${isError ? 'error' : 'warning'} ${rule} in ${example} at ${subject}: ${message}`);
  const stale = exceptions
    .filter((exception) => !findings.some((finding) => matches(exception, finding)))
    .map(({ tool, example, rule, subject }) => `the exception for ${tool} ${rule} in ${example} at ${subject} is not needed any more: remove it`);
  return [...new Set([...unexplained, ...stale])].sort();
}

function matches(exception: LintException, finding: LintFinding): boolean {
  return (['tool', 'example', 'rule', 'subject'] as const).every((key) => exception[key] === finding[key]);
}
