import { DescribeRepositoriesCommand, ECRClient, GetLifecyclePolicyCommand } from '@aws-sdk/client-ecr';
import { Claim, leafClaims } from './claim';
import { DeployedStack } from './deployed-stack';
import { resourcesOfType } from '../examples/assembly-stacks';

/** Scanning, tag mutability, encryption and lifecycle of repositories. */
export async function repositoryClaims(stack: DeployedStack): Promise<readonly Claim[]> {
  const client = new ECRClient(stack.emulator.client);
  const claims = resourcesOfType(stack.template, 'AWS::ECR::Repository').map(async ([id, { Properties = {} }]) => {
    const repositoryName = stack.physicalIds.get(id)!;
    const { repositories } = await client.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }));
    const expected = {
      repositoryName: Properties.RepositoryName,
      imageTagMutability: Properties.ImageTagMutability,
      imageScanningConfiguration: lowerCase(Properties.ImageScanningConfiguration, 'ScanOnPush', 'scanOnPush'),
      encryptionConfiguration: lowerCase(Properties.EncryptionConfiguration, 'EncryptionType', 'encryptionType'),
    };
    const what = `${stack.stackName}/${id}`;
    return [...leafClaims(what, expected, repositories?.[0]), ...await lifecycleClaims(client, what, repositoryName, Properties.LifecyclePolicy)];
  });
  return (await Promise.all(claims)).flat();
}

async function lifecycleClaims(client: ECRClient, what: string, repositoryName: string, policy: unknown): Promise<readonly Claim[]> {
  const text = (policy as { LifecyclePolicyText?: unknown } | undefined)?.LifecyclePolicyText;
  if (typeof text !== 'string') return [];
  const kept = await client.send(new GetLifecyclePolicyCommand({ repositoryName })).catch((error: Error) => {
    if (error.name === 'LifecyclePolicyNotFoundException') return undefined;
    throw error;
  });
  return leafClaims(`${what} lifecycle`, JSON.parse(text), kept?.lifecyclePolicyText && JSON.parse(kept.lifecyclePolicyText));
}

function lowerCase(structure: unknown, from: string, to: string): Record<string, unknown> | undefined {
  return structure ? { [to]: (structure as Record<string, unknown>)[from] } : undefined;
}
