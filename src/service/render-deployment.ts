import { Duration, Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { DeploymentConfig } from './deployment';
import { DeploymentPause, EarlySuccess, PauseEnd } from './deployment-pause';

const MOST_MINUTES = 14 * 24 * 60;

/** What the construct of the CDK does not know yet: pauses and early success. */
export function renderDeployment(service: ecs.BaseService, deployment: DeploymentConfig): void {
  const { lifecycleHooks = [], pauses = [], earlySuccess } = deployment;
  const resource = service.node.findChild('Service') as ecs.CfnService;
  lifecycleHooks.forEach((hook) => service.addLifecycleHook(hook));
  pauses.forEach((pause, index) => renderPause(service, resource, pause, lifecycleHooks.length + index));
  if (earlySuccess) renderEarlySuccess(resource, earlySuccess);
}

/**
 * The CDK renders a hook for every target it is given, each with a function and a role. A pause has neither, so a stand-in keeps
 * its place in the list and everything about it is written over.
 */
function renderPause(service: ecs.BaseService, resource: ecs.CfnService, pause: DeploymentPause, index: number): void {
  service.addLifecycleHook({
    bind: () => ({ targetArn: 'PAUSE', role: service.taskDefinition.taskRole, lifecycleStages: [] }),
  });
  const path = `DeploymentConfiguration.LifecycleHooks.${index}`;
  resource.addPropertyDeletionOverride(`${path}.HookTargetArn`);
  resource.addPropertyDeletionOverride(`${path}.RoleArn`);
  resource.addPropertyOverride(`${path}.TargetType`, 'PAUSE');
  resource.addPropertyOverride(`${path}.LifecycleStages`, pause.stages);
  resource.addPropertyOverride(`${path}.TimeoutConfiguration`, {
    TimeoutInMinutes: (pause.timeout ?? Duration.hours(1)).toMinutes(),
    Action: pause.onTimeout ?? PauseEnd.ROLLBACK,
  });
}

function renderEarlySuccess(resource: ecs.CfnService, { healthyPercent = 100, deferCleanup = true }: EarlySuccess): void {
  resource.addPropertyOverride('DeploymentConfiguration.EarlySuccessCriteria', {
    Enable: true, HealthyPercent: healthyPercent, SourceServiceRevisionCleanup: deferCleanup ? 'DEFERRED' : 'BLOCKING',
  });
}

/** Throws on pauses and early success that ECS refuses; tokens pass. */
export function checkDeployment({ pauses = [], earlySuccess }: DeploymentConfig, minHealthyPercent: number): void {
  pauses.forEach(checkPause);
  const healthyPercent = earlySuccess?.healthyPercent ?? 100;
  if (!earlySuccess || Token.isUnresolved(healthyPercent) || Token.isUnresolved(minHealthyPercent)) return;
  if (!Number.isInteger(healthyPercent) || healthyPercent > 100 || healthyPercent < minHealthyPercent) {
    throw new Error(`\`healthyPercent\` of \`earlySuccess\` must be a whole number from ${minHealthyPercent} (\`minHealthyPercent\`) to 100, ` +
      `got ${healthyPercent}`);
  }
}

function checkPause({ stages, timeout }: DeploymentPause): void {
  if (stages.length === 0) throw new Error('`stages` of a pause must name at least one, got none');
  if (!timeout || timeout.isUnresolved()) return;
  const minutes = timeout.toSeconds() / 60;
  if (Number.isInteger(minutes) && minutes >= 1 && minutes <= MOST_MINUTES) return;
  throw new Error(`\`timeout\` of a pause must be whole minutes from 1 to ${MOST_MINUTES}, got ${minutes}`);
}
