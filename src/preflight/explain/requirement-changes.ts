import { changeGroup, type Change, type SearchedChange } from './change';
import { editOf } from './edits';
import { launchSubject } from './launch-subject';
import { number } from './refusal-summary';
import type { TemplateEdit } from '../findings';
import { known } from '../model';
import type { InstanceGroup, InstanceRequirements } from '../model';
import type { Resources } from '../scheduler/problem';

/** Minima of the requirements that instance types are chosen by; what is not given stays. */
export interface Minima {
  readonly vcpu?: number;
  readonly memoryMiB?: number;
}

/** The change that raises them, and the group after it. */
export interface RaisedMinima extends Pick<Change, 'text' | 'edits'> {
  readonly group: InstanceGroup;
}

const NAMES = { vcpu: 'VCpuCount', memoryMiB: 'MemoryMiB' } as const;
const FIELDS = ['vcpu', 'memoryMiB'] as const;

/** Instance sizes double, so the next power of two above the need leaves the system its part. */
export function minimaFor(needs: Pick<Resources, 'cpu' | 'memory'>): Required<Minima> {
  return { vcpu: Math.max(1, Math.ceil(needs.cpu / 1024)), memoryMiB: 2 ** Math.ceil(Math.log2(Math.max(1, needs.memory * 1.1))) };
}

/** The minima raised where they are lower; undefined where nothing changes, or a maximum or a value that is not known stands against it. */
export function withMinima(group: InstanceGroup, minima: Minima): RaisedMinima | undefined {
  const old = group.instanceRequirements ?? [];
  const raises = old.map((one) => FIELDS.filter((field) => isLower(one, field, minima)));
  if (raises.every((fields) => fields.length === 0) || old.some((one) => !allows(one, minima))) return undefined;
  const fields = FIELDS.filter((field) => raises.some((lower) => lower.includes(field)));
  return {
    text: `set ${fields.map((field) => textOf(old, field, minima)).join(' and ')} in the InstanceRequirements of ${group.subject.constructPath}`,
    edits: editsOf(group, raises, minima),
    group: { ...group, instanceRequirements: old.map((one, index) => raised(one, raises[index], minima)) },
  };
}

/** Larger minima for a service: what one task takes, or twice, four or eight times that. */
export function stricterRequirements(
  group: InstanceGroup,
  needs: Resources,
  short: { readonly cpu: boolean; readonly memory: boolean },
): readonly SearchedChange[] {
  if (group.instanceTypes.known || group.otherLaunches || !(short.cpu || short.memory)) return [];
  const least = minimaFor(needs);
  const changes = [1, 2, 4, 8].flatMap((times) => {
    const minima = { ...(short.cpu ? { vcpu: least.vcpu * times } : {}), ...(short.memory ? { memoryMiB: least.memoryMiB * times } : {}) };
    const change = withMinima(group, minima);
    return change ? [change] : [];
  });
  if (changes.length === 0) return [];
  const tried = `larger minima in the InstanceRequirements of ${group.subject.constructPath}`;
  return [{ from: 1, to: changes.length, tried, shared: true, at: (amount) => changeOf(group, changes[amount - 1], amount) }];
}

function changeOf({ id }: InstanceGroup, { text, edits, group: { instanceRequirements } }: RaisedMinima, amount: number): Change {
  return { text, cost: 28 + amount, edits, apply: changeGroup(id, (old) => ({ ...old, instanceRequirements })) };
}

function isLower(one: InstanceRequirements, field: (typeof FIELDS)[number], minima: Minima): boolean {
  const { min } = one[field];
  const wanted = minima[field];
  return wanted !== undefined && (min === undefined || !min.known || min.value < wanted);
}

function allows(one: InstanceRequirements, minima: Minima): boolean {
  return FIELDS.every((field) => {
    const { min, max } = one[field];
    const wanted = minima[field];
    if (wanted === undefined) return true;
    return min?.known !== false && (max === undefined || (max.known && max.value >= wanted));
  });
}

function raised(one: InstanceRequirements, fields: readonly (typeof FIELDS)[number][], minima: Minima): InstanceRequirements {
  const ranges = fields.map((field) => [field, { ...one[field], min: known(minima[field] ?? 0, one[field].min?.from) }] as const);
  return { ...one, ...Object.fromEntries(ranges) };
}

function textOf(old: readonly InstanceRequirements[], field: (typeof FIELDS)[number], minima: Minima): string {
  const from = [...new Set(old.map((one) => one[field].min).map((min) => (min?.known ? number(min.value) : '0')))].join(' and ');
  return `${NAMES[field]}.Min from ${from} to ${number(minima[field] ?? 0)}`;
}

function editsOf(group: InstanceGroup, raises: readonly (readonly (typeof FIELDS)[number][])[], minima: Minima): readonly TemplateEdit[] | undefined {
  const edits = raises.flatMap((fields, index) => fields.map((field): TemplateEdit | undefined => {
    const from = group.instanceRequirements?.[index][field].min?.from;
    const holder = from?.startsWith('Properties.LaunchTemplateData.') ? launchSubject(group) : group.subject;
    return from === undefined || holder === undefined ? undefined : editOf(holder, from, minima[field]);
  }));
  return edits.every((edit) => edit !== undefined) ? edits : undefined;
}
