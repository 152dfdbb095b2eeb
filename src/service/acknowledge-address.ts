import { IConstruct } from 'constructs';
import { acknowledge } from '../validation/acknowledge';

/** An address is no secret; kept in a parameter it would have to be read by every task that starts. */
export function acknowledgeAddress(taskDefinition: IConstruct): void {
  acknowledge(taskDefinition, 'AwsSolutions-ECS2', 'the environment holds the address of a resource of this app, which is not a secret');
}
