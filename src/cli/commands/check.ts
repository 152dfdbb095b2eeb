import { parseArgs } from 'node:util';
import { readInput } from '../../preflight/extract/read-input';
import type { PreflightResult, Severity } from '../../preflight/findings';
import { runPreflight } from '../../preflight/run';
import { SCENARIO_NAMES, type ScenarioName } from '../../preflight/scenario/script';
import { choice, pairs, wholeNumber } from '../option-values';
import { writeReports, readReporters } from '../reporters';
import type { Terminal } from '../run-command';
import { UsageError } from '../usage-error';

/** `stowage check`: reads the input, judges it, reports it. */
export function check(args: readonly string[], terminal: Terminal): number {
  const { values, positionals } = parse(args);
  if (positionals.length === 0) throw new UsageError('stowage check needs a cloud assembly (cdk.out) or a template');
  const failOn = choice(values['fail-on'] ?? 'error', ['error', 'warning', 'note'], '--fail-on');
  const reporters = readReporters(values.reporter ?? ['terminal']);
  const scenarios = (values.scenario ?? [])
    .flatMap((list) => list.split(','))
    .map((name) => choice(name.trim(), SCENARIO_NAMES, '--scenario'));
  const simulation = {
    trunking: choice(values.trunking ?? 'off', ['on', 'off'], '--trunking') === 'on',
    orders: wholeNumber(values.orders ?? '20', 1, 100_000, '--orders'),
    seed: wholeNumber(values.seed ?? '1', 0, 2 ** 31 - 1, '--seed'),
  };
  const { model } = readInput(positionals, { parameters: pairs(values.parameter ?? []), region: values.region, account: values.account });
  const result = runPreflight(model, { scenarios: scenarios.length > 0 ? inOrder(scenarios) : undefined, simulation });
  writeReports(result, reporters, terminal);
  return exitCode(result, failOn);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'scenario': { type: 'string', multiple: true },
        'fail-on': { type: 'string' },
        'reporter': { type: 'string', multiple: true },
        'parameter': { type: 'string', multiple: true },
        'region': { type: 'string' },
        'account': { type: 'string' },
        'trunking': { type: 'string' },
        'orders': { type: 'string' },
        'seed': { type: 'string' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split('. ')[0].toLowerCase() : String(error));
  }
}

function exitCode(result: PreflightResult, failOn: Severity): number {
  const rank: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };
  return result.findings.some((finding) => rank[finding.severity] >= rank[failOn]) ? 1 : 0;
}

function inOrder(names: readonly ScenarioName[]): readonly ScenarioName[] {
  return SCENARIO_NAMES.filter((scenario) => names.includes(scenario));
}
