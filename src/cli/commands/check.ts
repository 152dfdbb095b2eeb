import type { PreflightResult, Severity } from '../../preflight/findings';
import { judgeInput } from '../../preflight/judge-input';
import { budgetOf } from '../../preflight/scenario/budget';
import { catalogOf } from '../catalog-option';
import { INPUT_OPTIONS, inputOptions } from '../input-options';
import { choice, wholeNumber } from '../option-values';
import { parseOptions } from '../parse-options';
import { writeReports, readReporters } from '../reporters';
import type { Terminal } from '../run-command';
import { scenariosOf } from '../scenario-option';
import { UsageError } from '../usage-error';

/** `stowage check`: reads the input, judges it, reports it. */
export function check(args: readonly string[], terminal: Terminal): number {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (positionals.length === 0) throw new UsageError('stowage check needs a cloud assembly (cdk.out) or a template');
  const failOn = choice(values['fail-on'] ?? 'error', ['error', 'warning', 'note'], '--fail-on');
  const reporters = readReporters(values.reporter ?? ['terminal']);
  const scenarios = scenariosOf(values.scenario);
  const simulation = {
    trunking: choice(values.trunking ?? 'off', ['on', 'off'], '--trunking') === 'on',
    orders: wholeNumber(values.orders ?? '20', 1, 100_000, '--orders'),
    seed: wholeNumber(values.seed ?? '1', 0, 2 ** 31 - 1, '--seed'),
    budget: values['time-budget'] === undefined ? undefined : budgetOf(wholeNumber(values['time-budget'], 0, 86_400, '--time-budget')),
    catalog: catalogOf(values.catalog),
    fargateVcpuQuota: quota(values['fargate-vcpu-quota'], '--fargate-vcpu-quota'),
    fargateSpotVcpuQuota: quota(values['fargate-spot-vcpu-quota'], '--fargate-spot-vcpu-quota'),
  };
  const result = judgeInput(positionals, inputOptions(values), { scenarios, simulation });
  writeReports(result, reporters, terminal);
  return exitCode(result, failOn);
}

const OPTIONS = {
  ...INPUT_OPTIONS,
  'scenario': { type: 'string', multiple: true },
  'fail-on': { type: 'string' },
  'reporter': { type: 'string', multiple: true },
  'trunking': { type: 'string' },
  'orders': { type: 'string' },
  'seed': { type: 'string' },
  'time-budget': { type: 'string' },
  'fargate-vcpu-quota': { type: 'string' },
  'fargate-spot-vcpu-quota': { type: 'string' },
} as const;

function quota(text: string | undefined, option: string): number | undefined {
  return text === undefined ? undefined : wholeNumber(text, 0, 10_000_000, option);
}

function exitCode(result: PreflightResult, failOn: Severity): number {
  const rank: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };
  return result.findings.some((finding) => rank[finding.severity] >= rank[failOn]) ? 1 : 0;
}
