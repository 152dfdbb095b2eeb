import { toApiShape } from './api-shape';
import { Claim, leafClaims } from './claim';
import { DeployedStack, deployedValue } from './deployed-stack';
import { resourcesOfType } from '../examples/assembly-stacks';
import { runProcess } from '../process/run-process';

export interface Validated {
  readonly what: string;
  /** The AWS CLI's own words; undefined when it accepted the parameters and the emulator the call. */
  readonly problem?: string;
  /** What a task definition says, and what came back when it was registered from its JSON. */
  readonly claims?: readonly Claim[];
}

/** Task definitions and services, as the AWS CLI would send them: its parameter validation knows every field and type. */
export async function validateParameters(aws: string, stack: DeployedStack): Promise<readonly Validated[]> {
  const results: Validated[] = [];
  for (const [id, { Properties }] of resourcesOfType(stack.template, 'AWS::ECS::TaskDefinition')) {
    const input = forEmulator({ family: id, ...apiInput(Properties, stack) });
    const what = `aws ecs register-task-definition ${stack.stackName}/${id}`;
    const { problem, answer } = await call(aws, 'register-task-definition', input, stack);
    const { taskDefinition } = (answer ?? {}) as { readonly taskDefinition?: unknown };
    results.push({ what, problem, claims: problem ? undefined : leafClaims(what, input, taskDefinition) });
  }
  for (const [id, { Properties }] of resourcesOfType(stack.template, 'AWS::ECS::Service')) {
    const input = forEmulator({ ...apiInput(Properties, stack), serviceName: `parameters-of-${id}` });
    const { problem } = await call(aws, 'create-service', input, stack);
    results.push({ what: `aws ecs create-service ${stack.stackName}/${id}`, problem });
  }
  return results;
}

function apiInput(properties: Record<string, unknown> | undefined, stack: DeployedStack): Record<string, unknown> {
  return toApiShape(properties ?? {}, (intrinsic) => plausible(intrinsic, stack)) as Record<string, unknown>;
}

/** The emulator has no external instances: it knows no launch type for them, and puts their tasks into awsvpc mode. */
function forEmulator(input: Record<string, unknown>): Record<string, unknown> {
  const { launchType, requiresCompatibilities } = input;
  if (launchType === 'EXTERNAL') return { ...input, launchType: 'EC2' };
  return String(requiresCompatibilities) === 'EXTERNAL' ? { ...input, requiresCompatibilities: ['EC2'] } : input;
}

/** The deployed value, else a text of the right kind: only the type matters to the validation. */
function plausible(intrinsic: unknown, stack: DeployedStack): unknown {
  const [[name, argument]] = Object.entries(intrinsic as Record<string, unknown>);
  if (name === 'Ref' && argument === 'AWS::NoValue') return undefined;
  return deployedValue(intrinsic, stack) ?? 'value-known-after-deployment';
}

interface Answer {
  readonly problem?: string;
  readonly answer?: unknown;
}

async function call(aws: string, operation: string, input: Record<string, unknown>, { emulator }: DeployedStack): Promise<Answer> {
  const args = ['ecs', operation, '--cli-input-json', JSON.stringify(input), '--output', 'json'];
  const finished = await runProcess(aws, args, { env: { ...process.env, ...emulator.env }, timeLimitSeconds: 60 });
  if (finished.status === 0) return { answer: JSON.parse(finished.stdout) };
  return { problem: finished.timedOut ? 'no answer within 60 s' : finished.stderr.trim() };
}
