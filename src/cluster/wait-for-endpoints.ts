import { CfnResource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** What starts tasks, or machines that take tasks. */
const STARTERS = new Set([
  'AWS::ECS::Service', 'AWS::ECS::TaskSet', 'AWS::ECS::ExpressGatewayService', 'AWS::AutoScaling::AutoScalingGroup', 'AWS::ECS::CapacityProvider',
  'Custom::StowageOneOffTask',
]);

/**
 * Makes what starts tasks wait for all endpoints.
 *
 * Not whole constructs: a security group of a service that waited would close a circle with the group of the endpoints, which names it.
 */
export function dependOnEndpoints(waiting: readonly IConstruct[], endpoints: IConstruct): void {
  const starters = waiting.flatMap((construct) => construct.node.findAll()).filter((child) => CfnResource.isCfnResource(child))
    .filter(({ cfnResourceType }) => STARTERS.has(cfnResourceType));
  for (const starter of starters) starter.node.addDependency(endpoints);
}
