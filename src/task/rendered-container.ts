import { Duration, Lazy, Token, Tokenization } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ContainerOptions } from './container-options';

type Rendered = ecs.CfnTaskDefinition.ContainerDefinitionProperty & {
  readonly resourceRequirements?: readonly ecs.CfnTaskDefinition.ResourceRequirementProperty[];
};

/** What the construct of the CDK can be told: without the numbers that it would compare although they are known at deployment only. */
export function knownToCdk<T extends Omit<ContainerOptions, 'image'>>(options: T): T {
  const { gpuCount, restartAttemptPeriod, healthCheck } = options;
  const times = fromEntries(TIMES.map((name) => [name, healthCheck?.[name]?.isUnresolved() ? undefined : healthCheck?.[name]]));
  return {
    ...options,
    gpuCount: Token.isUnresolved(gpuCount) ? undefined : gpuCount,
    restartAttemptPeriod: restartAttemptPeriod?.isUnresolved() ? undefined : restartAttemptPeriod,
    healthCheck: healthCheck && { ...healthCheck, ...times },
  };
}

/** Adds what the CDK was not told, and what it has no words for, to what it renders of a container. */
export function renderRest(container: ecs.ContainerDefinition, options: Omit<ContainerOptions, 'image'>): void {
  if (options.neuronDevices) checkNeuron(container);
  const { healthCheck = { command: [] }, restartAttemptPeriod } = options;
  const requirements = [
    ...(Token.isUnresolved(options.gpuCount) ? [{ type: 'GPU', value: Tokenization.stringifyNumber(options.gpuCount!) }] : []),
    ...(options.neuronDevices ? [{ type: 'NeuronDevice', value: 'ALL' }] : []),
  ];
  const times = fromEntries(TIMES.filter((name) => healthCheck[name]?.isUnresolved()).map((name) => [name, secondsOf(healthCheck[name])]));
  const period = restartAttemptPeriod?.isUnresolved() ? secondsOf(restartAttemptPeriod) : undefined;
  if (requirements.length === 0 && Object.keys(times).length === 0 && period === undefined) return;
  change(container, (each) => ({
    ...each,
    resourceRequirements: requirements.length === 0 ? each.resourceRequirements : [...each.resourceRequirements ?? [], ...requirements],
    healthCheck: each.healthCheck && { ...each.healthCheck, ...times },
    restartPolicy: period === undefined ? each.restartPolicy : { ...each.restartPolicy as object, enabled: true, restartAttemptPeriod: period },
  }));
}

const TIMES = ['interval', 'timeout', 'startPeriod'] as const;

function secondsOf(time: Duration | undefined): number | undefined {
  return time?.toSeconds();
}

function fromEntries<V>(entries: readonly (readonly [string, V])[]): Record<string, V> {
  return Object.fromEntries(entries);
}

function change(container: ecs.ContainerDefinition, made: (rendered: Rendered) => Rendered): void {
  const cfn = container.taskDefinition.node.defaultChild as ecs.CfnTaskDefinition;
  const rendered = cfn.containerDefinitions;
  cfn.containerDefinitions = Lazy.uncachedAny({
    produce: (context) => (context.resolve(rendered) as readonly Rendered[])
      .map((each) => (each.name === container.containerName ? made(each) : each)),
  });
}

/** All Neuron devices of an instance are for one container (API reference, `ResourceRequirement`). */
function checkNeuron({ taskDefinition, containerName }: ecs.ContainerDefinition): void {
  if (ecs.isManagedInstancesCompatible(taskDefinition.compatibility) && !ecs.isFargateCompatible(taskDefinition.compatibility)) return;
  throw new Error(`\`neuronDevices\` of ${containerName} must be left out except on Managed Instances, got true; on EC2 name the \`devices\``);
}
