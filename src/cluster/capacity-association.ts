import { Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { checkOneKind, checkStrategy } from './check-strategy';
import { Cluster } from './cluster';
import { Ec2Capacity } from './ec2-capacity';

/** Properties of `CapacityAssociation`. */
export interface CapacityAssociationProps {
  /** The cluster. It must have no capacity of its own: `new Cluster(scope, id, { enableFargateCapacityProviders: false })`. */
  readonly cluster: ecs.ICluster;

  /** All container instances of the cluster. They are in the stack of the association, or in stacks before it. */
  readonly ec2Capacities: Ec2Capacity[];

  /**
   * Whether tasks of the cluster can run on Fargate and Fargate Spot as well.
   *
   * @default true
   */
  readonly enableFargateCapacityProviders?: boolean;

  /**
   * Where tasks run whose service or caller names no capacity.
   *
   * @default - on Fargate; without Fargate, on the first of `ec2Capacities`
   */
  readonly defaultCapacityProviderStrategy?: ecs.CapacityProviderStrategy[];
}

/**
 * Gives a cluster capacity that is in other stacks than the cluster.
 *
 * A cluster has one list of capacity providers. With capacity in the stack of the cluster `Cluster` writes it; with capacity in
 * a later stack the list has to be there too, because a list in front of what it names could not be deployed.
 */
export class CapacityAssociation extends Construct {
  /** The list that this construct holds. */
  public readonly association: ecs.CfnClusterCapacityProviderAssociations;

  constructor(scope: Construct, id: string, props: CapacityAssociationProps) {
    super(scope, id);
    if (props.ec2Capacities.length === 0) throw new Error('`ec2Capacities` must hold at least one capacity, got none');
    const fargate = props.enableFargateCapacityProviders ?? true;
    const names = props.ec2Capacities.map((capacity) => capacity.capacityProviderName);
    const strategy = props.defaultCapacityProviderStrategy ?? [{ capacityProvider: fargate ? 'FARGATE' : names[0], weight: 1 }];
    checkDefault(strategy, fargate, names);
    this.association = new ecs.CfnClusterCapacityProviderAssociations(this, 'Resource', {
      cluster: props.cluster.clusterName,
      capacityProviders: [...(fargate ? ['FARGATE', 'FARGATE_SPOT'] : []), ...names],
      defaultCapacityProviderStrategy: strategy,
    });
    props.ec2Capacities.forEach((capacity) => capacity._associated());
    if (props.cluster instanceof Cluster) props.cluster._associateBy(this.association, Stack.of(this));
  }
}

function checkDefault(strategy: ecs.CapacityProviderStrategy[], fargate: boolean, names: readonly string[]): void {
  checkStrategy('defaultCapacityProviderStrategy', strategy);
  checkOneKind('defaultCapacityProviderStrategy', strategy.map(({ capacityProvider }, index) => {
    if (names.includes(capacityProvider)) return 'an Auto Scaling group';
    if (fargate && /^FARGATE(_SPOT)?$/.test(capacityProvider)) return 'Fargate';
    throw new Error(`\`defaultCapacityProviderStrategy\` must name capacity of the association, got another as item ${index + 1}`);
  }));
}
