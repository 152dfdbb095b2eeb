import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { buildSync } from 'esbuild';
import { modelOf } from './parts/clusters';
import { fastest } from './parts/table';
import { byService, taskOrder, timePlacing, type Timing } from './parts/timing';
import { CHAINS, workload, type Workload } from './parts/workload';
import { judgeCluster } from '../src/preflight/scenario/judge';
import { DEFAULT_SIMULATION } from '../src/preflight/scenario/options';
import { SCENARIO_NAMES } from '../src/preflight/scenario/script';
import type { EngineKind } from '../src/preflight/scheduler/create-engine';

/*
 * What must hold on any machine, in seconds: ratios of processor time within one run, equal placements, and no object per placement.
 * The figures themselves are measured by main.ts. Usage: ts-node -T -P test/tsconfig.json bench/check.ts
 */

interface Check {
  readonly what: string;
  readonly figure: number;
  readonly holds: boolean;
  readonly limit: string;
}

/** Measured at 100 and more, and at 23 and more, on a machine with ten times as much to do as it can. */
const LEAST_RATIO = { batched: 30, indexed: 8 };

/** The smallest object takes 16 bytes. */
const MOST_BYTES = 8;

/** Once more when a ratio is too low, since another process may have taken the caches of one of the runs. */
const TRIES = 3;

function ratios(chain: string): readonly Check[] {
  const work = workload(2500, 25_000, 505, CHAINS[chain]);
  for (let attempt = 1; ; attempt++) {
    const checks = measured(work, chain);
    if (attempt === TRIES || checks.every(({ holds }) => holds)) return checks;
  }
}

function measured(work: Workload, chain: string): readonly Check[] {
  const order = taskOrder(work);
  const reference = timePlacing(work, 'reference', 1, (engine) => byService(engine, work));
  const batched = timePlacing(work, 'batched', 15, (engine) => byService(engine, work));
  const scanned = timePlacing(work, 'reference', 1, (engine) => order.forEach((request) => engine.place(request)));
  const indexed = timePlacing(work, 'indexed', 8, (engine) => order.forEach((request) => engine.place(request)));
  return [...compared('batched', reference, batched, chain), ...compared('indexed', scanned, indexed, chain)];
}

function compared(kind: Exclude<EngineKind, 'reference'>, slow: Timing, fast: Timing, chain: string): readonly Check[] {
  const ratio = slow.elapsed / fast.elapsed;
  const least = LEAST_RATIO[kind];
  return [
    { what: `${kind} against reference, ${chain}`, figure: ratio, holds: ratio >= least, limit: `at least ${least} times` },
    { what: `${kind}, ${chain}: tasks placed`, figure: fast.placed, holds: slow.hash === fast.hash && fast.placed > 0, limit: 'the same on each instance' },
  ];
}

const JUDGED = { instances: 1000, tasks: 10_000, services: 100, orders: 5, goal: 0 };

/** Judging against one placing by the scan, and a full cluster against one with room: measured at 6 and at 3, without cures. */
const MOST_RATIO = { roomy: 25, full: 12 };

function judging(): readonly Check[] {
  for (let attempt = 1; ; attempt++) {
    const checks = judgedOnce();
    if (attempt === TRIES || checks.every(({ holds }) => holds)) return checks;
  }
}

function judgedOnce(): readonly Check[] {
  const work = workload(JUDGED.instances, JUDGED.tasks, JUDGED.services, Object.values(CHAINS)[0]);
  const { elapsed: placed } = timePlacing(work, 'reference', 3, (engine) => byService(engine, work));
  const [roomy, full] = (['roomy', 'full'] as const).map((filling) => {
    const model = modelOf(JUDGED, filling);
    return fastest(2, () => judgeCluster(model, model.clusters[0], SCENARIO_NAMES, { ...DEFAULT_SIMULATION, orders: JUDGED.orders }));
  });
  return [
    { what: 'judging against one placing by scan', figure: roomy / placed, holds: roomy / placed <= MOST_RATIO.roomy, limit: `at most ${MOST_RATIO.roomy} times` },
    { what: 'judging a full cluster against one with room', figure: full / roomy, holds: full / roomy <= MOST_RATIO.full, limit: `at most ${MOST_RATIO.full} times` },
  ];
}

function heap(): readonly Check[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const outfile = join(folder, 'allocations.js');
  buildSync({ entryPoints: [join(__dirname, 'parts', 'allocations.ts')], bundle: true, platform: 'node', outfile });
  const flags = ['--expose-gc', '--max-semi-space-size=256', '--min-semi-space-size=128'];
  const { stdout } = spawnSync(process.execPath, [...flags, outfile], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  return Object.entries(JSON.parse(stdout) as Record<string, number>).map(([kind, bytes]) => ({
    what: `bytes of heap per placement, ${kind}`,
    figure: bytes,
    holds: bytes < MOST_BYTES,
    limit: `under ${MOST_BYTES}: no object`,
  }));
}

function main(): number {
  const checks = [...Object.keys(CHAINS).flatMap(ratios), ...judging(), ...heap()];
  for (const { what, figure, holds, limit } of checks) {
    process.stdout.write(`${holds ? 'ok    ' : 'FAILED'} ${what.padEnd(68)} ${figure.toFixed(figure < 100 ? 1 : 0).padStart(7)}   ${limit}\n`);
  }
  return checks.every(({ holds }) => holds) ? 0 : 1;
}

process.exitCode = main();
