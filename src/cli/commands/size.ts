import { readInput } from '../../preflight/extract/read-input';
import { DEFAULT_SIMULATION } from '../../preflight/scenario/options';
import { renderSize } from '../../preflight/size/render-size';
import { SIZED_FOR, sizeModel } from '../../preflight/size/size-model';
import { catalogOf } from '../catalog-option';
import { INPUT_OPTIONS, inputOptions } from '../input-options';
import { choice, wholeNumber } from '../option-values';
import { parseOptions } from '../parse-options';
import type { Terminal } from '../run-command';
import { scenariosOf } from '../scenario-option';
import { UsageError } from '../usage-error';

/** Raised when a field of the JSON output changes its meaning or goes away. */
const SIZE_SCHEMA_VERSION = 1;

/** `stowage size`: room that is left, instances that can go, cheaper shapes, other strategies. */
export function size(args: readonly string[], terminal: Terminal): number {
  const { values, positionals } = parseOptions(args, OPTIONS);
  if (positionals.length === 0) throw new UsageError('stowage size needs a cloud assembly (cdk.out) or a template');
  const reporter = choice(values.reporter ?? 'terminal', ['terminal', 'json'], '--reporter');
  const asked = scenariosOf(values.scenario) ?? SIZED_FOR;
  const options = {
    ...DEFAULT_SIMULATION,
    trunking: choice(values.trunking ?? 'off', ['on', 'off'], '--trunking') === 'on',
    orders: wholeNumber(values.orders ?? '10', 1, 100_000, '--orders'),
    seed: wholeNumber(values.seed ?? '1', 0, 2 ** 31 - 1, '--seed'),
    catalog: catalogOf(values.catalog),
  };
  const { model } = readInput(positionals, inputOptions(values));
  const report = sizeModel(model, options, asked);
  terminal.out(reporter === 'json' ? `${JSON.stringify({ schemaVersion: SIZE_SCHEMA_VERSION, ...report }, undefined, 2)}\n` : renderSize(report));
  return 0;
}

const OPTIONS = {
  ...INPUT_OPTIONS,
  scenario: { type: 'string', multiple: true },
  reporter: { type: 'string' },
  trunking: { type: 'string' },
  orders: { type: 'string' },
  seed: { type: 'string' },
} as const;
