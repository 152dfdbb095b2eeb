import { Names, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/**
 * The security groups of something, as seen from the stack of a service.
 *
 * Rules are made in the stack of the group they open. A group of another stack is imported, so that the rule lives with the
 * service: otherwise the stack of the cluster or the load balancer would refer to the service that depends on it.
 */
export function securityGroupsSeenFrom(scope: Construct, connectable: ec2.IConnectable, idPrefix: string): ec2.ISecurityGroup[] {
  return connectable.connections.securityGroups.map((group) => {
    if (Stack.of(group) === Stack.of(scope)) return group;
    const id = `${idPrefix}${Names.uniqueId(group).slice(-8)}`;
    return scope.node.tryFindChild(id) as ec2.ISecurityGroup | undefined ?? ec2.SecurityGroup.fromSecurityGroupId(scope, id, group.securityGroupId);
  });
}
