import { ChildProcess, spawn } from 'node:child_process';
import { openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freshFolder } from '../examples/cdk-cli';

export interface Emulator {
  /** What the CDK CLI and the AWS CLI need in order to reach it. */
  readonly env: Readonly<Record<string, string>>;
  /** The same for the SDK clients. */
  readonly client: { readonly endpoint: string; readonly region: string; readonly credentials: typeof CREDENTIALS };
  /** An empty account again, in the process that has loaded its parts. */
  reset(): Promise<void>;
  stop(): Promise<void>;
  /** The end of what the server wrote, since it was last emptied, for when a deployment failed: the CLI's own message often hides the cause. */
  lastWords(): string;
}

export const ACCOUNT = '123456789012';
export const REGION = 'us-east-1';

const CREDENTIALS = { accessKeyId: 'testing', secretAccessKey: 'testing', sessionToken: 'testing' };

/** Starts the emulator on a port that it takes from the system; it ends with this process, by its process id, whatever happens. */
export async function startEmulator(program: string): Promise<Emulator> {
  const log = join(freshFolder('emulator'), 'log');
  const output = openSync(log, 'w');
  const server = spawn(program, ['-H', '127.0.0.1', '-p', '0'], { stdio: ['ignore', output, output], detached: true });
  const onExit = () => kill(server);
  process.once('exit', onExit);
  const stop = async () => {
    process.off('exit', onExit);
    kill(server);
    while (server.exitCode === null && server.signalCode === null) await sleep(20);
  };
  try {
    return { ...emulatorAt(await untilItAnswers(log, server), log), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function emulatorAt(endpoint: string, log: string): Omit<Emulator, 'stop'> {
  let before = 0;
  const reset = async () => {
    const answer = await fetch(`${endpoint}/moto-api/reset`, { method: 'POST', signal: AbortSignal.timeout(60_000) });
    if (!answer.ok) throw new Error(`the emulator could not be emptied: ${answer.status}`);
    before = statSync(log).size;
  };
  const lastWords = () => readFileSync(log).subarray(before).toString('utf8').split('\n').filter((line) => !ROUTINE.test(line)).slice(-40).join('\n');
  return { env: environment(endpoint), client: { endpoint, region: REGION, credentials: CREDENTIALS }, reset, lastWords };
}

/** Requests that were answered, and types that are listed at the end anyway. */
const ROUTINE = /HTTP\/1\.1" [23]\d\d |No Moto CloudFormation support|UserWarning|parse_resource/;

function environment(endpoint: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_SESSION_TOKEN: CREDENTIALS.sessionToken,
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

/** Its address, once it has said its port and listens to it. */
async function untilItAnswers(log: string, server: ChildProcess): Promise<string> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`the emulator ended with exit code ${server.exitCode} before it answered`);
    const port = /Running on http:\/\/127\.0\.0\.1:(\d+)/.exec(readFileSync(log, 'utf8'))?.[1];
    // The name, not the number: the emulator parses the asset bucket's address by its host name.
    const endpoint = `http://localhost:${port}`;
    const answered = port && await fetch(`${endpoint}/moto-api/data.json`, { signal: AbortSignal.timeout(2_000) }).then((answer) => answer.ok, () => false);
    if (answered) return endpoint;
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
