import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Finished {
  /** Exit code; undefined when the process was ended by a signal or by the time limit. */
  readonly status?: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeLimitSeconds: number;
  readonly stdin?: string;
  /** Pass the child's output on as it comes, instead of keeping it. */
  readonly show?: boolean;
}

/** Runs a command to its end, or to its time limit; never throws for an exit code, never leaves a child behind. */
export async function runProcess(command: string, args: readonly string[], options: RunOptions): Promise<Finished> {
  const output = options.show ? 'inherit' : 'pipe';
  // A group of its own, so that the grandchildren (npx, ts-node) end with it.
  const child = spawn(command, args, { cwd: options.cwd, env: options.env, detached: true, stdio: ['pipe', output, output] });
  running.add(child);
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
  child.stdin?.on('error', () => { /* the child may end before it has read everything */ });
  child.stdin?.end(options.stdin ?? '');
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    endGroup(child);
  }, options.timeLimitSeconds * 1000);
  try {
    const [status] = await once(child, 'close') as [number | null];
    return { status: status ?? undefined, stdout, stderr, timedOut };
  } finally {
    clearTimeout(timer);
    running.delete(child);
  }
}

/** The same, for steps that have to succeed: a failure is an error that carries the whole output. */
export async function mustRun(command: string, args: readonly string[], options: RunOptions): Promise<Finished> {
  const finished = await runProcess(command, args, options);
  if (finished.status === 0) return finished;
  const why = finished.timedOut ? `did not end within ${options.timeLimitSeconds} s` : `ended with exit code ${finished.status}`;
  throw new Error([`${[command, ...args].join(' ')} ${why}`, finished.stdout, finished.stderr].filter(Boolean).join('\n'));
}

const running = new Set<ChildProcess>();

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Already gone between the two looks.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    running.forEach(endGroup);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  });
}
process.once('exit', () => running.forEach(endGroup));
