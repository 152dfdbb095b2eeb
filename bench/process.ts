import { spawnSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { buildSync } from 'esbuild';
import { milliseconds, type BenchRow } from './parts/table';

/** Whole processes: from the start of Node to the end, and the heap that a placement takes. */
export function processes(): readonly BenchRow[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const rows = [cold(folder), ...allocations(folder)];
  rmSync(folder, { recursive: true });
  return rows;
}

function cold(folder: string): BenchRow {
  const script = bundle(folder, 'place-once');
  const runs = Array.from({ length: 5 }, () => JSON.parse(spawnSync(process.execPath, [script], { encoding: 'utf8' }).stdout) as ColdRun);
  const best = runs.reduce((one, other) => (other.elapsed < one.elapsed ? other : one));
  return {
    what: 'cold process, 5,000 instances, 50,000 tasks',
    figures: { time: milliseconds(best.elapsed), memory: `${best.megabytes.toFixed(0)} MB`, placed: best.placed.toLocaleString('en-US') },
    goal: { text: 'under 400 ms and 200 MB', reached: best.elapsed < 400 && best.megabytes < 200 },
  };
}

interface ColdRun {
  readonly placed: number;
  readonly elapsed: number;
  readonly megabytes: number;
}

/** Bytes of heap for each placement, beside the list that a run hands back. */
export function allocations(folder: string): readonly BenchRow[] {
  const script = bundle(folder, 'allocations');
  const { stdout } = spawnSync(process.execPath, ['--expose-gc', '--max-semi-space-size=256', '--min-semi-space-size=128', script], { encoding: 'utf8' });
  return Object.entries(JSON.parse(stdout) as Record<string, number>).map(([chain, bytes]) => ({
    what: `heap per placement, ${chain}`,
    figures: { bytes: bytes.toFixed(2) },
    // The smallest object takes 16 bytes; what remains is the measurement itself, and what a run takes once.
    goal: { text: 'no object per placement', reached: bytes < 8 },
  }));
}

function bundle(folder: string, name: string): string {
  const outfile = join(folder, `${name}.js`);
  buildSync({ entryPoints: [join(__dirname, 'parts', `${name}.ts`)], bundle: true, platform: 'node', outfile });
  return outfile;
}
