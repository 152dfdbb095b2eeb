import { mkdtempSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Example, ROOT } from './discover-examples';
import { Finished, mustRun, runProcess } from '../process/run-process';

export interface CdkOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeLimitSeconds?: number;
}

/** The real `cdk`, without notices, telemetry and questions. */
export function cdk(args: readonly string[], options: CdkOptions = {}): Promise<Finished> {
  return mustRun(process.execPath, cdkArgs(args), settings(options));
}

/** The same, for those who want to look at the exit code. */
export function tryCdk(args: readonly string[], options: CdkOptions = {}): Promise<Finished> {
  return runProcess(process.execPath, cdkArgs(args), settings(options));
}

/** Synthesizes into a folder that did not exist before: an old validation-report.json would fail the run. */
export async function synthesize(example: Example, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const assembly = freshFolder(`synth-${example.name}`);
  await cdk(['synth', '--quiet', '--output', assembly], { cwd: example.directory, env });
  return assembly;
}

export function freshFolder(name: string): string {
  mkdirSync(join(ROOT, '.tmp'), { recursive: true });
  return mkdtempSync(join(ROOT, '.tmp', `${name}-`));
}

function cdkArgs(args: readonly string[]): string[] {
  return [join(ROOT, 'node_modules/aws-cdk/bin/cdk'), ...args, '--no-notices', '--no-version-reporting'];
}

function settings(options: CdkOptions) {
  return {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: 'true', NODE_NO_WARNINGS: '1', ...options.env },
    timeLimitSeconds: options.timeLimitSeconds ?? 120,
  };
}
