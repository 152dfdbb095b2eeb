import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { CapacityConfig } from './capacity';
import { Ec2Capacity } from '../cluster/ec2-capacity';

/**
 * Says why a daemon would run on instances that its capacity does not name, or nothing. ECS takes no capacity provider strategy
 * for daemons: they run on every container instance of the cluster that their constraints admit.
 */
export function unnamedInstances(
  daemon: Construct, cluster: ecs.ICluster, capacity: CapacityConfig, constraints: readonly unknown[] = [],
): string | undefined {
  if (constraints.length > 0 || capacity.compatibility !== ecs.Compatibility.EC2) return undefined;
  const named = new Set(capacity.strategies.map(({ capacityProvider }) => capacityProvider));
  const all = cluster.node.children.filter((child): child is Ec2Capacity => child instanceof Ec2Capacity);
  const others = all.filter(({ capacityProviderName }) => !named.has(capacityProviderName)).map(({ node }) => node.id);
  if (others.length === 0) return undefined;
  const got = all.map(({ node }) => node.id).filter((id) => !others.includes(id));
  return `\`capacity\` of daemon ${daemon.node.path} must name all container instances of ${cluster.node.path}, because it runs on all of them, ` +
    `got ${got.join(', ') || 'another'} without ${others.join(', ')}: name them with \`Capacity.mix\`, or narrow the daemon with ` +
    '`placementConstraints` on an attribute (`agent.attributes` of a capacity)';
}

/** Says that something scales the daemon, or nothing. */
export function scaledDaemon(service: ecs.BaseService): string[] {
  const scaler = service.node.tryFindChild('TaskCount');
  return scaler ? [`a daemon has no desired count to scale, since it runs once on every container instance, got ${scaler.node.path}`] : [];
}
