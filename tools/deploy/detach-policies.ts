import { DetachRolePolicyCommand, IAMClient, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam';
import { DeployedStack } from './deployed-stack';
import { resourcesOfType } from '../examples/assembly-stacks';

/** The emulator's `AWS::IAM::ManagedPolicy` is never deleted, so its roles could not be either. Returns how many were detached. */
export async function detachPolicies(stack: DeployedStack): Promise<number> {
  const client = new IAMClient(stack.emulator.client);
  const roles = resourcesOfType(stack.template, 'AWS::IAM::Role').flatMap(([id]) => stack.physicalIds.get(id) ?? []);
  const detached = roles.map(async (RoleName) => {
    const { AttachedPolicies = [] } = await client.send(new ListAttachedRolePoliciesCommand({ RoleName }));
    await Promise.all(AttachedPolicies.map(({ PolicyArn }) => client.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }))));
    return AttachedPolicies.length;
  });
  return (await Promise.all(detached)).reduce((total, count) => total + count, 0);
}
