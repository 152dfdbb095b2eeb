import { readAwsvpc } from './awsvpc';
import type { ClusterIndex } from './cluster-index';
import { allKnown, at, flag, isAbsent, listOf, number, or, pattern, plainList, propertiesOf, required, text, word, type Property } from './property';
import type { ProviderIndex } from './provider-index';
import { readDeploymentSettings } from './read-deployment-settings';
import type { Order } from './read-order';
import { readConstraints, readProviderStrategy, readStrategies } from './read-placement';
import { readServiceBalancers, readServiceWiring } from './read-service-wiring';
import { withTaskSets } from './read-task-sets';
import type { Reading } from './reading';
import { rebalancing } from './rebalancing';
import type { TaskDefinitionIndex } from './task-definition-index';
import { assumed, known, unknown, type CircuitBreaker, type Known, type ScalableTarget, type Service } from '../../model';
import { isRawObject, member } from '../load/loaded-template';
import type { Resource } from '../template/stack';

export interface ServiceSurroundings {
  readonly clusters: ClusterIndex;
  readonly providers: ProviderIndex;
  readonly taskDefinitions: TaskDefinitionIndex;
  readonly scaling: ReadonlyMap<string, ScalableTarget>;
  readonly order: Order;
}

export function readService(resource: Resource, reading: Reading, around: ServiceSurroundings): Service {
  const properties = propertiesOf(resource, reading.evaluation);
  const p = (...names: readonly string[]): Property => at(properties, ...names);
  const scheduling = or(word(p('SchedulingStrategy'), ['REPLICA', 'DAEMON'] as const), 'REPLICA', 'a service is a replica service by default');
  const scaling = findScaling(resource, properties, around.scaling);
  const service: Omit<Service, 'availabilityZoneRebalancing'> = {
    id: resource.id,
    subject: resource.subject,
    name: pattern(p('ServiceName')) ?? unknown('CloudFormation makes up the name at deployment', 'Properties.ServiceName'),
    cluster: around.clusters.find(p('Cluster'), resource),
    taskDefinition: around.taskDefinitions.find(p('TaskDefinition'), resource),
    schedulingStrategy: scheduling,
    desiredCount: desiredCount(p('DesiredCount'), scaling),
    desiredCountIsSet: !isAbsent(p('DesiredCount')),
    ...(scaling ? { scaling } : {}),
    launchType: text(p('LaunchType')),
    strategy: readProviderStrategy(p('CapacityProviderStrategy'), (provider) => around.providers.nameOf(provider)),
    ...percentages(p('DeploymentConfiguration'), scheduling),
    ...deployment(properties),
    placementStrategies: readStrategies(p('PlacementStrategies')),
    placementConstraints: readConstraints(p('PlacementConstraints')),
    network: readAwsvpc(p('NetworkConfiguration')),
    loadBalancers: readServiceBalancers(p('LoadBalancers')),
    healthCheckGracePeriodSeconds: number(p('HealthCheckGracePeriodSeconds')),
    platformVersion: text(p('PlatformVersion')),
    serviceConnect: or(flag(p('ServiceConnectConfiguration', 'Enabled')), false, 'Service Connect is off unless it is switched on'),
    executeCommand: or(flag(p('EnableExecuteCommand')), false, 'ECS Exec is off unless it is switched on'),
    ...readServiceWiring(properties),
    deploymentSettings: readDeploymentSettings(p('DeploymentConfiguration'), p('ForceNewDeployment')),
    propagateTags: text(p('PropagateTags')),
    managedTags: flag(p('EnableECSManagedTags')),
    latticeTargets: listOf(p('VpcLatticeConfigurations'), (item) => ({
      targetGroup: pattern(at(item, 'TargetGroupArn')),
      portName: text(at(item, 'PortName')),
      role: pattern(at(item, 'RoleArn')),
    })),
    fineMetrics: fineMetrics(p('Monitoring', 'MetricConfigurations')),
    ...createdAround(resource, around.order),
    dependsOn: dependsOn(resource),
  };
  const judged = withTaskSets(service, resource, reading, around);
  return { ...judged, availabilityZoneRebalancing: rebalancing(p('AvailabilityZoneRebalancing'), judged) };
}

export function createdAround(resource: Resource, order: Order): Pick<Service, 'createdAfter' | 'createdBefore'> {
  const before = order.before(resource);
  const after = order.policiesAfter(resource);
  return { ...(before.length === 0 ? {} : { createdAfter: before }), ...(after.length === 0 ? {} : { createdBefore: after }) };
}

function findScaling(resource: Resource, properties: Property, scaling: ReadonlyMap<string, ScalableTarget>): ScalableTarget | undefined {
  const name = pattern(at(properties, 'ServiceName'));
  const clusters = clusterNames(at(properties, 'Cluster')).flatMap((cluster) => [cluster, `\${${cluster}}`]);
  const keys = name?.known ? clusters.map((cluster) => `service/${cluster}/${name.value}`) : [];
  return [resource.id, ...keys].flatMap((key) => scaling.get(key) ?? [])[0];
}

/** What a resource id may call the cluster: as the service does, or by the name that a cluster of the input has. */
function clusterNames(property: Property): readonly string[] {
  const written = isAbsent(property) ? known('default') : pattern(property);
  const { value, evaluation } = property;
  const declared = value.kind === 'reference' ? pattern(at(propertiesOf(value.resource, evaluation), 'ClusterName')) : undefined;
  return [written, declared].flatMap((one) => (one?.known ? [one.value] : []));
}

function desiredCount(property: Property, scaling: ScalableTarget | undefined): Known<number> {
  const minimum = scaling?.minCapacity;
  if (isAbsent(property) && minimum) {
    return minimum.known ? assumed(Math.max(1, minimum.value), 'the scaler moves the service to its minimum', property.path) : minimum;
  }
  return or(number(property), 1, 'a service starts with 1 task', property.path);
}

/** ECS publishes metrics every 60 seconds, or every 20. */
function fineMetrics(property: Property): Known<readonly string[]> | undefined {
  const found = listOf(property, (item) => {
    const seconds = number(at(item, 'ResolutionSeconds'));
    return !seconds?.known ? seconds ?? known([]) : seconds.value > 20 ? known([]) : or(plainList(at(item, 'MetricNames'), text), [], 'no metric is named');
  });
  const lists = found?.known ? allKnown(found.value, property.path) : found;
  return lists?.known ? { ...lists, value: lists.value.flat().sort() } : lists;
}

function percentages(configuration: Property, scheduling: Known<string>): Pick<Service, 'minHealthyPercent' | 'maxHealthyPercent'> {
  const minimum = number(at(configuration, 'MinimumHealthyPercent'));
  const maximum = number(at(configuration, 'MaximumPercent'));
  if (!scheduling.known) {
    return { minHealthyPercent: minimum ?? scheduling, maxHealthyPercent: maximum ?? scheduling };
  }
  const [least, most] = scheduling.value === 'DAEMON' ? [0, 100] : [100, 200];
  const assumption = `the default of a ${scheduling.value} service`;
  return { minHealthyPercent: or(minimum, least, assumption), maxHealthyPercent: or(maximum, most, assumption) };
}

function deployment(properties: Property): Pick<Service, 'deploymentController' | 'deploymentStrategy' | 'circuitBreaker' | 'deploymentAlarms'> {
  const configuration = at(properties, 'DeploymentConfiguration');
  const strategy = at(configuration, 'Strategy');
  const controller = at(properties, 'DeploymentController', 'Type');
  return {
    deploymentController: or(word(controller, ['ECS', 'CODE_DEPLOY', 'EXTERNAL'] as const), 'ECS', 'the deployment controller is ECS by default'),
    deploymentStrategy: or(word(strategy, ['ROLLING', 'BLUE_GREEN', 'LINEAR', 'CANARY'] as const), 'ROLLING', 'deployments are rolling by default'),
    circuitBreaker: circuitBreaker(at(configuration, 'DeploymentCircuitBreaker')),
    deploymentAlarms: alarms(at(configuration, 'Alarms')),
  };
}

function circuitBreaker(property: Property): Known<CircuitBreaker> {
  if (property.value.kind === 'absent') {
    return assumed({ enable: false, rollback: false }, 'the circuit breaker is off by default', property.path);
  }
  const enable = required(flag(at(property, 'Enable')), property);
  const rollback = required(flag(at(property, 'Rollback')), property);
  if (!enable.known || !rollback.known) {
    return enable.known ? unknownFrom(rollback) : enable;
  }
  return { known: true, value: { enable: enable.value, rollback: rollback.value }, from: property.path };
}

function unknownFrom(value: Known<boolean>): Known<CircuitBreaker> {
  return unknown(value.known ? '' : value.because, value.from);
}

function alarms(property: Property): Known<readonly string[]> {
  const enabled = flag(at(property, 'Enable'));
  if (enabled && !enabled.known) {
    return enabled;
  }
  return enabled?.value === true ? or(plainList(at(property, 'AlarmNames'), pattern), [], 'no alarm is named')
    : assumed([], 'deployment alarms are off', property.path);
}

export function dependsOn(resource: Resource): readonly string[] {
  const written = isRawObject(resource.raw) ? member(resource.raw, 'DependsOn') : undefined;
  const names = Array.isArray(written) ? written : [written];
  return names.filter((name): name is string => typeof name === 'string').sort();
}

