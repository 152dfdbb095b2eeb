import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { independentTests } from './independent-tests';
import { freshFolder } from '../examples/cdk-cli';
import { ROOT } from '../examples/discover-examples';
import { mustRun, runProcess } from '../process/run-process';

async function main(): Promise<number> {
  const [cdk, constructs = peerFloor('constructs')] = process.argv.slice(2);
  if (!cdk) throw new Error('usage: node tools/test-floor.js AWS_CDK_LIB_VERSION [CONSTRUCTS_VERSION]');
  const folder = freshFolder('floor');
  try {
    return await testAgainst(folder, { 'aws-cdk-lib': cdk, constructs });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Versions = Readonly<Record<'aws-cdk-lib' | 'constructs', string>>;

/** The two packages are installed in the folder around the copy, so that it finds them first; the others it finds in this checkout. */
async function testAgainst(folder: string, versions: Versions): Promise<number> {
  const options = { cwd: folder, env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' }, timeLimitSeconds: 900 };
  const copy = join(folder, 'copy');
  await mustRun('git', ['clone', '--quiet', '--no-hardlinks', ROOT, copy], options);
  console.log(Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', '));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: versions }));
  await mustRun('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund'], options);
  for (const [name, version] of Object.entries(versions)) requireInstalled(copy, name, version);
  await mustRun(process.execPath, [join(ROOT, 'node_modules/jsii/bin/jsii'), '--silence-warnings=reserved-word'], { ...options, cwd: copy });
  const leftOut = ['--testPathIgnorePatterns', '/node_modules/', ...testsToLeaveOut(copy, versions)];
  const jest = [join(ROOT, 'node_modules/jest/bin/jest.js'), '--ci', '--reporters=default', ...reportTo(), ...leftOut];
  const { status } = await runProcess(process.execPath, jest, { ...options, cwd: copy, timeLimitSeconds: 1_800, show: true });
  return status ?? 1;
}

/** The examples acknowledge what cdk-nag finds in them; the constructs and the preflight do without. */
const NEEDS_ACKNOWLEDGE = ['test/examples/', '/acknowledge.test.ts', 'test/preflight/explain/ten-points.test.ts'];

function testsToLeaveOut(copy: string, versions: Versions): readonly string[] {
  const independent = independentTests(copy);
  console.log(`not run: ${independent.length} files of tests load neither aws-cdk-lib nor constructs`);
  if (acknowledges(copy)) return independent;
  for (const path of NEEDS_ACKNOWLEDGE) console.log(`not run: ${path} acknowledges findings, which aws-cdk-lib ${versions['aws-cdk-lib']} cannot yet`);
  return [...independent, ...NEEDS_ACKNOWLEDGE];
}

function acknowledges(copy: string): boolean {
  return readFileSync(join(packageFolder(copy, 'aws-cdk-lib'), 'core/lib/validation/validations.d.ts'), 'utf8').includes(' acknowledge(');
}

/** `FLOOR_JSON=FILE` collects the numbers for the caller. */
function reportTo(): string[] {
  return process.env.FLOOR_JSON ? ['--json', `--outputFile=${process.env.FLOOR_JSON}`] : [];
}

function requireInstalled(copy: string, name: string, version: string): void {
  const installed = (JSON.parse(readFileSync(join(packageFolder(copy, name), 'package.json'), 'utf8')) as { version: string }).version;
  if (installed !== version) throw new Error(`${name} ${version} was asked for, ${installed} is found`);
}

/** Where a module of the copy finds the package. */
function packageFolder(copy: string, name: string): string {
  return dirname(createRequire(join(copy, 'src/index.ts')).resolve(`${name}/package.json`));
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
