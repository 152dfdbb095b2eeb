import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';

const ID = 'StowageLogKey';

/** The key for log events of a stack. One for all log groups of the stack, because every key has a monthly price. */
export function logKeyOf(stack: Stack): kms.IKey {
  return stack.node.tryFindChild(ID) as kms.Key | undefined ?? newLogKey(stack);
}

function newLogKey(stack: Stack): kms.IKey {
  const key = new kms.Key(stack, ID, {
    description: 'Log events of Amazon ECS tasks',
    enableKeyRotation: true,
    // The log groups outlive the stack, and without the key nobody reads them.
    removalPolicy: RemovalPolicy.RETAIN,
  });
  allowLogs(key, stack);
  return key;
}

/** CloudWatch Logs may use the key, for the log groups of this account and region only. */
function allowLogs(key: kms.Key, stack: Stack): void {
  key.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(`logs.${stack.region}.${stack.urlSuffix}`)],
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
    resources: ['*'],
    conditions: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': stack.formatArn({
          service: 'logs', resource: 'log-group', resourceName: '*', arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      },
    },
  }));
}
