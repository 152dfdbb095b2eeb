import type { Change, SearchedChange } from './change';
import { changeTask } from './change';
import { editOf, placeOf } from './edits';
import { number } from './refusal-summary';
import { mostLess, resized, resizingEdits, smallerCpu, smallerMemory, type Resize } from './task-size';
import type { TemplateEdit } from '../findings';
import { known } from '../model';
import type { PortMapping, TaskDefinition } from '../model';
import { taskNeeds } from '../scenario/task-needs';

/** Fixed host ports give way to ports that the instance chooses. */
export function dynamicPorts(definition: TaskDefinition): readonly Change[] {
  // In host mode the container's port is the instance's port: there is no dynamic one.
  if (!definition.networkMode.known || definition.networkMode.value !== 'bridge') return [];
  return [
    {
      text: `set the host port of ${definition.subject.constructPath} to 0, a dynamic port`,
      cost: 1,
      edits: portEdits(definition),
      apply: changeTask(definition.id, withDynamicPorts),
    },
  ];
}

/** A task that asks a little less. Below three quarters it would be another task. */
export function smallerTask(
  definition: TaskDefinition,
  short: { readonly cpu: boolean; readonly memory: boolean },
): readonly SearchedChange[] {
  const needs = taskNeeds(definition);
  // Fargate takes sizes of its table only, and a definition for both has one of those.
  const tabled = !definition.requiresCompatibilities.known || definition.requiresCompatibilities.value.includes('FARGATE');
  if (!needs.known || tabled) return [];
  const { cpu, memory } = needs.value;
  const changes: SearchedChange[] = [];
  if (short.memory && memory >= 16) changes.push(lessOf(definition, { total: memory, what: 'memory', unit: 'MiB', resize: smallerMemory }));
  // ECS takes no task below 128 CPU units and no container below 2.
  const least = definition.cpuUnits ? 128 : 2;
  if (short.cpu && cpu * 0.75 >= least) {changes.push(lessOf(definition, { total: cpu, what: 'CPU', unit: 'CPU units', resize: smallerCpu }));}
  return changes;
}

interface Size {
  readonly total: number;
  readonly what: 'memory' | 'CPU';
  readonly unit: string;
  readonly resize: (definition: TaskDefinition, total: number, size: number) => readonly Resize[];
}

function lessOf(definition: TaskDefinition, { total, what, unit, resize }: Size): SearchedChange {
  const path = definition.subject.constructPath;
  const most = mostLess(definition, what, total);
  return {
    from: 1,
    to: most,
    tried: `less ${what} for ${path}, down to ${number(total - most)} ${unit}`,
    at: (less) => {
      const changes = resize(definition, total, total - less);
      return {
        text: `set the ${what} of ${path} from ${number(total)} to ${number(total - less)} ${unit}`,
        cost: 5 + less / total,
        edits: resizingEdits(definition, changes),
        apply: changeTask(definition.id, (old) => resized(old, changes)),
      };
    },
  };
}

function withDynamicPorts(definition: TaskDefinition): TaskDefinition {
  if (!definition.containers.known) return definition;
  const dynamic = (mapping: PortMapping): PortMapping => ({ ...mapping, hostPort: known(0) });
  const containers = definition.containers.value.map((container) =>
    container.portMappings.known ? { ...container, portMappings: known(container.portMappings.value.map(dynamic)) } : container,
  );
  return { ...definition, containers: known(containers) };
}

function portEdits(definition: TaskDefinition): readonly TemplateEdit[] {
  if (!definition.containers.known) return [];
  return definition.containers.value.flatMap(({ portMappings }, container) =>
    (portMappings.known ? portMappings.value : []).flatMap(({ hostPort }, mapping) =>
      hostPort?.known && hostPort.value > 0
        ? [
          editOf(
            definition.subject,
            placeOf(hostPort, `Properties.ContainerDefinitions[${container}].PortMappings[${mapping}].HostPort`),
            0,
          ),
        ]
        : [],
    ),
  );
}
