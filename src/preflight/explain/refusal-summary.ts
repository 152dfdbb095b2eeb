import { dependsOnTasks } from '../bound/copies';
import type { CountedRefusal } from '../scenario/outcome';
import type { Instance, TaskRequest } from '../scheduler/problem';
import type { Reason, Refusal } from '../scheduler/refusal';

/** Instances that refuse a task for the same joint reasons, of one type, in one zone. */
export interface RefusalGroup {
  readonly count: number;
  readonly instanceType: string;
  readonly zone: string;
  readonly reasons: readonly Reason[];
  /** Index of the first of them. */
  readonly example: number;
  /** True when they would refuse the task with nothing running on them. */
  readonly never: boolean;
}

/** Joint reasons are kept apart: "9 lack memory, 3 lack memory and CPU". */
export function groupRefusals(
  instances: readonly Instance[],
  refusals: readonly CountedRefusal[],
  lasting: (instance: number) => boolean,
): readonly RefusalGroup[] {
  const groups = new Map<string, RefusalGroup>();
  for (const refusal of refusals) {
    const instance = instances[refusal.instance];
    const never = lasting(refusal.instance);
    const key = [instance.instanceType, instance.zone, String(never), ...refusal.reasons.map(reasonText)].join('\u0000');
    const group = groups.get(key);
    if (group) {
      groups.set(key, { ...group, count: group.count + refusal.count });
    } else {
      groups.set(key, {
        count: refusal.count,
        instanceType: instance.instanceType,
        zone: instance.zone,
        reasons: refusal.reasons,
        example: refusal.instance,
        never,
      });
    }
  }
  return [...groups.values()].sort((a, b) => b.count - a.count || a.example - b.example);
}

/** Half a sentence with the numbers, such as `memory short by 310 MiB (asks 1,024 MiB, 714 MiB left)`. */
export function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case 'cpu':
      return `CPU short by ${units(reason.requested - reason.remaining, 'CPU units')} (asks ${number(reason.requested)}, ${number(reason.remaining)} left)`;
    case 'memory':
      return `memory short by ${units(reason.requested - reason.remaining, 'MiB')} (asks ${number(reason.requested)} MiB, ${number(reason.remaining)} MiB left)`;
    case 'gpus':
      return `GPUs short by ${number(reason.requested - reason.remaining)} (asks ${number(reason.requested)}, ${number(reason.remaining)} left)`;
    case 'enis':
      return `ENIs short by ${number(reason.requested - reason.remaining)} (asks ${number(reason.requested)}, ${number(reason.remaining)} left)`;
    case 'tcp-port':
      return `TCP host port ${reason.ports.join(', ')} in use`;
    case 'udp-port':
      return `UDP host port ${reason.ports.join(', ')} in use`;
    case 'reserved-ports':
      return `host ports short by ${number(reason.requested - reason.remaining)} (asks ${number(reason.requested)}, ${number(reason.remaining)} left of the 100 that ECS reserves per instance)`;
    case 'attribute':
      return `attribute ${reason.names.join(', ')} is missing`;
    case 'zone':
      return `in ${reason.zone}, the task's subnets are in ${reason.allowed.join(', ') || 'no zone'}`;
    case 'vpc':
      return `in VPC ${reason.vpc}, the task's subnets are in ${reason.required}`;
    case 'member-of':
      return `${reason.unknown ? 'cannot be known to satisfy' : 'does not satisfy'} ${reason.expression}`;
    case 'distinct-instance':
      return 'a task of the same service runs there (distinctInstance)';
    case 'inactive':
      return 'not ACTIVE';
    case 'capacity-provider':
      return 'belongs to another capacity provider';
  }
}

/** Kinds of instances that refuse the task even while nothing runs there; what a constraint on other tasks says may change. */
export function neverTaking(whenEmpty: readonly (readonly Reason[])[]): ReadonlySet<number> {
  const lasting = (reason: Reason) => !(reason.kind === 'member-of' && dependsOnTasks(reason.expression));
  return new Set(whenEmpty.flatMap((reasons, kind) => (reasons.some(lasting) ? [kind] : [])));
}

export function blockingKinds(refusals: readonly Refusal[]): readonly Reason['kind'][] {
  return [...new Set(refusals.flatMap((refusal) => refusal.reasons.map((reason) => reason.kind)))].sort();
}

/** What ECS would print in its service events for such refusals. */
export function ecsEvent(refusals: readonly Refusal[]): string {
  const unable = 'was unable to place a task because no container instance met all of its requirements.';
  if (refusals.length === 0) return `${unable} Reason: No Container Instances were found in your cluster.`;
  const kinds = blockingKinds(refusals);
  const closest = 'The closest matching container-instance';
  if (kinds.includes('memory')) return `${unable} ${closest} has insufficient memory available.`;
  if (kinds.includes('cpu')) return `${unable} ${closest} has insufficient CPU units available.`;
  if (kinds.includes('tcp-port') || kinds.includes('udp-port')) {
    return `${unable} ${closest} is already using a port required by your task.`;
  }
  if (kinds.includes('enis')) return `${unable} ${closest} encountered error "RESOURCE:ENI".`;
  if (kinds.includes('gpus')) return `${unable} ${closest} encountered error "RESOURCE:GPU".`;
  if (kinds.includes('member-of')) return `${unable} ${closest} encountered error "MemberOf placement constraint unsatisfied."`;
  if (kinds.includes('distinct-instance')) {
    return `${unable} ${closest} encountered error "DistinctInstance placement constraint unsatisfied."`;
  }
  if (kinds.includes('attribute')) return `${unable} ${closest} is missing an attribute required by your task.`;
  return unable;
}

/** Amounts as the report prints them: thousands separated by commas, the same in every locale. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}

export function asksOf(request: TaskRequest): string {
  const { needs } = request;
  const parts = [`${number(needs.cpu)} CPU units`, `${number(needs.memory)} MiB`];
  if (needs.gpus > 0) parts.push(`${needs.gpus} GPU${needs.gpus === 1 ? '' : 's'}`);
  if (needs.enis > 0) parts.push(`${needs.enis} ENI`);
  const ports = [...request.tcpPorts.map((port) => `TCP ${port}`), ...request.udpPorts.map((port) => `UDP ${port}`)];
  if (ports.length > 0) parts.push(`host port ${ports.join(', ')}`);
  return parts.join(', ');
}

function units(amount: number, unit: string): string {
  return `${number(amount)} ${unit}`;
}
