import { Validations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** An address is no secret; kept in a parameter it would have to be read by every task that starts. */
export function acknowledgeAddress(taskDefinition: IConstruct): void {
  Validations.of(taskDefinition).acknowledge({
    id: 'AwsSolutions-ECS2', reason: 'the environment holds the address of a resource of this app, which is not a secret',
  });
}
