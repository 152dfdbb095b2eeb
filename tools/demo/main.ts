import { join, relative } from 'node:path';
import { synthesize } from '../examples/cdk-cli';
import { ROOT } from '../examples/discover-examples';
import { mustRun, runProcess } from '../process/run-process';

/** Builds the library and the command, synthesizes `examples/shop`, and checks the assembly. */
async function main(): Promise<number> {
  await step('compile the library', () => mustRun(process.execPath, [bin('jsii/bin/jsii'), '--silence-warnings=reserved-word'], quiet));
  await step('bundle the command', () => mustRun(process.execPath, [join(ROOT, 'tools/bundle-cli.js'), command], quiet));
  const shop = { name: 'shop', directory: join(ROOT, 'examples/shop') };
  const assembly = await step('cdk synth examples/shop', () => synthesize(shop));
  const shown = relative(ROOT, assembly);
  console.log(`\n$ npx stowage check ${shown}\n`);
  const { status } = await runProcess(process.execPath, [command, 'check', shown], { cwd: ROOT, timeLimitSeconds: 60, show: true });
  return status ?? 1;
}

const command = join(ROOT, 'lib/cli/main.js');
const quiet = { cwd: ROOT, env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' }, timeLimitSeconds: 300 };

function bin(path: string): string {
  return join(ROOT, 'node_modules', path);
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  process.stdout.write(`${name} ... `);
  const result = await work();
  console.log(`${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

main().then((status) => process.exit(status), (error: Error) => {
  console.error(`failed\n${error.message}`);
  process.exit(1);
});
