import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as cr from 'aws-cdk-lib/custom-resources';
import { Construct, IConstruct } from 'constructs';
import { acknowledge } from '../validation/acknowledge';
import { acknowledgeInPacks } from '../validation/acknowledge-in-packs';

/** One call of the AWS API that CloudFormation makes for a stack, by the function that the CDK keeps for such calls. */
export interface SdkCallProps {
  /** The type of the custom resource, which the events of the stack show. */
  readonly resourceType: string;
  readonly action: string;
  readonly resources: readonly string[];
  readonly onCreate?: cr.AwsSdkCall;
  readonly onUpdate?: cr.AwsSdkCall;
  readonly onDelete?: cr.AwsSdkCall;
}

export function newSdkCall(scope: Construct, id: string, props: SdkCallProps): cr.AwsCustomResource {
  const resource = new cr.AwsCustomResource(scope, id, {
    resourceType: props.resourceType,
    onCreate: props.onCreate,
    onUpdate: props.onUpdate,
    onDelete: props.onDelete,
    // The SDK of the runtime has the call; a download would need a way to the internet.
    installLatestAwsSdk: false,
    policy: cr.AwsCustomResourcePolicy.fromStatements([
      new iam.PolicyStatement({ actions: [props.action], resources: [...props.resources] }),
    ]),
  });
  acknowledgeFunction(Stack.of(scope).node.findChild(`AWS${cr.AwsCustomResource.PROVIDER_FUNCTION_UUID.replace(/-/g, '')}`));
  acknowledgeInPacks(resource, 'IAMNoInlinePolicy', 'the CDK gives its function the one permission of the call as an inline policy');
  return resource;
}

function acknowledgeFunction(singleton: IConstruct): void {
  acknowledge(singleton, 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    'the CDK lets its function write logs with the policy of AWS for that');
  acknowledgeInPacks(singleton, 'L1', 'the CDK chooses the runtime of its function');
  acknowledgeInPacks(singleton, 'LambdaInsideVPC', 'the function calls AWS only, and would need a way out of the VPC for it');
  acknowledgeInPacks(singleton, 'LambdaDLQ', 'CloudFormation is the caller: it waits for the answer, and a failure shows as a failed deployment');
  acknowledgeInPacks(singleton, 'LambdaConcurrency', 'it runs once in a deployment; a reservation would take concurrency from the account for nothing');
}
