import { availableParallelism } from 'node:os';
import { deployExample } from './deploy/deploy-example';
import { startEmulator } from './deploy/emulator';
import { cdk } from './examples/cdk-cli';
import { discoverExamples, Example } from './examples/discover-examples';
import { findProgram } from './process/find-program';

/** Deploys every example to the emulator, reads back what it keeps, and destroys it again: as many at a time as there are processors. */
async function main(): Promise<number> {
  const server = findProgram('moto_server');
  if (!server) {
    console.log("the deploy test needs the emulator: pip install 'moto[server]'");
    return process.env.CI ? 1 : 0;
  }
  const aws = findProgram('aws');
  if (!aws) console.log('the AWS CLI is absent, so its parameter validation is left out: pip install awscli');
  const { stdout: bootstrap } = await cdk(['bootstrap', '--show-template']);
  const waiting = [...discoverExamples()];
  const lanes = Array.from({ length: Math.min(availableParallelism(), waiting.length) }, () => deployInTurn(waiting, server, bootstrap, aws));
  const missing = !aws && process.env.CI ? 1 : 0;
  const failures = (await Promise.all(lanes)).reduce((total, failed) => total + failed, missing);
  console.log(failures === 0 ? 'every example was deployed, read back and destroyed' : `${failures} failed`);
  return failures === 0 ? 0 : 1;
}

/** Takes one example after the other to an emulator of its own, emptied before each. Returns the number of failures. */
async function deployInTurn(waiting: Example[], server: string, bootstrap: string, aws: string | undefined): Promise<number> {
  const emulator = await startEmulator(server);
  let failures = 0;
  try {
    for (let example = waiting.shift(); example; example = waiting.shift()) {
      await emulator.reset();
      const { lines, failed } = await deployExample({ example, emulator, bootstrap, aws });
      console.log([`\n== ${example.name}`, ...lines].join('\n'));
      failures += failed;
    }
  } finally {
    await emulator.stop();
  }
  return failures;
}

main().then((status) => process.exit(status), (error: Error) => {
  console.error(error.message);
  process.exit(1);
});
