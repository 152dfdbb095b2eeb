import { Tags } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct, Dependable, DependencyGroup, IDependable } from 'constructs';
import { Ec2Capacity, Ec2CapacityOptions } from './ec2-capacity';

/** Properties of `Cluster`. */
export interface ClusterProps extends ecs.ClusterProps {}

/**
 * An Amazon ECS cluster with Container Insights, Fargate and Fargate Spot.
 *
 * It is an `ecs.Cluster` and can be passed wherever the CDK takes an `ecs.ICluster`.
 */
export class Cluster extends ecs.Cluster {
  /** Depend on it to exist after the capacity providers are part of the cluster, and to be deleted before they leave it. */
  public readonly capacityProvidersAssociated: IDependable;

  private readonly ec2Capacities: Ec2Capacity[] = [];

  constructor(scope: Construct, id: string, props: ClusterProps = {}) {
    super(scope, id, {
      ...props,
      containerInsightsV2: props.containerInsightsV2 ?? (props.containerInsights === undefined ? ecs.ContainerInsights.ENABLED : undefined),
      enableFargateCapacityProviders: props.enableFargateCapacityProviders ?? true,
    });
    Tags.of(this).add('stowage:cluster', id);
    this.capacityProvidersAssociated = associationOf(this);
  }

  /**
   * Adds container instances: an Auto Scaling group behind a capacity provider.
   *
   * @param id the construct id of the capacity
   * @param options what the instances are and how many there may be
   */
  public addEc2Capacity(id: string, options: Ec2CapacityOptions): Ec2Capacity {
    const capacity = new Ec2Capacity(this, id, { cluster: this, ...options });
    this.associate(capacity.capacityProviderName);
    this.ec2Capacities.push(capacity);
    return capacity;
  }

  /** Whether the cluster has container instances. */
  public override get hasEc2Capacity(): boolean {
    // The constructor of the base class reads this before the field exists.
    return super.hasEc2Capacity || (this.ec2Capacities ?? []).length > 0;
  }

  /**
   * The base class keeps the list that its one association resource renders, and hands out the list itself. There may be
   * only one such resource per cluster, so our providers join that list.
   */
  private associate(capacityProviderName: string): void {
    this.capacityProviderNames.push(capacityProviderName);
    if (!this.capacityProviderNames.includes(capacityProviderName)) {
      throw new Error(`capacity provider of ${this.node.path} could not be associated: this aws-cdk-lib copies \`capacityProviderNames\``);
    }
  }
}

/** The base class creates the association while it prepares the template, so it is looked up as late as that. */
function associationOf(cluster: ecs.Cluster): IDependable {
  const association = new DependencyGroup();
  Dependable.implement(association, {
    get dependencyRoots() {
      return cluster.node.children.filter((child) => child instanceof ecs.CfnClusterCapacityProviderAssociations);
    },
  });
  return association;
}
