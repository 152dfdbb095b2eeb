import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freshFolder } from '../examples/cdk-cli';
import { ROOT } from '../examples/discover-examples';
import { mustRun, runProcess } from '../process/run-process';

async function main(): Promise<number> {
  const [cdk, constructs = peerFloor('constructs')] = process.argv.slice(2);
  if (!cdk) throw new Error('usage: node tools/test-floor.js AWS_CDK_LIB_VERSION [CONSTRUCTS_VERSION]');
  const copy = freshFolder('floor');
  try {
    return await testAgainst(copy, cdk, constructs);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function testAgainst(copy: string, cdk: string, constructs: string): Promise<number> {
  const options = { cwd: copy, env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' }, timeLimitSeconds: 900 };
  await mustRun('git', ['clone', '--quiet', '--no-hardlinks', ROOT, '.'], options);
  console.log('npm ci');
  await mustRun('npm', ['ci', '--no-audit', '--no-fund'], options);
  console.log(`aws-cdk-lib ${cdk}, constructs ${constructs}`);
  // cdk-nag asks for a newer aws-cdk-lib; the suite here does not use it.
  await mustRun('npm', ['install', '--no-save', '--legacy-peer-deps', '--no-audit', '--no-fund', `aws-cdk-lib@${cdk}`, `constructs@${constructs}`], options);
  requireInstalled(copy, 'aws-cdk-lib', cdk);
  requireInstalled(copy, 'constructs', constructs);
  await mustRun(process.execPath, ['node_modules/jsii/bin/jsii', '--silence-warnings=reserved-word'], options);
  const leftOut = acknowledges(copy) ? [] : NEEDS_ACKNOWLEDGE;
  for (const path of leftOut) console.log(`not run: ${path} acknowledges findings, which aws-cdk-lib ${cdk} cannot yet`);
  const jest = ['node_modules/jest/bin/jest.js', '--ci', '--reporters=default', ...reportTo(), ...leftOut.flatMap((path) => ['--testPathIgnorePatterns', path])];
  const { status } = await runProcess(process.execPath, jest, { ...options, timeLimitSeconds: 1_800, show: true });
  return status ?? 1;
}

/** The examples acknowledge what cdk-nag finds in them; the constructs and the preflight do without. */
const NEEDS_ACKNOWLEDGE = ['test/examples/', '/acknowledge.test.ts', 'test/preflight/explain/ten-points.test.ts'];

function acknowledges(copy: string): boolean {
  return readFileSync(join(copy, 'node_modules/aws-cdk-lib/core/lib/validation/validations.d.ts'), 'utf8').includes(' acknowledge(');
}

/** `FLOOR_JSON=FILE` collects the numbers for the caller. */
function reportTo(): string[] {
  return process.env.FLOOR_JSON ? ['--json', `--outputFile=${process.env.FLOOR_JSON}`] : [];
}

function requireInstalled(copy: string, name: string, version: string): void {
  const installed = (JSON.parse(readFileSync(join(copy, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
  if (installed !== version) throw new Error(`${name} ${version} was asked for, ${installed} is installed`);
}

/** The lowest version the peer range admits. */
function peerFloor(name: string): string {
  const { peerDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { peerDependencies: Record<string, string> };
  return peerDependencies[name].replace(/^\D*/, '');
}

main().then((status) => process.exit(status), (error: Error) => {
  console.error(error.message);
  process.exit(1);
});
