import { DescribeClustersCommand, DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs';
import { toApiShape } from './api-shape';
import { ANYTHING, Claim, leafClaims } from './claim';
import { DeployedStack, deployedValue } from './deployed-stack';
import { Resource, resourcesOfType } from '../examples/assembly-stacks';

/** Clusters, services and the container definitions of task definitions. */
export async function ecsClaims(stack: DeployedStack): Promise<readonly Claim[]> {
  const client = new ECSClient(stack.emulator.client);
  const each = (type: string, claims: (id: string, resource: Resource) => Promise<readonly Claim[]>) =>
    resourcesOfType(stack.template, `AWS::ECS::${type}`).map(([id, resource]) => claims(id, resource));
  const claims = await Promise.all([
    ...each('Cluster', (id) => clusterClaims(client, stack, id)),
    ...each('Service', (id, resource) => serviceClaims(client, stack, id, resource)),
    ...each('TaskDefinition', (id, resource) => taskDefinitionClaims(client, stack, id, resource)),
  ]);
  return claims.flat();
}

async function clusterClaims(client: ECSClient, stack: DeployedStack, id: string): Promise<readonly Claim[]> {
  const answer = await client.send(new DescribeClustersCommand({ clusters: [stack.physicalIds.get(id)!] }));
  return [{ what: `${stack.stackName}/${id} status`, expected: 'ACTIVE', found: answer.clusters?.[0]?.status }];
}

async function serviceClaims(client: ECSClient, stack: DeployedStack, id: string, resource: Resource): Promise<readonly Claim[]> {
  const cluster = deployedValue(resource.Properties?.Cluster, stack);
  const answer = await client.send(new DescribeServicesCommand({ cluster, services: [stack.physicalIds.get(id)!] }));
  const service = answer.services?.[0];
  const what = `${stack.stackName}/${id}`;
  return [
    { what: `${what} status`, expected: 'ACTIVE', found: service?.status },
    { what: `${what} cluster`, expected: cluster?.split('/').pop(), found: service?.clusterArn?.split('/').pop() },
    { what: `${what} task definition`, expected: deployedValue(resource.Properties?.TaskDefinition, stack), found: service?.taskDefinition },
  ];
}

async function taskDefinitionClaims(client: ECSClient, stack: DeployedStack, id: string, resource: Resource): Promise<readonly Claim[]> {
  const answer = await client.send(new DescribeTaskDefinitionCommand({ taskDefinition: stack.physicalIds.get(id)! }));
  const { Family, ContainerDefinitions } = resource.Properties ?? {};
  const containers = toApiShape(ContainerDefinitions, (intrinsic) => deployedValue(intrinsic, stack) ?? ANYTHING);
  return leafClaims(`${stack.stackName}/${id}`, { family: Family, containerDefinitions: containers }, answer.taskDefinition);
}
