import { Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';

/** Lets the execution role read the Active Directory identity of a container, a parameter or an object. The CDK leaves that to the user. */
export function allowCredentialSpecs(container: ecs.ContainerDefinition, executionRole: iam.IRole): void {
  for (const { location } of container.credentialSpecs ?? []) {
    const isParameter = JSON.stringify(Stack.of(container).resolve(location)).includes(':ssm:');
    executionRole.addToPrincipalPolicy(new iam.PolicyStatement({
      actions: [isParameter ? 'ssm:GetParameters' : 's3:GetObject'], resources: [location],
    }));
  }
}
