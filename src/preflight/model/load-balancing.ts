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
}

export interface ListenerRule {
  readonly id: string;
  readonly subject: Subject;
  readonly listener: Known<string>;
  readonly priority: Known<number>;
  readonly forwardsTo: Known<readonly Known<string>[]>;
  readonly conditionValues: Known<number>;
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
