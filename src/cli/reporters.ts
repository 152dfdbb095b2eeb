import { writeFileSync } from 'node:fs';
import type { Terminal } from './run-command';
import { UsageError } from './usage-error';
import type { PreflightResult } from '../preflight/findings';
import { renderJson } from '../preflight/report/json';
import { renderTerminal } from '../preflight/report/terminal';

/** One `--reporter NAME[=FILE]`. */
export interface Reporter {
  readonly name: string;
  readonly file?: string;
}

const RENDER: Readonly<Record<string, (result: PreflightResult, color: boolean) => string>> = {
  json: (result) => renderJson(result),
  terminal: (result, color) => renderTerminal(result, { color }),
};

export function readReporters(texts: readonly string[]): readonly Reporter[] {
  const reporters = texts.map((text): Reporter => {
    const split = text.indexOf('=');
    const name = split < 0 ? text : text.slice(0, split);
    if (!Object.hasOwn(RENDER, name)) {throw new UsageError(`there is no reporter ${JSON.stringify(name)}; the reporters are ${Object.keys(RENDER).join(', ')}`);}
    if (split >= 0 && text.length === split + 1) throw new UsageError(`--reporter ${text} names no file`);
    return split < 0 ? { name } : { name, file: text.slice(split + 1) };
  });
  if (reporters.filter((reporter) => reporter.file === undefined).length > 1) {throw new UsageError('only one reporter can write to stdout; give the others a file, as in json=report.json');}
  return reporters;
}

export function writeReports(result: PreflightResult, reporters: readonly Reporter[], terminal: Terminal): void {
  for (const { name, file } of reporters) {
    const text = RENDER[name](result, terminal.color && file === undefined);
    if (file === undefined) terminal.out(text);
    else writeReport(file, text);
  }
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`the report cannot be written to ${file}: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`);
  }
}
