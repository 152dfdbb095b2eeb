import { at, flag, isAbsent, listOf, number, or, pattern, plainList, required, text, type Property } from './property';
import { assumed, type DeploymentSettings } from '../../model';

/** What a deployment does besides its percentages; undefined when the template says nothing of it. */
export function readDeploymentSettings(configuration: Property, force: Property): DeploymentSettings | undefined {
  if (isAbsent(configuration) && isAbsent(force)) {
    return undefined;
  }
  const p = (...names: readonly string[]): Property => at(configuration, ...names);
  const threshold = p('DeploymentCircuitBreaker', 'ThresholdConfiguration');
  return {
    ...shifts(configuration),
    lifecycleHooks: listOf(p('LifecycleHooks'), (hook) => ({
      target: pattern(at(hook, 'HookTargetArn')),
      targetType: text(at(hook, 'TargetType')),
      role: pattern(at(hook, 'RoleArn')),
      stages: or(plainList(at(hook, 'LifecycleStages'), text), [], 'no stage is named'),
      timeoutMinutes: number(at(hook, 'TimeoutConfiguration', 'TimeoutInMinutes')),
      timeoutAction: text(at(hook, 'TimeoutConfiguration', 'Action')),
    })),
    alarmRollback: flag(p('Alarms', 'Rollback')),
    circuitBreakerResets: flag(p('DeploymentCircuitBreaker', 'ResetOnHealthyTask')),
    circuitBreakerThreshold: isAbsent(threshold) ? undefined : {
      type: required(text(at(threshold, 'Type')), at(threshold, 'Type')),
      value: required(number(at(threshold, 'Value')), at(threshold, 'Value')),
    },
    earlySuccessPercent: flag(p('EarlySuccessCriteria', 'Enable')) && number(p('EarlySuccessCriteria', 'HealthyPercent')),
    forcesNewDeployment: flag(at(force, 'EnableForceNewDeployment')),
  };
}

/** Steps by which canary and linear deployments move the traffic, with the defaults that ECS documents. */
function shifts(configuration: Property): Pick<DeploymentSettings, 'canary' | 'linear'> {
  const canary = at(configuration, 'CanaryConfiguration');
  const linear = at(configuration, 'LinearConfiguration');
  return {
    canary: isAbsent(canary) ? undefined : {
      percent: number(at(canary, 'CanaryPercent')) ?? assumed(5, 'a canary gets 5 % of the traffic by default', canary.path),
      bakeTimeMinutes: number(at(canary, 'CanaryBakeTimeInMinutes')) ?? assumed(10, 'a canary bakes for 10 minutes by default', canary.path),
    },
    linear: isAbsent(linear) ? undefined : {
      stepPercent: number(at(linear, 'StepPercent')) ?? assumed(10, 'a linear step is 10 % of the traffic by default', linear.path),
      stepBakeTimeMinutes: number(at(linear, 'StepBakeTimeInMinutes')) ?? assumed(6, 'a linear step bakes for 6 minutes by default', linear.path),
    },
  };
}
