import { ArnFormat, Stack, Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';

/** Lets the execution role read the files, the bucket's whereabouts, and the key if there is one. The CDK leaves that to the user. */
export function allowEnvironmentFiles(container: ecs.ContainerDefinition, executionRole: iam.IRole, key: kms.IKey | undefined): void {
  const locations = (container.environmentFiles ?? []).map(({ s3Location }) => s3Location);
  if (locations.length === 0) return;
  const arn = (resource: string): string => Stack.of(container).formatArn({
    service: 's3', region: '', account: '', resource, arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
  executionRole.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['s3:GetObject'], resources: locations.map(({ bucketName, objectKey }) => arn(`${bucketName}/${objectKey}`)),
  }));
  executionRole.addToPrincipalPolicy(new iam.PolicyStatement({
    actions: ['s3:GetBucketLocation'], resources: [...new Set(locations.map(({ bucketName }) => arn(bucketName)))],
  }));
  key?.grantDecrypt(executionRole);
}

/** Throws on a file that ECS would not read (API reference, `EnvironmentFile`); tokens pass. */
export function checkEnvironmentFiles(container: ecs.ContainerDefinition): void {
  for (const { s3Location: { objectKey } } of container.environmentFiles ?? []) {
    if (Token.isUnresolved(objectKey) || objectKey.endsWith('.env')) continue;
    throw new Error(`\`environmentFiles\` of ${container.containerName} must end in .env, got ${objectKey}`);
  }
}
