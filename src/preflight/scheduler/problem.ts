import type { QueryExpression } from '../../query/parse';

/**
 * The input of the scheduler: container instances and the tasks that want room, in plain numbers.
 * Nothing here is unknown any more; who compiles it decides how an unknown is read, and says so.
 */
export interface Problem {
  readonly instances: readonly Instance[];
  readonly requests: readonly TaskRequest[];
}

/** One container instance, before any task. */
export interface Instance {
  readonly id: string;
  /** Id of the instance group, which is what a capacity provider stands for. */
  readonly group: string;
  readonly instanceType: string;
  readonly zone: string;
  readonly vpc?: string;
  readonly registered: Resources;
  /** Ports taken by the agent and the system. They count toward the limit of 100. */
  readonly reservedTcpPorts: readonly number[];
  readonly reservedUdpPorts: readonly number[];
  /** Built-in and custom attributes; a capability without a value has the value ''. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Attributes that are present but whose value is not known; `*` means that any custom one may be. */
  readonly unknownAttributes?: readonly string[];
}

/** Integers: CPU units, MiB, devices, network interfaces that awsvpc tasks may take. */
export interface Resources {
  readonly cpu: number;
  readonly memory: number;
  readonly gpus: number;
  readonly enis: number;
}

/** Identical tasks: those of one task definition in one task group. */
export interface TaskRequest {
  readonly id: string;
  /** `service:name` or `family:name`: what `spread`, `distinctInstance` and `task:group` count. */
  readonly group: string;
  readonly needs: Resources;
  readonly tcpPorts: readonly number[];
  readonly udpPorts: readonly number[];
  readonly requiredAttributes: readonly string[];
  /** Zones of the awsvpc subnets; undefined when the task has no interface of its own. */
  readonly zones?: readonly string[];
  readonly vpc?: string;
  /** All must hold. */
  readonly memberOf: readonly QueryExpression[];
  readonly distinctInstance: boolean;
  /** In order; empty means the default of a service (spread over zones, then over instances). */
  readonly strategies: readonly Strategy[];
  /** Undefined: any instance of the cluster (launch type EC2). */
  readonly capacity?: readonly CapacityShare[];
  /** One task on each feasible instance, placed before all others. */
  readonly daemon: boolean;
  /** How `unknown` of a constraint is read: once as satisfied, once as not, by whoever compiles. */
  readonly unknownConstraintHolds: boolean;
}

export type Strategy =
  | { readonly kind: 'spread'; readonly by: 'instance' }
  | { readonly kind: 'spread'; readonly by: 'attribute'; readonly name: string }
  | { readonly kind: 'binpack'; readonly by: 'cpu' | 'memory' }
  | { readonly kind: 'random' };

export interface CapacityShare {
  readonly group: string;
  readonly base: number;
  readonly weight: number;
}
