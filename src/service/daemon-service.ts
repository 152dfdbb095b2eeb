import { Tags, Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { kindOf } from './capacity-share';
import { checkBreaker, checkPlacement } from './check-service';
import { scaledDaemon, unnamedInstances } from './daemon-reach';
import { breakerOf, commonProps, finish, renderThreshold } from './new-ecs-service';
import { newPlacedService } from './new-placed-service';
import { newRunnable, Runnable } from './runnable';
import { Service } from './service';
import { ServiceOptions } from './service-options';

/** Properties of `DaemonService`. */
export interface DaemonServiceProps extends ServiceOptions {
  /**
   * Least number of running tasks during a deployment, in percent of the container instances. A daemon cannot run twice on
   * an instance, so 100 would leave no way to replace it.
   *
   * @default 0
   */
  readonly minHealthyPercent?: number;
}

/**
 * One task on every container instance, for example to collect logs. It starts with the instance and is not scaled.
 *
 * ECS takes no capacity provider strategy for it, so `capacity` names all container instances of the cluster, with `Capacity.mix`
 * when there are several groups, or `placementConstraints` narrow it down.
 *
 * Grants on it go to the role of the tasks; its connections are those of the tasks.
 */
export class DaemonService extends Service {
  /** The service of the CDK that this construct holds. */
  public readonly ecsService: ecs.BaseService;

  /** @internal */
  protected readonly _runnable: Runnable;

  constructor(scope: Construct, id: string, props: DaemonServiceProps) {
    super(scope, id);
    this._runnable = newRunnable(this, props);
    checkDaemon(props, this._runnable);
    this.checkReach(props);
    const service = newPlacedService(this, this._runnable.capacity, {
      ...commonProps(props, this._runnable),
      // ECS refuses a strategy for daemons: they run on every container instance of the cluster.
      capacityProviderStrategies: undefined,
      circuitBreaker: breakerOf(props.circuitBreaker),
      daemon: true,
      minHealthyPercent: props.minHealthyPercent ?? 0,
      maxHealthyPercent: 100,
      placementConstraints: props.placementConstraints,
    });
    finish(this, service, props, this._runnable);
    renderThreshold(service, props.circuitBreaker);
    this.ecsService = service;
    this.node.addValidation({ validate: () => scaledDaemon(service) });
    Tags.of(this).add('stowage:service', id, { includeResourceTypes: ['AWS::ECS::Service', 'AWS::ECS::TaskDefinition', 'AWS::Logs::LogGroup'] });
  }

  /** Now, and again when the app is complete: the cluster may get more capacity after the daemon. */
  private checkReach({ cluster, placementConstraints }: DaemonServiceProps): void {
    const unnamed = () => unnamedInstances(this, cluster, this._runnable.capacity, placementConstraints);
    const problem = unnamed();
    if (problem) throw new Error(problem);
    this.node.addValidation({ validate: () => [unnamed()].flatMap((later) => later ?? []) });
  }
}

function checkDaemon(props: DaemonServiceProps, { capacity }: Runnable): void {
  if (capacity.compatibility !== ecs.Compatibility.EC2 && capacity.compatibility !== ecs.Compatibility.EXTERNAL) {
    throw new Error(`\`capacity\` of a daemon must be Capacity.ec2() or Capacity.external(), whose instances you see, got ${kindOf(capacity)}`);
  }
  checkPlacement(props, capacity);
  checkBreaker(props);
  const min = props.minHealthyPercent ?? 0;
  if (!Token.isUnresolved(min) && !(min >= 0 && min < 100)) {
    throw new Error(`\`minHealthyPercent\` of a daemon must be from 0 to 99, got ${min}: an instance has no room for two`);
  }
}
