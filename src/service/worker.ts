import { Tags } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { checkMovesNothing } from './check-service';
import { newReplicaService } from './new-ecs-service';
import { checkInsideAws } from './run-on';
import { newRunnable, Runnable } from './runnable';
import { Service } from './service';
import { ReplicaServiceOptions } from './service-options';
import { ServiceScaling } from '../scaling/service-scaling';

/** Properties of `Worker`. */
export interface WorkerProps extends ReplicaServiceOptions {}

/**
 * Tasks that nobody calls: they find their work themselves, for example in a stream or a database.
 *
 * Grants on it go to the role of the tasks; its connections are those of the tasks.
 */
export class Worker extends Service {
  /** The service of the CDK that this construct holds. */
  public readonly ecsService: ecs.BaseService;

  /** How the number of tasks follows the load. Not on external instances. */
  public readonly scaling: ServiceScaling;

  /** @internal */
  protected readonly _runnable: Runnable;

  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id);
    checkMovesNothing(props.deployment, 'a worker');
    this._runnable = newRunnable(this, props);
    if (props.count) checkInsideAws(this._runnable.capacity, 'a worker with `count`', 'services on external instances do not scale');
    this.ecsService = newReplicaService(this, props, this._runnable, { scaled: () => this.scaling.ownsDesiredCount });
    this.scaling = new ServiceScaling(this, 'Scaling', { ecsService: this.ecsService, minCapacity: props.desiredCount ?? 2, count: props.count });
    Tags.of(this).add('stowage:service', id, { includeResourceTypes: ['AWS::ECS::Service', 'AWS::ECS::TaskDefinition', 'AWS::Logs::LogGroup'] });
  }
}
