import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { EndpointOfUse } from './endpoint-of-use';

const { ECS, ECS_AGENT, ECS_TELEMETRY, GUARDDUTY_DATA, KMS, SECRETS_MANAGER, SSM, SSM_MESSAGES, STS } = ec2.InterfaceVpcEndpointAwsService;

/** Something that tasks or container instances do, and the AWS services they call for it. */
export class EndpointUse {
  /** Secrets of AWS Secrets Manager: in containers, in registry credentials, in volumes. */
  public static readonly SECRETS = new EndpointUse([{ id: 'SecretsManager', service: SECRETS_MANAGER, takesPolicy: true }]);

  /** Parameters of SSM Parameter Store. */
  public static readonly PARAMETERS = new EndpointUse([{ id: 'Ssm', service: SSM, takesPolicy: true }]);

  /** Commands in running containers: ECS Exec. */
  public static readonly EXECUTE_COMMAND = new EndpointUse([{ id: 'SsmMessages', service: SSM_MESSAGES, takesPolicy: false }]);

  /** Keys of AWS KMS that the tasks themselves use. ECS, Amazon ECR and secrets call KMS on their own. */
  public static readonly KEYS = new EndpointUse([{ id: 'Kms', service: KMS, takesPolicy: true }]);

  /** Roles that the tasks assume themselves. Their own role needs no call. */
  public static readonly ROLES = new EndpointUse([{ id: 'Sts', service: STS, takesPolicy: true }]);

  /** Container instances: the agent registers, polls and reports. Fargate needs none of it. */
  public static readonly CONTAINER_INSTANCES = new EndpointUse([
    { id: 'Ecs', service: ECS, takesPolicy: false },
    { id: 'EcsAgent', service: ECS_AGENT, takesPolicy: false },
    { id: 'EcsTelemetry', service: ECS_TELEMETRY, takesPolicy: false },
  ]);

  /** The agent of GuardDuty Runtime Monitoring. GuardDuty makes this endpoint itself unless the agent is managed by hand. */
  public static readonly GUARDDUTY = new EndpointUse([{ id: 'GuardDuty', service: GUARDDUTY_DATA, takesPolicy: false }]);

  /**
   * Any other service with an interface endpoint.
   *
   * @param id the construct id of the endpoint
   * @param service the service
   */
  public static custom(id: string, service: ec2.IInterfaceVpcEndpointService): EndpointUse {
    return new EndpointUse([{ id, service, takesPolicy: false }]);
  }

  /** @internal */
  public readonly _endpoints: readonly EndpointOfUse[];

  private constructor(endpoints: readonly EndpointOfUse[]) {
    this._endpoints = endpoints;
  }
}
