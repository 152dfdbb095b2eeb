import type { Known } from './known';

/** What a deployment of a service does besides its percentages; undefined properties are not set. */
export interface DeploymentSettings {
  readonly canary?: { readonly percent: Known<number>; readonly bakeTimeMinutes: Known<number> };
  readonly linear?: { readonly stepPercent: Known<number>; readonly stepBakeTimeMinutes: Known<number> };
  readonly lifecycleHooks?: Known<readonly DeploymentLifecycleHook[]>;
  readonly alarmRollback?: Known<boolean>;
  /** How many failed tasks trip the circuit breaker, where the template sets it. */
  readonly circuitBreakerThreshold?: { readonly type: Known<string>; readonly value: Known<number> };
  readonly circuitBreakerResets?: Known<boolean>;
  readonly earlySuccessPercent?: Known<number>;
  readonly forcesNewDeployment?: Known<boolean>;
}

/** A function or a pause that a deployment waits for. */
export interface DeploymentLifecycleHook {
  readonly target?: Known<string>;
  readonly targetType?: Known<string>;
  readonly role?: Known<string>;
  readonly stages: Known<readonly string[]>;
  readonly timeoutMinutes?: Known<number>;
  readonly timeoutAction?: Known<string>;
}
