import { Lazy } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { acknowledgeExec } from './acknowledge-exec';
import { checkReplicaService } from './check-service';
import { Deployment, DeploymentConfig } from './deployment';
import { percentsForCdk, renderPercents } from './healthy-percents';
import { newPlacedService } from './new-placed-service';
import { checkDeployment, renderDeployment } from './render-deployment';
import { Runnable } from './runnable';
import { securityGroupsSeenFrom } from './security-groups-seen-from';
import { CircuitBreakerOptions, ReplicaServiceOptions, ServiceOptions } from './service-options';
import { leaveToTaskSets } from './task-set-settings';
import { Cluster } from '../cluster/cluster';

export interface ReplicaBehaviour {
  /** Whether a scaler owns the desired count: then the template leaves it out, and a deployment does not reset it. */
  readonly scaled: () => boolean;
  readonly more?: Pick<ecs.BaseServiceOptions, 'healthCheckGracePeriod' | 'serviceConnectConfiguration' | 'cloudMapOptions'>;
}

/** Makes a service with a desired count, as child `Service` of the scope. */
export function newReplicaService(scope: Construct, props: ReplicaServiceOptions, runnable: Runnable, behaviour: ReplicaBehaviour): ecs.BaseService {
  const deployment = (props.deployment ?? Deployment.rolling()).bind();
  checkReplicaService(props, runnable.capacity, deployment);
  checkDeployment(deployment, props.minHealthyPercent ?? 100);
  const common = {
    ...commonProps(props, runnable),
    ...behaviour.more,
    ...deploymentProps(deployment, props.circuitBreaker),
    desiredCount: Lazy.number({ produce: () => behaviour.scaled() ? undefined : props.desiredCount ?? 2 }),
    ...percentsForCdk(props),
    availabilityZoneRebalancing: props.availabilityZoneRebalancing,
  };
  const service = newPlacedService(scope, runnable.capacity, {
    ...common, placementStrategies: props.placementStrategies, placementConstraints: props.placementConstraints,
  });
  finish(scope, service, props, runnable);
  renderPercents(service, props);
  renderThreshold(service, props.circuitBreaker);
  renderDeployment(service, deployment);
  if (deployment.controller === ecs.DeploymentControllerType.EXTERNAL) leaveToTaskSets(service);
  return service;
}

/** What services of every kind have in common. */
export function commonProps(props: ServiceOptions, runnable: Runnable) {
  return {
    cluster: props.cluster,
    serviceName: props.serviceName,
    taskDefinition: runnable.ecsTaskDefinition,
    taskDefinitionRevision: props.taskDefinitionRevision,
    capacityProviderStrategies: runnable.capacity.strategies,
    enableExecuteCommand: props.enableExecuteCommand,
    enableECSManagedTags: true,
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    ...runnable.network,
  };
}

/** What is done to every service after it is made. */
export function finish(scope: Construct, service: ecs.BaseService, props: ServiceOptions, runnable: Runnable): void {
  const { containerInstances } = runnable.capacity;
  if (containerInstances && runnable.sharesInstanceNetwork) {
    service.connections.addSecurityGroup(...securityGroupsSeenFrom(scope, containerInstances, 'InstanceSecurityGroup'));
  }
  if (props.cluster instanceof Cluster) service.node.addDependency(props.cluster.capacityProvidersAssociated);
  runnable.described?.connectVolumes(service);
  if (props.enableExecuteCommand) acknowledgeExec(scope);
}

function deploymentProps(deployment: DeploymentConfig, breaker: CircuitBreakerOptions = {}): Partial<ecs.BaseServiceOptions> {
  if (deployment.controller !== undefined) return { deploymentController: { type: deployment.controller } };
  return {
    circuitBreaker: breakerOf(breaker),
    deploymentStrategy: deployment.shiftsTraffic ? deployment.strategy : undefined,
    bakeTime: deployment.bakeTime,
    linearConfiguration: deployment.linear,
    canaryConfiguration: deployment.canary,
    deploymentAlarms: deployment.alarmNames?.length
      ? { alarmNames: deployment.alarmNames, behavior: ecs.AlarmBehavior.ROLLBACK_ON_ALARM }
      : undefined,
  };
}

/** On, and back to the deployment before, unless the user says otherwise. */
export function breakerOf({ enable = true, rollback = true }: CircuitBreakerOptions = {}): ecs.DeploymentCircuitBreaker {
  return { enable, rollback: enable && rollback };
}

/** The construct of the CDK knows neither the threshold nor what resets the count. */
export function renderThreshold(service: ecs.BaseService, breaker: CircuitBreakerOptions = {}): void {
  const resource = service.node.findChild('Service') as ecs.CfnService;
  const path = 'DeploymentConfiguration.DeploymentCircuitBreaker';
  const threshold = thresholdOf(breaker);
  if (threshold) resource.addPropertyOverride(`${path}.ThresholdConfiguration`, threshold);
  if (breaker.resetOnHealthyTask !== undefined) resource.addPropertyOverride(`${path}.ResetOnHealthyTask`, breaker.resetOnHealthyTask);
}

function thresholdOf({ failureThreshold, failurePercent, boundedPercent = true }: CircuitBreakerOptions) {
  if (failureThreshold !== undefined) return { Type: 'COUNT', Value: failureThreshold };
  if (failurePercent === undefined) return undefined;
  return { Type: boundedPercent ? 'BOUNDED_PERCENT' : 'UNBOUNDED_PERCENT', Value: failurePercent };
}
