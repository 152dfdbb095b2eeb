import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { CapacityConfig, CapacityShare } from './capacity';
import { checkOneKind, checkStrategy } from '../cluster/check-strategy';

/** One strategy out of several capacities, checked against what ECS takes in one strategy. */
export function mixed(shares: readonly CapacityShare[]): CapacityConfig {
  const configs = shares.map(({ capacity }) => capacity.bind());
  configs.forEach(({ strategies }) => {
    if (strategies.length !== 1) throw new Error(`\`capacity\` of a share must be one capacity provider, got ${strategies.length}`);
  });
  const strategies = shares.map(({ base, weight = 1 }, index) => ({
    capacityProvider: configs[index].strategies[0].capacityProvider, ...(base === undefined ? {} : { base }), weight,
  }));
  checkStrategy('shares', strategies);
  checkOneKind('shares', configs.map(kindOf));
  const instances = configs.flatMap(({ containerInstances }) => containerInstances ?? []);
  const [{ compatibility, architecture }] = configs;
  const shared = configs.every((each) => each.architecture === architecture) ? architecture : undefined;
  return { compatibility, strategies, containerInstances: together(instances), architecture: shared };
}

/** What the capacity is called in messages. */
export function kindOf({ compatibility }: CapacityConfig): string {
  switch (compatibility) {
    case ecs.Compatibility.FARGATE: return 'Fargate';
    case ecs.Compatibility.EC2: return 'an Auto Scaling group';
    case ecs.Compatibility.MANAGED_INSTANCES: return 'Managed Instances';
    case ecs.Compatibility.EXTERNAL: return 'external instances';
    default: return 'another compatibility';
  }
}

/** Tasks in bridge and host mode are behind the security groups of whichever instance they are on. */
function together(instances: readonly ec2.IConnectable[]): ec2.IConnectable | undefined {
  if (instances.length < 2) return instances[0];
  const groups = instances.flatMap(({ connections }) => connections.securityGroups);
  const known = new Set<string>();
  const securityGroups = groups.filter(({ node }) => !known.has(node.path) && known.add(node.path));
  return { connections: new ec2.Connections({ securityGroups }) };
}

/** The strategy of one kind with given numbers, which are checked too. */
export function checkedStrategy(strategies: ecs.CapacityProviderStrategy[]): ecs.CapacityProviderStrategy[] {
  if (!strategies.every(({ capacityProvider }) => Token.isUnresolved(capacityProvider) || capacityProvider !== '')) {
    throw new Error('`capacityProviderName` must be the name of a capacity provider, got an empty one');
  }
  checkStrategy('capacity', strategies);
  return strategies;
}
