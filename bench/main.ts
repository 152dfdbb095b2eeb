import { readdirSync } from 'fs';
import { createRequire } from 'module';
import { basename, join } from 'path';
import { renderRows, type BenchRow } from './parts/table';

/** Run by themselves; every other file of the folder exports measurements. */
const PROGRAMS = ['main.ts', 'check.ts'];

type Bench = () => readonly BenchRow[] | Promise<readonly BenchRow[]>;

async function main(only: string | undefined): Promise<void> {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.ts') && !PROGRAMS.includes(file)).sort();
  const rows: BenchRow[] = [];
  for (const file of files) {
    if (only !== undefined && basename(file, '.ts') !== only) continue;
    const exported = createRequire(__filename)(join(__dirname, file)) as Readonly<Record<string, Bench>>;
    for (const bench of Object.values(exported)) {
      const done = await bench();
      rows.push(...done);
      process.stdout.write(`${renderRows(done)}\n`);
    }
  }
  const missed = rows.filter(({ goal }) => goal?.reached === false);
  process.stdout.write(`${rows.length} measurements, ${missed.length} goals missed\n`);
}

void main(process.argv[2]);
