import * as ecs from 'aws-cdk-lib/aws-ecs';
import { PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { newSdkCall } from '../cluster/sdk-call';

/**
 * Sets the number of tasks once, when the stack makes the service.
 *
 * CloudFormation starts a service without a desired count with one task, and registering it with the scaler lifts it to the
 * minimum. A higher number has to be said by a call, and a call that CloudFormation makes on creation only is never repeated.
 */
export function setInitialCount(target: ecs.ScalableTaskCount, service: ecs.BaseService, initial: number): void {
  const call = newSdkCall(target, 'InitialCount', {
    resourceType: 'Custom::InitialTaskCount',
    action: 'ecs:UpdateService',
    resources: [service.serviceArn],
    onCreate: {
      service: 'ECS',
      action: 'updateService',
      parameters: { cluster: service.cluster.clusterName, service: service.serviceName, desiredCount: initial },
      physicalResourceId: PhysicalResourceId.of('initial-count'),
      outputPaths: ['service.desiredCount'],
    },
  });
  // Registration lifts to the minimum; what is said before it would be lost on a service above the maximum.
  call.node.addDependency(target.node.findChild('Target'));
}
