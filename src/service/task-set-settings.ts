import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Runnable } from './runnable';
import type { Service } from './service';

export type TaskSetSettings = Pick<ecs.CfnTaskSetProps, 'networkConfiguration' | 'capacityProviderStrategy' | 'loadBalancers'>;

/** What a service that ECS deploys says itself, and an externally deployed one leaves to its task sets. */
export function taskSetSettings(service: Service, runnable: Runnable, loadBalancers: ecs.CfnTaskSet.LoadBalancerProperty[]): TaskSetSettings {
  const { deploymentController } = service.ecsService.node.findChild('Service') as ecs.CfnService;
  const { type } = (deploymentController ?? {}) as ecs.CfnService.DeploymentControllerProperty;
  if (type !== ecs.DeploymentControllerType.EXTERNAL) {
    throw new Error(`\`deployment\` of ${service.node.path} must be Deployment.external() for a task set, got one that deploys tasks itself`);
  }
  return {
    capacityProviderStrategy: runnable.capacity.strategies.map((item) => ({ ...item })),
    loadBalancers: loadBalancers.length > 0 ? loadBalancers : undefined,
    networkConfiguration: networkOf(service, runnable),
  };
}

function networkOf({ ecsService }: Service, runnable: Runnable): ecs.CfnTaskSet.NetworkConfigurationProperty | undefined {
  const { network, capacity } = runnable;
  if (runnable.sharesInstanceNetwork) return undefined;
  return {
    awsVpcConfiguration: {
      subnets: ecsService.cluster.vpc.selectSubnets(network.vpcSubnets).subnetIds,
      securityGroups: network.securityGroups?.map((group) => group.securityGroupId),
      assignPublicIp: capacity.compatibility === ecs.Compatibility.FARGATE ? (network.assignPublicIp ? 'ENABLED' : 'DISABLED') : undefined,
    },
  };
}

/** What a service leaves to its task sets when ECS does not deploy it. */
const OF_TASK_SETS = ['LoadBalancers', 'NetworkConfiguration', 'CapacityProviderStrategy', 'ServiceRegistries', 'LaunchType', 'PlatformVersion', 'TaskDefinition'];

/** ECS refuses an externally deployed service that says what its task sets say. */
export function leaveToTaskSets(service: ecs.BaseService): void {
  const resource = service.node.findChild('Service') as ecs.CfnService;
  OF_TASK_SETS.forEach((name) => resource.addPropertyDeletionOverride(name));
}
