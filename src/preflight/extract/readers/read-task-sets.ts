import { readAwsvpc } from './awsvpc';
import { at, number, or, pattern, propertiesOf, text, type Property } from './property';
import { readProviderStrategy } from './read-placement';
import type { ServiceSurroundings } from './read-service';
import { readServiceBalancers, readServiceRegistries } from './read-service-wiring';
import { ofType, type Reading } from './reading';
import { assumed, known, unknown, type Known, type Service, type TaskSet } from '../../model';
import type { Resource } from '../template/stack';

type Draft = Omit<Service, 'availabilityZoneRebalancing'>;

/**
 * A service with the controller `EXTERNAL` says only how many tasks there are to be; its task sets bring what is run and where.
 * The service is judged with its primary task set, or with the only one.
 */
export function withTaskSets(service: Draft, resource: Resource, reading: Reading, around: ServiceSurroundings): Draft {
  if (!service.deploymentController.known || service.deploymentController.value !== 'EXTERNAL') {
    return service;
  }
  const taskSets = readTaskSets(resource, service, reading, around);
  const leading = leadingOf(taskSets);
  if (!leading) {
    const because = taskSets.length === 0
      ? 'the task sets of the service are not declared in the input' : `the service has ${taskSets.length} task sets and none is named the primary one`;
    const { taskDefinition } = service;
    return { ...service, taskSets, taskDefinition: taskDefinition.known ? taskDefinition : unknown(because, taskDefinition.from) };
  }
  return {
    ...service,
    taskSets,
    taskDefinition: leading.taskDefinition,
    desiredCount: scaled(service.desiredCount, leading),
    launchType: leading.launchType ?? service.launchType,
    strategy: leading.strategy ?? service.strategy,
    platformVersion: leading.platformVersion ?? service.platformVersion,
    network: leading.network ?? service.network,
    loadBalancers: isEmpty(leading.loadBalancers) ? service.loadBalancers : leading.loadBalancers,
    serviceRegistries: isEmpty(leading.serviceRegistries) ? service.serviceRegistries : leading.serviceRegistries,
  };
}

function leadingOf(taskSets: readonly TaskSet[]): TaskSet | undefined {
  const primary = taskSets.filter((set) => set.primary.known && set.primary.value);
  if (primary.length === 1) {
    return primary[0];
  }
  return taskSets.length === 1 ? taskSets[0] : undefined;
}

/** What the leading set runs of the desired count, rounded up as ECS does. */
function scaled(desired: Known<number>, { scalePercent, subject }: TaskSet): Known<number> {
  if (!desired.known || !scalePercent.known) {
    return desired.known ? unknownScale(scalePercent) : desired;
  }
  return scalePercent.value === 100 ? desired
    : assumed(Math.ceil(desired.value * scalePercent.value / 100), `the task set ${subject.logicalId} runs ${scalePercent.value} % of ${desired.value} tasks`, desired.from);
}

function unknownScale(scale: Known<number>): Known<number> {
  return scale.known ? scale : unknown(scale.because, scale.from);
}

function isEmpty(list: Known<readonly unknown[]>): boolean {
  return list.known && list.value.length === 0;
}

function readTaskSets(service: Resource, draft: Draft, reading: Reading, around: ServiceSurroundings): readonly TaskSet[] {
  const ofService = (properties: Property): boolean => {
    const named = pattern(at(properties, 'Service'));
    return named?.known === true && (named.value === service.id || (draft.name.known && named.value.replace(/^arn:.*\//, '') === draft.name.value));
  };
  const primaries = ofType(reading, 'AWS::ECS::PrimaryTaskSet')
    .map((resource) => propertiesOf(resource, reading.evaluation))
    .filter(ofService)
    .map((properties) => pattern(at(properties, 'TaskSetId')) ?? unknown('no task set is named'));
  return ofType(reading, 'AWS::ECS::TaskSet')
    .map((resource) => ({ resource, properties: propertiesOf(resource, reading.evaluation) }))
    .filter(({ properties }) => ofService(properties))
    .map(({ resource, properties }) => readTaskSet(resource, properties, primaries, around));
}

function readTaskSet(resource: Resource, properties: Property, primaries: readonly Known<string>[], around: ServiceSurroundings): TaskSet {
  const p = (...names: readonly string[]): Property => at(properties, ...names);
  const open = primaries.find((primary) => !primary.known);
  return {
    id: resource.id,
    subject: resource.subject,
    primary: primaries.some((primary) => primary.known && primary.value === resource.id) || !open || open.known
      ? known(primaries.some((primary) => primary.known && primary.value === resource.id)) : unknown(open.because, open.from),
    taskDefinition: around.taskDefinitions.find(p('TaskDefinition'), resource),
    scalePercent: or(number(p('Scale', 'Value')), 100, 'a task set runs all of the desired count unless it is scaled', p('Scale').path),
    launchType: text(p('LaunchType')),
    strategy: readProviderStrategy(p('CapacityProviderStrategy'), (provider) => around.providers.nameOf(provider)),
    platformVersion: text(p('PlatformVersion')),
    network: readAwsvpc(p('NetworkConfiguration')),
    loadBalancers: readServiceBalancers(p('LoadBalancers')),
    serviceRegistries: readServiceRegistries(p('ServiceRegistries')),
  };
}
