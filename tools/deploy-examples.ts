import { deployExample } from './deploy/deploy-example';
import { discoverExamples } from './examples/discover-examples';
import { findProgram } from './process/find-program';

/** Deploys every example to the emulator, reads back what it keeps, and destroys it again. */
async function main(): Promise<number> {
  const server = findProgram('moto_server');
  if (!server) {
    console.log("the deploy test needs the emulator: pip install 'moto[server]'");
    return process.env.CI ? 1 : 0;
  }
  const aws = findProgram('aws');
  if (!aws) console.log('the AWS CLI is absent, so its parameter validation is left out: pip install awscli');
  let failures = !aws && process.env.CI ? 1 : 0;
  for (const example of discoverExamples()) {
    failures += await deployExample(example, server, aws);
  }
  console.log(failures === 0 ? 'every example was deployed, read back and destroyed' : `${failures} failed`);
  return failures === 0 ? 0 : 1;
}

main().then((status) => process.exit(status), (error: Error) => {
  console.error(error.message);
  process.exit(1);
});
