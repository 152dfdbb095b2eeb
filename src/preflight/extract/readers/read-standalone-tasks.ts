import { readAwsvpc } from './awsvpc';
import { at, flag, isAbsent, items, number, or, pattern, propertiesOf, text, type Property } from './property';
import { readConstraints, readProviderStrategy, readStrategies } from './read-placement';
import type { ServiceSurroundings } from './read-service';
import { ofType, type Reading } from './reading';
import type { StandaloneTask } from '../../model';
import type { Resource } from '../template/stack';

/** Tasks that rules of EventBridge and schedules of EventBridge Scheduler start. */
export function readStandaloneTasks(reading: Reading, around: ServiceSurroundings): readonly StandaloneTask[] {
  const tasks: StandaloneTask[] = [];
  for (const resource of ofType(reading, 'AWS::Events::Rule')) {
    const properties = propertiesOf(resource, reading.evaluation);
    const targets = items(at(properties, 'Targets'));
    (targets?.known ? targets.value : []).filter((target) => !isAbsent(at(target, 'EcsParameters'))).forEach((target, index) => {
      tasks.push(readTarget(resource, properties, target, 'events-rule', index, around));
    });
  }
  for (const resource of ofType(reading, 'AWS::Scheduler::Schedule')) {
    const properties = propertiesOf(resource, reading.evaluation);
    const target = at(properties, 'Target');
    if (!isAbsent(at(target, 'EcsParameters'))) {
      tasks.push(readTarget(resource, properties, target, 'schedule', 0, around));
    }
  }
  return tasks;
}

function readTarget(resource: Resource, properties: Property, target: Property, source: StandaloneTask['source'], index: number,
  around: ServiceSurroundings): StandaloneTask {
  const ecs = at(target, 'EcsParameters');
  return {
    id: index === 0 ? resource.id : `${resource.id}#${index + 1}`,
    subject: resource.subject,
    source,
    cluster: around.clusters.find(at(target, 'Arn'), resource),
    taskDefinition: around.taskDefinitions.find(at(ecs, 'TaskDefinitionArn'), resource),
    count: or(number(at(ecs, 'TaskCount')), 1, 'one task is started by default', at(ecs, 'TaskCount').path),
    enabled: or(flag(at(properties, 'State'), 'ENABLED', 'DISABLED'), true, 'it is enabled by default'),
    schedule: text(at(properties, 'ScheduleExpression')),
    launchType: text(at(ecs, 'LaunchType')),
    strategy: readProviderStrategy(at(ecs, 'CapacityProviderStrategy'), (provider) => around.providers.nameOf(provider)),
    placementStrategies: readStrategies(isAbsent(at(ecs, 'PlacementStrategies')) ? at(ecs, 'PlacementStrategy') : at(ecs, 'PlacementStrategies')),
    placementConstraints: readConstraints(at(ecs, 'PlacementConstraints')),
    network: readAwsvpc(at(ecs, 'NetworkConfiguration')),
    role: pattern(at(target, 'RoleArn')),
    platformVersion: text(at(ecs, 'PlatformVersion')),
    executeCommand: flag(at(ecs, 'EnableExecuteCommand')),
    timezone: text(at(properties, 'ScheduleExpressionTimezone')),
    ...(isAbsent(at(properties, 'EventPattern')) ? {} : { onEvent: true }),
    input: pattern(at(target, 'Input')),
    deadLetterQueue: pattern(at(target, 'DeadLetterConfig', 'Arn')),
    maximumRetries: number(at(target, 'RetryPolicy', 'MaximumRetryAttempts')),
  };
}
