import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cdk } from '../examples/cdk-cli';
import { ROOT } from '../examples/discover-examples';
import { runProcess } from '../process/run-process';

const EXAMPLE = join(ROOT, 'examples/too-small');
const EXPECTED = join(EXAMPLE, 'expected-report.txt');

/** The report is the product: a changed line is either meant (`--write`, and reviewed) or a bug. */
async function main(): Promise<number> {
  // Always the same folder, emptied before: its name may be part of the report.
  const assembly = join('.tmp', 'too-small');
  rmSync(join(ROOT, assembly), { recursive: true, force: true });
  await cdk(['synth', '--quiet', '--output', join(ROOT, assembly)], { cwd: EXAMPLE });
  const command = [join(ROOT, 'lib/cli/main.js'), 'check', assembly];
  const env = { ...process.env, NO_COLOR: '1', COLUMNS: '80' };
  const { status, stdout, stderr } = await runProcess(process.execPath, command, { cwd: ROOT, env, timeLimitSeconds: 60 });
  if (status !== 1) {
    console.log(`stowage check ended with exit code ${status}, expected 1 (findings)\n${stdout}${stderr}`);
    return 1;
  }
  if (process.argv.includes('--write')) writeFileSync(EXPECTED, stdout);
  const difference = firstDifference(readFileSync(EXPECTED, 'utf8'), stdout);
  console.log(difference ?? 'the report is the expected one');
  return difference === undefined ? 0 : 1;
}

function firstDifference(expected: string, found: string): string | undefined {
  const [wanted, got] = [expected.split('\n'), found.split('\n')];
  const at = Array.from({ length: Math.max(wanted.length, got.length) }).findIndex((_, line) => wanted[line] !== got[line]);
  if (at < 0) return undefined;
  return `line ${at + 1} differs\n  expected: ${wanted[at] ?? '(end)'}\n  found:    ${got[at] ?? '(end)'}\n\nthe whole report:\n${found}`;
}

main().then((status) => process.exit(status), (error: Error) => {
  console.error(error.message);
  process.exit(1);
});
