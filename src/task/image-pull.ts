import { Annotations, ArnFormat, Stack, Token } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** The address of an image in a private Amazon ECR registry: account, region, repository. */
const PRIVATE_ECR = /^(\d{12})\.dkr[.-]ecr\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|on\.aws)\/([a-z0-9][a-z0-9._/-]*?)(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/;

/** Lets the role pull an image that is given as the text of a private Amazon ECR address. Other images grant for themselves. */
export function allowPull(scope: Construct, container: ecs.ContainerDefinition, executionRole: iam.IRole): void {
  if (!allowPullOf(scope, container.imageName, container.node.id, executionRole)) return;
  Annotations.of(container).acknowledgeWarning('@aws-cdk/aws-ecs:ecrImageRequiresPolicy', 'the execution role may pull the image');
}

/** As `allowPull`, for an image without a container definition. Whether the address was one of Amazon ECR. */
export function allowPullOf(scope: Construct, imageName: string, containerName: string, executionRole: iam.IRole): boolean {
  if (Token.isUnresolved(imageName)) return false;
  const address = PRIVATE_ECR.exec(imageName);
  if (!address) return false;
  const [, account, region, repositoryName] = address;
  const repositoryArn = Stack.of(scope).formatArn({
    service: 'ecr', account, region, resource: 'repository', resourceName: repositoryName, arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });
  const repository = ecr.Repository.fromRepositoryAttributes(scope, `ImagesOf${containerName}`, { repositoryArn, repositoryName });
  repository.grantPull(executionRole);
  return true;
}
