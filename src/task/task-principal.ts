import { ArnFormat, Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/** ECS tasks of this account and region only: without the conditions another account's tasks could be made to use the role. */
export function taskPrincipal(scope: Construct): iam.IPrincipal {
  const tasksOfThisAccount = Stack.of(scope).formatArn({
    service: 'ecs', resource: '*', arnFormat: ArnFormat.NO_RESOURCE_NAME,
  });
  return new iam.ServicePrincipal('ecs-tasks.amazonaws.com').withConditions({
    StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    ArnLike: { 'aws:SourceArn': tasksOfThisAccount },
  });
}
