import { Lazy } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';

/** A container as it is rendered. */
interface Rendered {
  readonly name: string;
  readonly resourceRequirements?: readonly ecs.CfnTaskDefinition.ResourceRequirementProperty[];
}

/**
 * Gives all Neuron devices of the instance to one container (API reference, `ResourceRequirement`). The CDK has no words for it,
 * so the requirement is added to what it renders.
 */
export function requireNeuronDevices(container: ecs.ContainerDefinition): void {
  const { taskDefinition } = container;
  if (!ecs.isManagedInstancesCompatible(taskDefinition.compatibility) || ecs.isFargateCompatible(taskDefinition.compatibility)) {
    throw new Error(`\`neuronDevices\` of ${container.containerName} must be left out except on Managed Instances, got true; on EC2 name the \`devices\``);
  }
  const cfn = taskDefinition.node.defaultChild as ecs.CfnTaskDefinition;
  const rendered = cfn.containerDefinitions;
  cfn.containerDefinitions = Lazy.uncachedAny({
    produce: (context) => (context.resolve(rendered) as readonly Rendered[])
      .map((each) => (each.name === container.containerName ? withDevices(each) : each)),
  });
}

function withDevices(container: Rendered): Rendered {
  return { ...container, resourceRequirements: [...(container.resourceRequirements ?? []), { type: 'NeuronDevice', value: 'ALL' }] };
}
