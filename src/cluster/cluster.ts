import { CfnResource, ContextProvider, Stack, Tags, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as cxschema from 'aws-cdk-lib/cloud-assembly-schema';
import { Construct, Dependable, DependencyGroup, IConstruct, IDependable } from 'constructs';
import { checkOneKind, checkStrategy } from './check-strategy';
import { Ec2Capacity } from './ec2-capacity';
import { Ec2CapacityOptions } from './ec2-capacity-options';
import { ExternalCapacity, ExternalCapacityOptions } from './external-capacity';
import { ManagedInstancesCapacity, ManagedInstancesCapacityOptions } from './managed-instances-capacity';

/** Properties of `Cluster`. */
export interface ClusterProps extends ecs.ClusterProps {}

/** Which cluster of the account is looked up. */
export interface ClusterLookupOptions {
  /** The name of the cluster. */
  readonly clusterName: string;

  /** The VPC services run in. A cluster itself has none. */
  readonly vpc: ec2.IVpc;
}

/**
 * An Amazon ECS cluster with Container Insights, Fargate and Fargate Spot.
 *
 * It is an `ecs.Cluster` and can be passed wherever the CDK takes an `ecs.ICluster`.
 */
export class Cluster extends ecs.Cluster {
  /**
   * A cluster that exists, found by its name at synthesis. The stack needs an account and a region.
   *
   * @param scope where the import belongs
   * @param id the construct id
   * @param options which cluster
   */
  public static fromLookup(scope: Construct, id: string, options: ClusterLookupOptions): ecs.ICluster {
    const { clusterName, vpc } = options;
    if (Token.isUnresolved(clusterName)) throw new Error('`clusterName` of a lookup must be known at synthesis, got a token');
    const [found] = ContextProvider.getValue(scope, {
      provider: cxschema.ContextProvider.CC_API_PROVIDER,
      props: { typeName: 'AWS::ECS::Cluster', exactIdentifier: clusterName, propertiesToReturn: ['Arn'] },
      dummyValue: [{ Arn: Stack.of(scope).formatArn({ service: 'ecs', resource: 'cluster', resourceName: clusterName }) }],
    }).value as { readonly Arn: string }[];
    return ecs.Cluster.fromClusterAttributes(scope, id, { clusterName, clusterArn: found.Arn, vpc, securityGroups: [] });
  }

  /** Depend on it to exist after the capacity providers are part of the cluster, and to be deleted before they leave it. */
  public readonly capacityProvidersAssociated: IDependable;

  private readonly ec2Capacities: Ec2Capacity[] = [];
  private readonly managedInstances: ManagedInstancesCapacity[] = [];
  private elsewhere?: { readonly association: ecs.CfnClusterCapacityProviderAssociations; readonly stack: Stack };

  constructor(scope: Construct, id: string, props: ClusterProps = {}) {
    super(scope, id, {
      ...props,
      containerInsightsV2: props.containerInsightsV2 ?? (props.containerInsights === undefined ? ecs.ContainerInsights.ENHANCED : undefined),
      enableFargateCapacityProviders: props.enableFargateCapacityProviders ?? true,
    });
    Tags.of(this).add('stowage:cluster', id);
    this.capacityProvidersAssociated = associationOf(this, () => this.elsewhere?.association);
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

  /**
   * Adds instances that ECS starts, patches and ends on its own: Amazon ECS Managed Instances.
   *
   * @param id the construct id of the capacity
   * @param options what the instances must be
   */
  public addManagedInstances(id: string, options: ManagedInstancesCapacityOptions = {}): ManagedInstancesCapacity {
    const capacity = new ManagedInstancesCapacity(this, id, { cluster: this, ...options });
    this.managedInstances.push(capacity);
    return capacity;
  }

  /**
   * Lets machines outside of AWS register with the cluster: Amazon ECS Anywhere.
   *
   * @param id the construct id of the capacity
   * @param options how the machines register
   */
  public addExternalCapacity(id: string, options: ExternalCapacityOptions = {}): ExternalCapacity {
    return new ExternalCapacity(this, id, { cluster: this, ...options });
  }

  /**
   * Where tasks run whose service or caller names no capacity.
   *
   * @param defaultCapacityProviderStrategy capacity providers of the cluster, all of one kind
   */
  public override addDefaultCapacityProviderStrategy(defaultCapacityProviderStrategy: ecs.CapacityProviderStrategy[]): void {
    checkStrategy('defaultCapacityProviderStrategy', defaultCapacityProviderStrategy);
    checkOneKind('defaultCapacityProviderStrategy', defaultCapacityProviderStrategy.map((item, index) => this.kindOf(item, index)));
    super.addDefaultCapacityProviderStrategy(defaultCapacityProviderStrategy);
  }

  /** Whether the cluster has container instances. */
  public override get hasEc2Capacity(): boolean {
    // The constructor of the base class reads this before the field exists.
    return super.hasEc2Capacity || (this.ec2Capacities ?? []).length > 0 || this.elsewhere !== undefined;
  }

  /** Where tasks run whose service or caller names no capacity: on Fargate, unless `addDefaultCapacityProviderStrategy` says otherwise. */
  public override get defaultCapacityProviderStrategy(): ecs.CapacityProviderStrategy[] {
    const chosen = super.defaultCapacityProviderStrategy;
    return chosen.length > 0 || !this.capacityProviderNames.includes('FARGATE') ? chosen : [{ capacityProvider: 'FARGATE', weight: 1 }];
  }

  /**
   * Another stack lists the capacity of this cluster.
   *
   * @internal
   */
  public _associateBy(association: ecs.CfnClusterCapacityProviderAssociations, stack: Stack): void {
    const own = this.capacityProviderNames.map((name) => Token.isUnresolved(name) ? 'container instances' : name);
    if (own.length > 0) {
      throw new Error(`${this.node.path} must have no capacity of its own for a CapacityAssociation, got ${own.join(', ')}: ` +
        'make it with `enableFargateCapacityProviders: false`');
    }
    if (this.elsewhere) {
      throw new Error(`${this.node.path} must have one CapacityAssociation, got one in ${this.elsewhere.stack.node.path} and one in ${stack.node.path}`);
    }
    this.elsewhere = { association, stack };
  }

  /** The base class names a provider that is missing by its token, which tells nobody which one it is. */
  private kindOf({ capacityProvider }: ecs.CapacityProviderStrategy, index: number): string {
    if (this.managedInstances.some((each) => each.capacityProviderName === capacityProvider)) return 'Managed Instances';
    if (this.clusterScopedCapacityProviderNames.includes(capacityProvider)) return 'Managed Instances';
    if (!this.capacityProviderNames.includes(capacityProvider)) {
      const got = Token.isUnresolved(capacityProvider) ? `that of another construct as item ${index + 1}` : capacityProvider;
      const known = [...this.capacityProviderNames.filter((name) => !Token.isUnresolved(name)),
        ...[...this.ec2Capacities, ...this.managedInstances].map((capacity) => capacity.node.path)];
      throw new Error(`\`defaultCapacityProviderStrategy\` must name capacity of ${this.node.path} (${known.join(', ')}), got ${got}`);
    }
    return /^FARGATE(_SPOT)?$/.test(capacityProvider) ? 'Fargate' : 'an Auto Scaling group';
  }

  /**
   * The base class keeps the list that its one association resource renders, and hands out the list itself. There may be
   * only one such resource per cluster, so our providers join that list.
   */
  private associate(capacityProviderName: string): void {
    if (this.elsewhere) {
      throw new Error(`capacity of ${this.node.path} must be in ${this.elsewhere.stack.node.path}, where its CapacityAssociation lists it, ` +
        'got capacity in the stack of the cluster');
    }
    this.capacityProviderNames.push(capacityProviderName);
    if (!this.capacityProviderNames.includes(capacityProviderName)) {
      throw new Error(`capacity provider of ${this.node.path} could not be associated: this aws-cdk-lib copies \`capacityProviderNames\``);
    }
  }
}

/** The base class creates the association while it prepares the template, so it is looked up as late as that. */
function associationOf(cluster: ecs.Cluster, elsewhere: () => IConstruct | undefined): IDependable {
  const association = new DependencyGroup();
  Dependable.implement(association, {
    get dependencyRoots() {
      const other = elsewhere();
      // By its type: an app may have loaded the class twice.
      return other ? [other] : cluster.node.children.filter((child) =>
        CfnResource.isCfnResource(child) && child.cfnResourceType === ecs.CfnClusterCapacityProviderAssociations.CFN_RESOURCE_TYPE_NAME);
    },
  });
  return association;
}
