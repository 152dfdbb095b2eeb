import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import type { CapacityConfig } from './capacity';

type Common = ecs.BaseServiceOptions & Pick<ecs.Ec2ServiceProps, 'taskDefinition' | 'vpcSubnets' | 'securityGroups' | 'assignPublicIp'>;

export interface PlacedServiceProps extends Common {
  readonly placementStrategies?: ecs.PlacementStrategy[];
  readonly placementConstraints?: ecs.PlacementConstraint[];
  readonly daemon?: boolean;
}

/** The service of the CDK for the capacity, as child `Service` of the scope. */
export function newPlacedService(scope: Construct, capacity: CapacityConfig, props: PlacedServiceProps): ecs.BaseService {
  const { placementStrategies: _, placementConstraints, daemon, ...common } = props;
  switch (capacity.compatibility) {
    case ecs.Compatibility.EC2:
      return new ecs.Ec2Service(scope, 'Service', props);
    case ecs.Compatibility.EXTERNAL:
      return constrained(new ecs.ExternalService(scope, 'Service', {
        ...common, daemon, capacityProviderStrategies: undefined,
      }), placementConstraints);
    default:
      return constrained(new ecs.FargateService(scope, 'Service', common), placementConstraints);
  }
}

/** ECS takes constraints on Managed Instances and external instances as well; the constructs of the CDK have no prop for them. */
function constrained(service: ecs.BaseService, constraints: ecs.PlacementConstraint[] = []): ecs.BaseService {
  if (constraints.length > 0) {
    const resource = service.node.findChild('Service') as ecs.CfnService;
    resource.placementConstraints = constraints.flatMap((constraint) => constraint.toJson());
  }
  return service;
}
