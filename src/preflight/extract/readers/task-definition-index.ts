import { at, pattern, propertiesOf, type Property } from './property';
import { expressTaskDefinition } from './read-express-service';
import { readDaemonTaskDefinition, readTaskDefinition } from './read-task-definition';
import { ofType, type Reading } from './reading';
import { known, unknown, type Known, type TaskDefinition } from '../../model';
import { partsOf, renderParts } from '../intrinsics/text';
import type { Resource } from '../template/stack';

/** Task definitions of the input, and those that it only names. */
export interface TaskDefinitionIndex {
  readonly declared: readonly TaskDefinition[];
  find(property: Property, by: Resource): Known<string>;
  imported(): readonly TaskDefinition[];
}

export function indexTaskDefinitions(reading: Reading): TaskDefinitionIndex {
  const daemons = ofType(reading, 'AWS::ECS::DaemonTaskDefinition');
  const resources = ofType(reading, 'AWS::ECS::TaskDefinition');
  const byFamily = new Map<string, string>();
  for (const resource of [...resources, ...daemons]) {
    const family = pattern(at(propertiesOf(resource, reading.evaluation), 'Family'));
    if (family?.known) {
      byFamily.set(family.value, resource.id);
    }
  }
  const imported = new Map<string, TaskDefinition>();
  return {
    declared: [
      ...resources.map((resource) => readTaskDefinition(resource, reading.evaluation)),
      ...daemons.map((resource) => readDaemonTaskDefinition(resource, reading.evaluation)),
      ...ofType(reading, 'AWS::ECS::ExpressGatewayService').flatMap((resource) => expressTaskDefinition(resource, reading.evaluation) ?? []),
    ],
    find: (property, by) => find(property, by, byFamily, imported),
    imported: () => [...imported.values()].sort((one, other) => one.id < other.id ? -1 : 1),
  };
}

function find(property: Property, by: Resource, byFamily: ReadonlyMap<string, string>, imported: Map<string, TaskDefinition>): Known<string> {
  const { value, path } = property;
  if (value.kind === 'absent') {
    return unknown('the service names no task definition', path);
  }
  if (value.kind === 'reference' && /^AWS::ECS::(Daemon)?TaskDefinition$/.test(value.resource.type)) {
    return known(value.resource.id, path);
  }
  const rendered = renderParts(partsOf(value));
  if ('because' in rendered) {
    return unknown(rendered.because, path);
  }
  const name = rendered.text.replace(/^arn:.*:(?:daemon-)?task-definition\//, '');
  const revision = /^(.+?)(?::(\d+))?$/.exec(name);
  const declared = revision && revision[2] === undefined ? byFamily.get(revision[1]) : undefined;
  return known(declared ?? importTaskDefinition(name, by, imported), path);
}

function importTaskDefinition(name: string, by: Resource, imported: Map<string, TaskDefinition>): string {
  const id = `task-definition/${name}`;
  const open = unknown(`the task definition ${name} is not declared in the input`);
  if (!imported.has(id)) {
    imported.set(id, {
      id,
      subject: { ...by.subject, constructPath: name },
      imported: true,
      family: known(name.replace(/:\d+$/, '')),
      networkMode: open,
      cpuUnits: open,
      memoryMiB: open,
      requiresCompatibilities: open,
      cpuArchitecture: open,
      operatingSystemFamily: open,
      containers: open,
      volumes: open,
      placementConstraints: open,
      executionRole: open,
      taskRole: open,
    });
  }
  return id;
}
