import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { DescribeLoadBalancersCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { Claim } from './claim';
import { DeployedStack } from './deployed-stack';
import { resourcesOfType } from '../examples/assembly-stacks';

/** After `cdk destroy`: the stack and what it owned are gone. The emulator never deletes clusters and services. */
export async function destroyClaims(stack: DeployedStack): Promise<readonly Claim[]> {
  const owned = (type: string) => resourcesOfType(stack.template, type)
    .filter(([id, { DeletionPolicy }]) => stack.physicalIds.has(id) && DeletionPolicy !== 'Retain' && DeletionPolicy !== 'RetainExceptOnCreate')
    .map(([id]) => [`${stack.stackName}/${id}`, stack.physicalIds.get(id)!] as const);
  const gone = async (what: string, look: () => Promise<string>): Promise<Claim> =>
    ({ what: `${what} after destroy`, expected: 'gone', found: await look().catch(absent) });
  return Promise.all([
    gone(stack.stackName, async () => {
      const { Stacks } = await new CloudFormationClient(stack.emulator.client).send(new DescribeStacksCommand({ StackName: stack.stackName }));
      return Stacks?.[0]?.StackStatus ?? 'gone';
    }),
    ...owned('AWS::ElasticLoadBalancingV2::LoadBalancer').map(([what, id]) => gone(what, async () => {
      await new ElasticLoadBalancingV2Client(stack.emulator.client).send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [id] }));
      return 'there';
    })),
    ...owned('AWS::ECR::Repository').map(([what, id]) => gone(what, async () => {
      await new ECRClient(stack.emulator.client).send(new DescribeRepositoriesCommand({ repositoryNames: [id] }));
      return 'there';
    })),
    ...owned('AWS::IAM::Role').map(([what, id]) => gone(what, async () => {
      await new IAMClient(stack.emulator.client).send(new GetRoleCommand({ RoleName: id }));
      return 'there';
    })),
  ]);
}

function absent(error: Error): string {
  if (['ValidationError', 'LoadBalancerNotFoundException', 'NoSuchEntityException', 'RepositoryNotFoundException'].includes(error.name)) return 'gone';
  throw error;
}
