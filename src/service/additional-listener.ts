import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { WebListener } from './web-listener';

/** One more place where requests for a service come in, with a target group of its own. */
export interface AdditionalListenerOptions {
  /** Where requests come in. */
  readonly listener: WebListener;

  /**
   * The port the container listens on for them.
   *
   * @default - that of the service
   */
  readonly containerPort?: number;

  /**
   * The path that must answer with status 200.
   *
   * @default - that of the service
   */
  readonly healthCheckPath?: string;

  /**
   * The health check, beyond its path.
   *
   * @default - that of the service
   */
  readonly healthCheck?: elbv2.HealthCheck;

  /**
   * What the load balancer speaks with the tasks.
   *
   * @default - that of the service
   */
  readonly protocolVersion?: elbv2.ApplicationProtocolVersion;
}
