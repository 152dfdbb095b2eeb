import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';

/**
 * Sets the number of tasks once, when the stack makes the service.
 *
 * CloudFormation starts a service without a desired count with one task, and registering it with the scaler lifts it to the
 * minimum. A higher number has to be said by a call, and a call that CloudFormation makes on creation only is never repeated.
 */
export function setInitialCount(target: ecs.ScalableTaskCount, service: ecs.BaseService, initial: number): void {
  const call = new AwsCustomResource(target, 'InitialCount', {
    resourceType: 'Custom::InitialTaskCount',
    installLatestAwsSdk: false,
    onCreate: {
      service: 'ECS',
      action: 'updateService',
      parameters: { cluster: service.cluster.clusterName, service: service.serviceName, desiredCount: initial },
      physicalResourceId: PhysicalResourceId.of('initial-count'),
      outputPaths: ['service.desiredCount'],
    },
    policy: AwsCustomResourcePolicy.fromStatements([
      new iam.PolicyStatement({ actions: ['ecs:UpdateService'], resources: [service.serviceArn] }),
    ]),
  });
  // Registration lifts to the minimum; what is said before it would be lost on a service above the maximum.
  call.node.addDependency(target.node.findChild('Target'));
}
