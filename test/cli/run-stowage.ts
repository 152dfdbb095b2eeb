import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Built by test/before-all.js. */
export const COMMAND = join(__dirname, '../../.tmp/stowage.js');

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as it is shipped: one bundled file, in a process of its own, with a time limit. */
export function stowage(args: readonly string[], options: { readonly stdin?: string | Buffer; readonly cwd?: string } = {}): Ran {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...args], {
    cwd: options.cwd,
    input: options.stdin ?? '',
    encoding: 'utf8',
    timeout: 20_000,
    maxBuffer: 64 * 1024 * 1024,
    env: { PATH: process.env.PATH, NO_COLOR: '1' },
  });
  if (signal !== null) throw new Error(`stowage ${args.join(' ')} was ended by ${signal}: it did not finish within 20 s\n${stderr}`);
  return { exitCode: status!, stdout, stderr };
}

/** The same without holding up this process, for a command that asks a server of the test. */
export async function stowageBeside(args: readonly string[], env: Readonly<Record<string, string>>, cwd?: string, command = COMMAND): Promise<Ran> {
  const child = spawn(process.execPath, [command, ...args], { cwd, timeout: 30_000, env: { PATH: process.env.PATH, NO_COLOR: '1', ...env } });
  const [stdout, stderr] = [child.stdout, child.stderr].map(async (stream) => {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  });
  const exitCode = await new Promise<number>((resolve) => { child.on('close', (code) => resolve(code ?? -1)); });
  return { exitCode, stdout: await stdout, stderr: await stderr };
}

/** Runs `check` on one file, in a folder that holds nothing else. */
export function checkFile(name: string, content: string | Buffer, ...args: string[]): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-cli-'));
  try {
    writeFileSync(join(folder, name), content);
    return stowage(['check', name, ...args], { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface JsonReport {
  readonly schemaVersion: unknown;
  readonly findings: readonly { readonly ruleId: string; readonly severity: string; readonly summary: string; readonly notes: readonly string[] }[];
  readonly services: readonly { readonly verdicts: readonly { readonly scenario: string; readonly verdict: string; readonly because: string }[] }[];
}

/** The verdicts of `check --reporter json` on a template, for the service that is alone in it. */
export function verdictsOf(template: unknown): { readonly ran: Ran; readonly report: JsonReport; readonly verdicts: ReadonlyMap<string, string> } {
  const ran = checkFile('template.json', JSON.stringify(template), '--reporter', 'json');
  if (ran.exitCode === 2) throw new Error(`nothing was judged: ${ran.stderr}`);
  const report = JSON.parse(ran.stdout) as JsonReport;
  const verdicts = report.services.flatMap((service) => service.verdicts);
  return { ran, report, verdicts: new Map(verdicts.map(({ scenario, verdict }) => [scenario, verdict])) };
}
