import { Names, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/**
 * The security groups of container instances, as seen from the stack of a service.
 *
 * Rules are made in the stack of the group they open. A group of another stack is imported, so that the rule lives with the
 * service: otherwise the stack of the cluster would refer to the load balancer of the service that depends on it.
 */
export function instanceSecurityGroups(scope: Construct, containerInstances: ec2.IConnectable): ec2.ISecurityGroup[] {
  return containerInstances.connections.securityGroups.map((group) => {
    if (Stack.of(group) === Stack.of(scope)) return group;
    return ec2.SecurityGroup.fromSecurityGroupId(scope, `InstanceSecurityGroup${Names.uniqueId(group).slice(-8)}`, group.securityGroupId);
  });
}
