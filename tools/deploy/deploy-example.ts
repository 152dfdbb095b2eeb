import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { adaptForEmulator } from './adapt-for-emulator';
import { Claim, holds, isNotKept } from './claim';
import { validateCommands } from './command-validation';
import { DeployedStack, lookUp, skippedTypes } from './deployed-stack';
import { destroyClaims } from './destroy-claims';
import { detachPolicies } from './detach-policies';
import { ecsClaims } from './ecs-claims';
import { Emulator } from './emulator';
import { loadBalancerClaims } from './load-balancer-claims';
import { Validated, validateParameters } from './parameter-validation';
import { repositoryClaims } from './repository-claims';
import { roleClaims } from './role-claims';
import { securityGroupClaims } from './security-group-claims';
import { stackClaims } from './stack-claims';
import { AssemblyStack, readStacks } from '../examples/assembly-stacks';
import { cdk, synthesize } from '../examples/cdk-cli';
import { Example } from '../examples/discover-examples';

export interface Deployment {
  readonly example: Example;
  /** An empty one. */
  readonly emulator: Emulator;
  /** What `cdk bootstrap` would deploy. */
  readonly bootstrap: string;
  /** The AWS CLI, where there is one. */
  readonly aws?: string;
}

export interface Deployed {
  readonly lines: readonly string[];
  readonly failed: number;
}

/** Bootstrap, deploy, read back, destroy. What stops one of them is told with what the emulator said last, and counts as a failure. */
export async function deployExample(deployment: Deployment): Promise<Deployed> {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  try {
    const failed = await deploy(deployment, say);
    return { lines, failed };
  } catch (error) {
    say(`FAILED ${(error as Error).message}`);
    say(`the emulator's own log ends with\n${deployment.emulator.lastWords()}`);
    return { lines, failed: 1 };
  }
}

type Say = (line: string) => void;

async function deploy({ example, emulator, bootstrap, aws }: Deployment, say: Say): Promise<number> {
  const { env } = emulator;
  // The step that lints the examples has the CDK's own validation.
  const assembly = await synthesize(example, { ...env, CDK_VALIDATION: 'false' });
  const stacks = readStacks(assembly);
  adaptForEmulator(stacks).forEach((note) => say(`changed for the emulator: ${note}`));
  const toolkit = { StackName: 'CDKToolkit', TemplateBody: bootstrap, Capabilities: ['CAPABILITY_NAMED_IAM' as const] };
  await new CloudFormationClient(emulator.client).send(new CreateStackCommand(toolkit));
  await cdk(['deploy', '--all', '--app', assembly, '--method', 'direct', '--require-approval', 'never'], { env });
  const { deployed, claims, validated } = await look(stacks, emulator, aws);
  validated.filter(({ problem }) => problem).forEach(({ what, problem }) => say(`FAILED ${what}: ${problem}`));
  for (const stack of deployed) {
    const detached = await detachPolicies(stack);
    if (detached > 0) say(`changed for the emulator: ${stack.stackName}: ${detached} managed policies detached before destroy`);
  }
  await cdk(['destroy', '--all', '--force', '--app', assembly], { env });
  const gone = (await Promise.all(deployed.map(destroyClaims))).flat();
  sayNotCovered(deployed, claims, say);
  const failed = report([...claims, ...gone], say) + validated.filter(({ problem }) => problem).length;
  say(`${claims.length + gone.length} claims read back, ${validated.length} calls validated by the AWS CLI, ${failed} failed`);
  return failed;
}

/** What the emulator has, and what the AWS CLI says of the calls. */
async function look(stacks: readonly AssemblyStack[], emulator: Emulator, aws: string | undefined) {
  const deployed = await Promise.all(stacks.map((stack) => lookUp(stack, emulator)));
  const validated: Validated[] = aws ? (await Promise.all(deployed.map((stack) => validateParameters(aws, stack)))).flat() : [];
  if (aws) for (const stack of deployed) validated.push(...await validateCommands(aws, stack));
  const read = (await Promise.all(deployed.map((stack) => readBack(stack, deployed)))).flat();
  return { deployed, validated, claims: [...read, ...validated.flatMap((each) => each.claims ?? [])] };
}

async function readBack(stack: DeployedStack, app: readonly DeployedStack[]): Promise<readonly Claim[]> {
  const readers = [ecsClaims, roleClaims, loadBalancerClaims, securityGroupClaims, repositoryClaims];
  return [...stackClaims(stack), ...(await Promise.all(readers.map((read) => read(stack, app)))).flat()];
}

function report(claims: readonly Claim[], say: Say): number {
  const failed = claims.filter((claim) => !holds(claim) && !isNotKept(claim));
  for (const { what, expected, found } of failed) {
    say(`FAILED ${what}: the template says ${JSON.stringify(expected)}, the emulator answered ${JSON.stringify(found)}`);
  }
  return failed.length;
}

function sayNotCovered(deployed: readonly DeployedStack[], claims: readonly Claim[], say: Say): void {
  say('not covered, the emulator leaves these behind after destroy: AWS::ECS::Cluster, AWS::ECS::Service, AWS::ECS::TaskDefinition');
  for (const stack of deployed) {
    const skipped = skippedTypes(stack).map(([type, count]) => `${type} (${count})`);
    if (skipped.length > 0) say(`not covered, the emulator skips these types of ${stack.stackName}: ${skipped.join(', ')}`);
  }
  const fields = new Set(claims.filter(isNotKept).map(({ what }) => what.replace(/\.\d+/g, '[]').replace(/^[^ .[]*/, '').trim()));
  if (fields.size > 0) say(`not covered, the emulator does not keep these fields: ${[...fields].sort().join(', ')}`);
}
