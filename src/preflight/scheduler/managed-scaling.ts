import { MAX_RESERVED_PORTS } from './host-ports';
import type { Resources, TaskRequest } from './problem';

/** What the managed scaling of a capacity provider goes by. */
export interface ScalingGroup {
  /** What instances of each type of the group register. */
  readonly instanceTypes: readonly Resources[];
  /** Host ports of one protocol that the agent takes. */
  readonly reservedPorts: number;
  readonly minSize: number;
  readonly maxSize: number;
  /** Percent, 1 to 100. */
  readonly targetCapacity: number;
  readonly minimumScalingStepSize: number;
  readonly maximumScalingStepSize: number;
}

/** Tasks of one request that found no room and wait in PROVISIONING. */
export interface WaitingTasks {
  readonly request: Pick<TaskRequest, 'id' | 'needs' | 'tcpPorts' | 'udpPorts' | 'distinctInstance'>;
  readonly count: number;
}

export interface ScalingDecision {
  /** M: instances that ECS holds to be needed, before the limits of a step. */
  readonly needed: number;
  /** CapacityProviderReservation in percent. */
  readonly reservation: number;
  /** Instances after this step. */
  readonly desired: number;
  /** Requests that do not fit the smallest type: the group is not scaled for them. */
  readonly incompatible: readonly string[];
}

/** From zero, ECS starts with two instances, whatever the tasks need. */
const FROM_ZERO = 2;

/** One step of managed scaling with tasks waiting (developer guide, "managed scaling behavior"). */
export function scaleOut(group: ScalingGroup, running: number, waiting: readonly WaitingTasks[]): ScalingDecision {
  const asking = waiting.filter(({ count }) => count > 0);
  const compatible = asking.filter(({ request }) => tasksPerInstance(request, extreme(group, Math.min), group.reservedPorts) >= 1);
  const incompatible = asking.filter((tasks) => !compatible.includes(tasks)).map(({ request }) => request.id);
  const more = compatible.reduce((most, tasks) => Math.max(most, instancesFor(tasks, group)), 0);
  const needed = running + more;
  if (more === 0) return { needed, reservation: group.targetCapacity, desired: running, incompatible };
  const desired = running === 0 ? FROM_ZERO : Math.ceil((stepped(group, running, needed) * 100) / group.targetCapacity);
  return { needed, reservation: reservationOf(running, needed), desired: Math.min(desired, group.maxSize), incompatible };
}

/** Where managed scaling goes when nothing waits: instances with a task that is not a daemon's, and the spare part. */
export function scaleIn(group: ScalingGroup, running: number, used: number): ScalingDecision {
  const desired = Math.max(group.minSize, Math.min(running, Math.ceil((used * 100) / group.targetCapacity)));
  return { needed: used, reservation: reservationOf(running, used), desired, incompatible: [] };
}

/** CapacityProviderReservation: needed to running instances, in percent. */
export function reservationOf(running: number, needed: number): number {
  if (running > 0) return (needed / running) * 100;
  return needed === 0 ? 100 : 200;
}

/** Instances at each step, from the first one on, and how it ends. */
export interface ScalingCourse {
  readonly sizes: readonly number[];
  /**
   * - `settled`: nothing waits any more
   * - `at-maximum`: tasks wait, and the group is at its maximum size
   * - `stuck`: tasks wait, and the group is not scaled for any of them
   * - `undecided`: too many steps
   */
  readonly end: 'settled' | 'at-maximum' | 'stuck' | 'undecided';
  readonly incompatible: readonly string[];
}

const MOST_STEPS = 1000;

/** Scales out until nothing waits or nothing changes. `waitingWith` tells what waits on a group of a given size. */
export function scaleUntilSettled(group: ScalingGroup, start: number, waitingWith: (instances: number) => readonly WaitingTasks[]): ScalingCourse {
  const sizes = [start];
  for (let step = 0; step < MOST_STEPS; step++) {
    const running = sizes[sizes.length - 1];
    const waiting = waitingWith(running).filter(({ count }) => count > 0);
    if (waiting.length === 0) return { sizes, end: 'settled', incompatible: [] };
    const { desired, incompatible } = scaleOut(group, running, waiting);
    if (running >= group.maxSize) return { sizes, end: 'at-maximum', incompatible };
    if (desired <= running) return { sizes, end: 'stuck', incompatible };
    sizes.push(desired);
  }
  return { sizes, end: 'undecided', incompatible: [] };
}

/** The count for the type with the most of each dimension, which ECS takes as the upper limit of what to add. */
function instancesFor({ request, count }: WaitingTasks, group: ScalingGroup): number {
  const perInstance = tasksPerInstance(request, extreme(group, Math.max), group.reservedPorts);
  return perInstance === Infinity ? 1 : Math.ceil(count / perInstance);
}

function stepped({ minimumScalingStepSize, maximumScalingStepSize }: ScalingGroup, running: number, needed: number): number {
  return running + Math.min(Math.max(needed - running, minimumScalingStepSize), maximumScalingStepSize);
}

function tasksPerInstance({ needs, tcpPorts, udpPorts, distinctInstance }: WaitingTasks['request'], registered: Resources, reservedPorts: number): number {
  const ports = Math.max(new Set(tcpPorts).size, new Set(udpPorts).size);
  if (ports > 0 && ports + reservedPorts > MAX_RESERVED_PORTS) return 0;
  const rooms = DIMENSIONS.filter((dimension) => needs[dimension] > 0).map((dimension) => Math.floor(registered[dimension] / needs[dimension]));
  return Math.min(...rooms, ports > 0 || distinctInstance ? 1 : Infinity);
}

const DIMENSIONS = ['cpu', 'memory', 'gpus', 'enis'] as const;

/** The smallest or the largest value of each dimension, which need not be of one type. */
function extreme({ instanceTypes }: ScalingGroup, of: (...values: number[]) => number): Resources {
  const value = (dimension: keyof Resources) => (instanceTypes.length === 0 ? 0 : of(...instanceTypes.map((type) => type[dimension])));
  return { cpu: value('cpu'), memory: value('memory'), gpus: value('gpus'), enis: value('enis') };
}
