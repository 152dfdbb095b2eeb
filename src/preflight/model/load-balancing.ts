import type { Known } from './known';
import type { Subject } from './subject';

export interface LoadBalancing {
  readonly loadBalancers: readonly LoadBalancer[];
  readonly listeners: readonly Listener[];
  readonly rules: readonly ListenerRule[];
  readonly targetGroups: readonly TargetGroup[];
}

export interface LoadBalancer {
  readonly id: string;
  readonly subject: Subject;
  readonly type: Known<'application' | 'network' | 'gateway' | 'classic'>;
  readonly internetFacing: Known<boolean>;
  readonly subnets: Known<readonly Known<string>[]>;
  readonly zones: Known<readonly string[]>;
  readonly securityGroups: Known<readonly Known<string>[]>;
  readonly ipAddressType: Known<string>;
  readonly attributes: Readonly<Record<string, Known<string>>>;
  readonly name?: Known<string>;
  /** Listeners and health check of a classic load balancer. */
  readonly classic?: ClassicBalancer;
}

export interface ClassicBalancer {
  readonly listeners: Known<readonly ClassicListener[]>;
  /** Such as `HTTP:80/ping` or `TCP:80`. */
  readonly healthCheckTarget?: Known<string>;
  readonly drains: Known<boolean>;
  readonly drainSeconds?: Known<number>;
  readonly crossZone: Known<boolean>;
}

export interface ClassicListener {
  readonly port: Known<number>;
  readonly protocol: Known<string>;
  readonly instancePort: Known<number>;
  readonly hasCertificate: boolean;
}

export interface Listener {
  readonly id: string;
  readonly subject: Subject;
  readonly loadBalancer: Known<string>;
  readonly port: Known<number>;
  readonly protocol: Known<string>;
  readonly hasCertificate: Known<boolean>;
  /** Target groups of its default action. */
  readonly forwardsTo: Known<readonly Known<string>[]>;
  readonly actions?: Known<readonly ListenerAction[]>;
  /** ARNs of its certificates, those of `AWS::ElasticLoadBalancingV2::ListenerCertificate` among them. */
  readonly certificates?: Known<readonly Known<string>[]>;
  readonly sslPolicy?: Known<string>;
}

/** What a listener or a rule does with a request. */
export interface ListenerAction {
  readonly type: Known<string>;
  readonly order?: Known<number>;
  readonly targets: Known<readonly WeightedTarget[]>;
  /** Protocol and status of a redirect. */
  readonly redirectProtocol?: Known<string>;
  readonly redirectPort?: Known<string>;
  readonly statusCode?: Known<string>;
}

export interface WeightedTarget {
  readonly targetGroup: Known<string>;
  readonly weight?: Known<number>;
}

/** One condition of a rule: `host-header`, `path-pattern` and the values that match. */
export interface RuleCondition {
  readonly field: Known<string>;
  readonly values: Known<readonly Known<string>[]>;
}

export interface ListenerRule {
  readonly id: string;
  readonly subject: Subject;
  readonly listener: Known<string>;
  readonly priority: Known<number>;
  readonly forwardsTo: Known<readonly Known<string>[]>;
  readonly conditionValues: Known<number>;
  readonly conditions?: Known<readonly RuleCondition[]>;
  readonly actions?: Known<readonly ListenerAction[]>;
}

export interface TargetGroup {
  readonly id: string;
  readonly subject: Subject;
  readonly name: Known<string>;
  readonly targetType: Known<'instance' | 'ip' | 'lambda' | 'alb'>;
  readonly protocol: Known<string>;
  readonly protocolVersion: Known<string>;
  readonly port: Known<number>;
  readonly vpc: Known<string>;
  readonly healthCheck: TargetHealthCheck;
  readonly deregistrationDelaySeconds: Known<number>;
  readonly attributes: Readonly<Record<string, Known<string>>>;
  readonly ipAddressType?: Known<string>;
  /** How many targets the template registers itself. */
  readonly fixedTargets?: Known<number>;
}

export interface TargetHealthCheck {
  readonly enabled: Known<boolean>;
  readonly protocol: Known<string>;
  /** A number, or `traffic-port`. */
  readonly port: Known<string>;
  readonly path?: Known<string>;
  readonly matcher?: Known<string>;
  readonly intervalSeconds: Known<number>;
  readonly timeoutSeconds: Known<number>;
  readonly healthyThreshold: Known<number>;
  readonly unhealthyThreshold: Known<number>;
}
