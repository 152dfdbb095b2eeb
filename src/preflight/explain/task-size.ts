import { editOf, placeOf } from './edits';
import type { TemplateEdit } from '../findings';
import { known } from '../model';
import type { ContainerDefinition, Known, TaskDefinition } from '../model';
import { isForWindows } from '../scenario/task-needs';

type SizeKey = 'cpuUnits' | 'memoryMiB' | 'memoryReservationMiB';

/** One size of a task definition that changes: of the task, or of the container at that position. */
export interface Resize {
  readonly container?: number;
  readonly key: SizeKey;
  readonly size: number;
}

/** The task asks `size` MiB; containers that would not fit in it any more give way, and where only they have sizes, the largest does. */
export function smallerMemory(definition: TaskDefinition, total: number, size: number): readonly Resize[] {
  const containers = sizesOf(definition);
  const hasOwn = definition.memoryMiB !== undefined && !isForWindows(definition);
  if (!hasOwn) return lessFor(containers, total - size);
  const limits = containers.flatMap(({ container, hard, soft }): readonly Resize[] => [
    ...(hard > size ? [{ container, key: 'memoryMiB' as const, size }] : []),
    ...(soft > size ? [{ container, key: 'memoryReservationMiB' as const, size }] : []),
  ]);
  const clamped = containers.map((one) => ({ ...one, hard: Math.min(one.hard, size), soft: Math.min(one.soft, size) }));
  const over = clamped.reduce((sum, { hard, soft }) => sum + (soft > 0 ? soft : hard), 0) - size;
  const shared = over > 0 ? lessFor(clamped, over) : [];
  const kept = limits.filter((limit) => !shared.some(({ container, key }) => container === limit.container && key === limit.key));
  return [{ key: 'memoryMiB', size }, ...kept, ...shared];
}

/** The same for CPU units. */
export function smallerCpu(definition: TaskDefinition, total: number, size: number): readonly Resize[] {
  const cpus = definition.containers.known ? definition.containers.value.map(({ cpuUnits }) => numberOf(cpuUnits)) : [];
  const hasOwn = definition.cpuUnits !== undefined && !isForWindows(definition);
  const over = hasOwn ? cpus.reduce((sum, cpu) => sum + cpu, 0) - size : total - size;
  const container = cpus.indexOf(Math.max(...cpus));
  const shared: readonly Resize[] = over > 0 && container >= 0 ? [{ container, key: 'cpuUnits', size: cpus[container] - over }] : [];
  return hasOwn ? [{ key: 'cpuUnits', size }, ...shared] : shared;
}

/** At most so much less: a quarter of the task, and no more than half of the container that gives way. */
export function mostLess(definition: TaskDefinition, what: 'memory' | 'CPU', total: number): number {
  const cpus = definition.containers.known ? definition.containers.value.map(({ cpuUnits }) => numberOf(cpuUnits)) : [];
  const sizes = what === 'memory' ? sizesOf(definition).map(({ hard, soft }) => (soft > 0 ? soft : hard)) : cpus;
  const unused = Math.max(0, total - sizes.reduce((sum, size) => sum + size, 0));
  return Math.min(Math.floor(total / 4), Math.floor(Math.max(0, ...sizes) / 2) + unused);
}

export function resized(definition: TaskDefinition, changes: readonly Resize[]): TaskDefinition {
  return changes.reduce<TaskDefinition>((changed, { container, key, size }) => {
    if (container === undefined) return { ...changed, [key]: known(size) };
    if (!changed.containers.known) return changed;
    const containers = changed.containers.value.map((one, index) => (index === container ? { ...one, [key]: known(size) } : one));
    return { ...changed, containers: { ...changed.containers, value: containers } };
  }, definition);
}

const PROPERTY: Readonly<Record<SizeKey, string>> = { cpuUnits: 'Cpu', memoryMiB: 'Memory', memoryReservationMiB: 'MemoryReservation' };

/** CloudFormation takes the sizes of a task as text and those of a container as numbers. */
export function resizingEdits(definition: TaskDefinition, changes: readonly Resize[]): readonly TemplateEdit[] {
  return changes.map(({ container, key, size }) => {
    if (container === undefined) {
      const own = key === 'cpuUnits' ? definition.cpuUnits : definition.memoryMiB;
      return editOf(definition.subject, placeOf(own, `Properties.${PROPERTY[key]}`), String(size));
    }
    const old = definition.containers.known ? definition.containers.value[container][key] : undefined;
    return editOf(definition.subject, placeOf(old, `Properties.ContainerDefinitions[${container}].${PROPERTY[key]}`), size);
  });
}

interface ContainerSize {
  readonly container: number;
  readonly hard: number;
  readonly soft: number;
}

function sizesOf({ containers }: TaskDefinition): readonly ContainerSize[] {
  return (containers.known ? containers.value : []).map((one: ContainerDefinition, container) => ({
    container,
    hard: numberOf(one.memoryMiB),
    soft: numberOf(one.memoryReservationMiB),
  }));
}

/** The container that reserves most reserves so much less, by the limit that ECS counts. */
function lessFor(containers: readonly ContainerSize[], less: number): readonly Resize[] {
  const reserved = containers.map(({ hard, soft }) => (soft > 0 ? soft : hard));
  const largest = containers[reserved.indexOf(Math.max(...reserved))];
  if (!largest) return [];
  return largest.soft > 0
    ? [{ container: largest.container, key: 'memoryReservationMiB', size: largest.soft - less }]
    : [{ container: largest.container, key: 'memoryMiB', size: largest.hard - less }];
}

function numberOf(value: Known<number> | undefined): number {
  return value?.known ? value.value : 0;
}
