import { spawn } from 'child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { build, type Plugin } from 'esbuild';
import { mutantsOf } from './mutation/mutants';
import { renderReport, wrongEquivalents, type Outcome } from './mutation/report';

/*
 * Mutation testing of the scheduler: changes one token at a time and asks the checks of mutation-checks.ts. Writes
 * docs/mutation-scheduler.md. Usage: ts-node -T -P test/tsconfig.json tools/mutate-scheduler.ts [file ...]
 */

const FOLDER = 'src/preflight/scheduler';
const REPORT = 'docs/mutation-scheduler.md';
const FILES = ['reference', 'ledger', 'batched', 'lane', 'pack-cursor', 'level-cursor', 'stop-choice', 'capacity-choice', 'plan', 'indexed'];

/** Seconds of processor time, so that a busy machine kills no mutant; the checks take about one. */
const MOST_SECONDS = 5;

/** At the same time. */
const LANES = 2;

/** A mutant that crashes or does not end is killed, too. */
async function isKilled(name: string, source: string, bundle: string): Promise<boolean> {
  const mutated: Plugin = {
    name: 'mutant',
    setup: (bundler) => bundler.onLoad({ filter: new RegExp(`scheduler/${name}\\.ts$`) }, () => ({ contents: source, loader: 'ts' })),
  };
  // What does not compile is killed by the compiler.
  const built = await build({
    entryPoints: ['tools/mutation-checks.ts'],
    bundle: true,
    platform: 'node',
    outfile: bundle,
    logLevel: 'silent',
    plugins: [mutated],
  }).then(
    () => true,
    () => false,
  );
  if (!built) return true;
  const limited = `ulimit -t ${MOST_SECONDS}; exec "$0" --max-old-space-size=1024 "$1"`;
  const checks = spawn('sh', ['-c', limited, process.execPath, bundle], { stdio: 'ignore' });
  return new Promise((resolve) => checks.on('exit', (code) => resolve(code !== 0)));
}

async function mutate(name: string, folder: string): Promise<Outcome> {
  const source = readFileSync(join(FOLDER, `${name}.ts`), 'utf8');
  const mutants = mutantsOf(source);
  const waiting = [...mutants].reverse();
  const killed = new Set<unknown>();
  const work = async (lane: number): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const mutated = source.slice(0, next.start) + next.text + source.slice(next.end);
      if (await isKilled(name, mutated, join(folder, `checks-${lane}.js`))) killed.add(next);
    }
  };
  if (await isKilled(name, source, join(folder, 'checks.js'))) throw new Error('the checks fail without any mutant');
  await Promise.all(Array.from({ length: LANES }, (_, lane) => work(lane)));
  process.stdout.write(`${name}: ${killed.size} of ${mutants.length} killed\n`);
  return { name, mutants, survivors: mutants.filter((mutant) => !killed.has(mutant)) };
}

async function main(names: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
  const outcomes: Outcome[] = [];
  for (const name of names.length > 0 ? names : FILES) {
    const outcome = await mutate(name, folder);
    outcomes.push(outcome);
    for (const wrong of wrongEquivalents(outcome)) process.stdout.write(`listed as equal, and killed or not there: ${name}.ts, ${wrong}\n`);
    // Written after each file, so that a run that is stopped has something to show.
    if (names.length === 0) writeFileSync(REPORT, renderReport(outcomes));
  }
  rmSync(folder, { recursive: true });
  if (names.length > 0) process.stdout.write(renderReport(outcomes));
}

void main(process.argv.slice(2));
