import { adaptForEmulator } from './adapt-for-emulator';
import { Claim, holds, isNotKept } from './claim';
import { validateCommands } from './command-validation';
import { DeployedStack, lookUp, skippedTypes } from './deployed-stack';
import { destroyClaims } from './destroy-claims';
import { detachPolicies } from './detach-policies';
import { ecsClaims } from './ecs-claims';
import { ACCOUNT, REGION, startEmulator } from './emulator';
import { loadBalancerClaims } from './load-balancer-claims';
import { validateParameters } from './parameter-validation';
import { repositoryClaims } from './repository-claims';
import { roleClaims } from './role-claims';
import { securityGroupClaims } from './security-group-claims';
import { stackClaims } from './stack-claims';
import { readStacks } from '../examples/assembly-stacks';
import { cdk, synthesize } from '../examples/cdk-cli';
import { Example } from '../examples/discover-examples';

/** A fresh emulator for one example: bootstrap, deploy, read back, destroy. Returns the number of failures. */
export async function deployExample(example: Example, server: string, aws: string | undefined): Promise<number> {
  console.log(`\n== ${example.name}`);
  const emulator = await startEmulator(server);
  // The SDK clients and the AWS CLI read the address and the keys from the environment.
  Object.assign(process.env, emulator.env);
  try {
    const assembly = await synthesize(example);
    const stacks = readStacks(assembly);
    adaptForEmulator(stacks).forEach((note) => console.log(`changed for the emulator: ${note}`));
    await cdk(['bootstrap', `aws://${ACCOUNT}/${REGION}`]);
    await cdk(['deploy', '--all', '--app', assembly, '--method', 'direct', '--require-approval', 'never']);
    const deployed = await Promise.all(stacks.map(lookUp));
    const validated = aws ? (await Promise.all(deployed.map((stack) => validateParameters(aws, stack)))).flat() : [];
    if (aws) for (const stack of deployed) validated.push(...await validateCommands(aws, stack));
    const claims = [
      ...(await Promise.all(deployed.map((stack) => readBack(stack, deployed)))).flat(), ...validated.flatMap((each) => each.claims ?? []),
    ];
    validated.filter(({ problem }) => problem).forEach(({ what, problem }) => console.log(`FAILED ${what}: ${problem}`));
    for (const stack of deployed) {
      const detached = await detachPolicies(stack);
      if (detached > 0) console.log(`changed for the emulator: ${stack.stackName}: ${detached} managed policies detached before destroy`);
    }
    await cdk(['destroy', '--all', '--force', '--app', assembly]);
    const gone = (await Promise.all(deployed.map(destroyClaims))).flat();
    sayNotCovered(deployed, claims);
    const failed = report([...claims, ...gone]) + validated.filter(({ problem }) => problem).length;
    console.log(`${claims.length + gone.length} claims read back, ${validated.length} calls validated by the AWS CLI, ${failed} failed`);
    return failed;
  } catch (error) {
    console.log(`the emulator's own log ends with\n${emulator.lastWords()}`);
    throw error;
  } finally {
    await emulator.stop();
  }
}

async function readBack(stack: DeployedStack, app: readonly DeployedStack[]): Promise<readonly Claim[]> {
  const readers = [ecsClaims, roleClaims, loadBalancerClaims, securityGroupClaims, repositoryClaims];
  return [...stackClaims(stack), ...(await Promise.all(readers.map((read) => read(stack, app)))).flat()];
}

function report(claims: readonly Claim[]): number {
  const failed = claims.filter((claim) => !holds(claim) && !isNotKept(claim));
  for (const { what, expected, found } of failed) {
    console.log(`FAILED ${what}: the template says ${JSON.stringify(expected)}, the emulator answered ${JSON.stringify(found)}`);
  }
  return failed.length;
}

function sayNotCovered(deployed: readonly DeployedStack[], claims: readonly Claim[]): void {
  console.log('not covered, the emulator leaves these behind after destroy: AWS::ECS::Cluster, AWS::ECS::Service, AWS::ECS::TaskDefinition');
  for (const stack of deployed) {
    const skipped = skippedTypes(stack).map(([type, count]) => `${type} (${count})`);
    if (skipped.length > 0) console.log(`not covered, the emulator skips these types of ${stack.stackName}: ${skipped.join(', ')}`);
  }
  const fields = new Set(claims.filter(isNotKept).map(({ what }) => what.replace(/\.\d+/g, '[]').replace(/^[^ .[]*/, '').trim()));
  if (fields.size > 0) console.log(`not covered, the emulator does not keep these fields: ${[...fields].sort().join(', ')}`);
}
