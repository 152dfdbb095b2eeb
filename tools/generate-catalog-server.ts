import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** Runs `work` with the address of a local EC2 API, and stops the server whatever happens. Undefined without `moto_server`. */
export async function withLocalEc2<T>(work: (endpoint: string) => Promise<T>): Promise<T | undefined> {
  const port = await freePort();
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
  const failed = new Promise<'absent'>((resolve) => server.once('error', () => resolve('absent')));
  try {
    const state = await Promise.race([failed, answers(`http://localhost:${port}`)]);
    return state === 'absent' ? undefined : await work(`http://localhost:${port}`);
  } finally {
    server.kill('SIGTERM');
  }
}

/** Waits until the server answers, at most 30 seconds. */
async function answers(endpoint: string): Promise<'answers'> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    try {
      await fetch(endpoint);
      return 'answers';
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  throw new Error('moto_server did not answer within 30 seconds');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
