import { ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshFolder } from '../examples/cdk-cli';

export interface Emulator {
  /** What the CDK CLI, the AWS CLI and the SDK clients need in order to reach it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
  /** The end of what the server wrote, for when a deployment failed: the CLI's own message often hides the cause. */
  lastWords(): string;
}

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

/** Starts the emulator on a free port; it ends with this process, by its process id, whatever happens. */
export async function startEmulator(program: string): Promise<Emulator> {
  const port = await freePort();
  const log = join(freshFolder('emulator'), 'log');
  const output = openSync(log, 'w');
  const server = spawn(program, ['-H', '127.0.0.1', '-p', String(port)], { stdio: ['ignore', output, output], detached: true });
  const onExit = () => kill(server);
  process.once('exit', onExit);
  // The name, not the number: the emulator parses the asset bucket's address by its host name.
  const endpoint = `http://localhost:${port}`;
  const stop = async () => {
    process.off('exit', onExit);
    kill(server);
    while (server.exitCode === null && server.signalCode === null) await sleep(20);
  };
  try {
    await untilItAnswers(endpoint, server);
  } catch (error) {
    await stop();
    throw error;
  }
  const lastWords = () => readFileSync(log, 'utf8').split('\n').filter((line) => !ROUTINE.test(line)).slice(-40).join('\n');
  return { env: environment(endpoint), stop, lastWords };
}

/** Requests that were answered, and types that are listed at the end anyway. */
const ROUTINE = /HTTP\/1\.1" [23]\d\d |No Moto CloudFormation support|UserWarning|parse_resource/;

function environment(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'testing',
    AWS_SECRET_ACCESS_KEY: 'testing',
    AWS_SESSION_TOKEN: 'testing',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    // An own profile of the user could name another account.
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
}

async function untilItAnswers(endpoint: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`the emulator ended with exit code ${server.exitCode} before it answered`);
    const answered = await fetch(`${endpoint}/moto-api/data.json`, { signal: AbortSignal.timeout(2_000) }).then((answer) => answer.ok, () => false);
    if (answered) return;
    await sleep(100);
  }
  throw new Error('the emulator did not answer within 60 s');
}

function kill(server: ChildProcess): void {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) return;
  try {
    process.kill(-server.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
