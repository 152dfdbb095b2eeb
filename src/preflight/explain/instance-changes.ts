import { changeGroup, changeService, type Change, type SearchedChange, type Trial } from './change';
import { editOf, placeOf } from './edits';
import { launchSubject } from './launch-subject';
import { nextSize } from './next-size';
import { number } from './refusal-summary';
import type { TemplateEdit } from '../findings';
import { known } from '../model';
import type { InstanceGroup, Service, Subject } from '../model';
import type { Judgement } from '../scenario/judge';
import type { Reason } from '../scheduler/refusal';

/** A service with launch type EC2 makes no group grow; one that names the capacity provider does. */
export function throughProvider({ service, simulation, index }: Judgement, group: InstanceGroup): readonly Change[] {
  const { daemon } = simulation.situation.services[index];
  if (daemon || goesThrough(simulation, index) || !scales(group)) return [];
  const strategy = known([{ provider: known(group.id), base: known(0), weight: known(1) }]);
  return [
    {
      text: `let ${service.subject.constructPath} go through the capacity provider of ${group.subject.constructPath} (CapacityProviderStrategy instead of LaunchType)`,
      cost: 6,
      edits: providerEdits(service, group),
      apply: changeService(service.id, (old) => ({ ...old, launchType: undefined, strategy })),
    },
  ];
}

/** More instances: the maximum where the group grows with the tasks of the service, else what it starts with. */
export function moreInstances(group: InstanceGroup, judgement: Judgement): readonly SearchedChange[] {
  const sizes = sizesToTry(group, judgement);
  if (!sizes) return [];
  const { from, to, grows } = sizes;
  const tried = `more instances of ${group.subject.constructPath}, up to ${number(to)}`;
  return [{ from, to, tried, shared: true, at: (size) => ({ ...resizedGroup(group, size, grows), cost: 10 + size - from + 1 }) }];
}

interface Sizes {
  readonly from: number;
  readonly to: number;
  /** True when the maximum is what counts, because managed scaling follows the tasks of the service. */
  readonly grows: boolean;
}

export function sizesToTry(group: InstanceGroup, { simulation, index }: Judgement): Sizes | undefined {
  if (!group.maxSize.known || !group.desiredCapacity.known) return undefined;
  const grows = scales(group) && goesThrough(simulation, index);
  const now = sizeOf(group, grows);
  return { from: now + 1, to: Math.max(now * 4, now + 16), grows };
}

export function resizedGroup(group: InstanceGroup, size: number, grows: boolean): Pick<Change, 'text' | 'edits' | 'apply'> {
  const path = group.subject.constructPath;
  const now = sizeOf(group, grows);
  return {
    text: group.isSingleInstance
      ? `run ${number(size - now)} more ${size - now === 1 ? 'instance' : 'instances'} like ${path}`
      : `set ${grows ? 'maxCapacity (MaxSize)' : 'desired capacity'} of ${path} from ${number(now)} to ${number(size)}`,
    edits: sizeEdits(group, size, grows),
    apply: changeGroup(group.id, (old) => withSize(old, size, grows)),
  };
}

function sizeOf({ maxSize, desiredCapacity }: InstanceGroup, grows: boolean): number {
  const size = grows ? maxSize : desiredCapacity;
  return size.known ? size.value : 0;
}

/** The next size of every type that the group names. */
export function largerInstances(group: InstanceGroup, { options }: Trial, kinds: readonly Reason['kind'][]): readonly Change[] {
  if (!group.instanceTypes.known || group.instanceTypes.value.length === 0) return [];
  const names = group.instanceTypes.value;
  const larger = names.map((name) => nextSize(name, options.catalog, kinds.includes('gpus'))).filter((name) => name !== undefined);
  if (larger.length < names.length || new Set(larger).size < larger.length) return [];
  const what = names.length === 1 ? 'the instance type' : 'the instance types';
  return [
    {
      text: `set ${what} of ${group.subject.constructPath} from ${names.join(', ')} to ${larger.join(', ')}`,
      cost: 30,
      edits: typeEdits(group, names, larger),
      apply: changeGroup(group.id, (old) => ({ ...old, instanceTypes: known(larger) })),
    },
  ];
}

function goesThrough(simulation: Judgement['simulation'], index: number): boolean {
  return simulation.situation.problem.requests[index].capacity !== undefined;
}

function scales(group: InstanceGroup): boolean {
  return group.provider !== undefined && group.provider.managedScaling.known && group.provider.managedScaling.value;
}

/** A group that grows with its tasks gets another maximum; any other has to start with that many. */
function withSize(group: InstanceGroup, size: number, grows: boolean): InstanceGroup {
  const largest = group.maxSize.known ? Math.max(group.maxSize.value, size) : size;
  return grows ? { ...group, maxSize: known(size) } : { ...group, maxSize: known(largest), desiredCapacity: known(size) };
}

function sizeEdits(group: InstanceGroup, size: number, grows: boolean): readonly TemplateEdit[] | undefined {
  // A group that counts in units says other numbers than instances.
  if (group.isSingleInstance || group.weights !== undefined || group.desiredCapacityType !== undefined) return undefined;
  const raised = grows || !group.maxSize.known || group.maxSize.value < size;
  return [
    ...(raised ? [editOf(group.subject, placeOf(group.maxSize, 'Properties.MaxSize'), String(size))] : []),
    ...(grows ? [] : [editOf(group.subject, placeOf(group.desiredCapacity, 'Properties.DesiredCapacity'), String(size))]),
  ];
}

function typeEdits(group: InstanceGroup, names: readonly string[], larger: readonly string[]): readonly TemplateEdit[] | undefined {
  const from = group.instanceTypes.from;
  if (from === undefined) return undefined;
  const edit = (subject: Subject, property: string, position: number): TemplateEdit => ({
    ...editOf(subject, property, larger[position]),
    from: names[position],
  });
  if (from.endsWith('.Overrides')) return names.map((_, position) => edit(group.subject, `${from}[${position}].InstanceType`, position));
  const holder = launchSubject(group);
  return holder ? [edit(holder, from, 0)] : undefined;
}

/** The provider by its reference, which a template can only write for a resource of its own. */
function providerEdits({ subject }: Service, { provider }: InstanceGroup): readonly TemplateEdit[] | undefined {
  if (!provider || provider.subject.templatePath !== subject.templatePath) return undefined;
  return [
    editOf(subject, 'Properties.LaunchType'),
    editOf(subject, 'Properties.CapacityProviderStrategy', [{ CapacityProvider: { Ref: provider.subject.logicalId }, Weight: 1 }]),
  ];
}
