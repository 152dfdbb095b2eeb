import { templateRule, type Problem } from './template-rule';
import { groupViews, type GroupView, type ServiceView } from './views';
import type { InstanceTypeFacts } from '../catalog';
import { number } from '../explain/refusal-summary';
import { minimaFor, withMinima } from '../explain/requirement-changes';
import { known } from '../model';
import type { InstanceGroup } from '../model';
import { chosenTypes, keptTypes, type ChosenTypes } from '../scenario/chosen-types';
import { taskNeeds } from '../scenario/task-needs';
import type { Resources } from '../scheduler/problem';

export const taskLargerThanSmallestType = templateRule<GroupView>({
  id: 'task-larger-than-smallest-type',
  title: 'a task does not fit the smallest type of a group, so managed scaling starts no instance for it',
  viewsOf: groupViews,
  judge(view, { options }) {
    const { provider, instanceTypes } = view.group;
    if (!provider?.managedScaling.known || !provider.managedScaling.value) return [];
    const chosen = chosenTypes(view.group, options.catalog);
    const judge = (service: ServiceView, needs: Resources) =>
      chosen ? amongChosen(view, service, needs, chosen) : amongNamed(view, service, needs, named);
    const named = instanceTypes.known ? instanceTypes.value.map((name) => options.catalog.find(name)).filter((facts) => facts !== undefined) : [];
    if (!chosen && (!instanceTypes.known || named.length < 2 || named.length < instanceTypes.value.length)) return [];
    return view.services.flatMap((service) => {
      const needs = scaledNeeds(service);
      return needs ? judge(service, needs) : [];
    });
  },
});

/** What a task asks that managed scaling counts. */
function scaledNeeds({ service, definition }: ServiceView): Resources | undefined {
  // Under a launch type managed scaling does not count the task at all.
  if (service.launchType || !definition) return undefined;
  if (!service.schedulingStrategy.known || service.schedulingStrategy.value === 'DAEMON') return undefined;
  const needs = taskNeeds(definition);
  return needs.known ? needs.value : undefined;
}

/** Installed memory: an instance registers less, so what exceeds it certainly does not fit. */
function isTooSmall(type: InstanceTypeFacts, { cpu, memory }: Resources): boolean {
  return type.vcpu * 1024 < cpu || type.memoryMiB < memory;
}

function amongNamed(
  { group: { subject } }: GroupView,
  { service }: ServiceView,
  needs: Resources,
  types: readonly InstanceTypeFacts[],
): readonly Problem<GroupView>[] {
  const tooSmall = types.filter((type) => isTooSmall(type, needs));
  if (tooSmall.length === 0 || tooSmall.length === types.length) return [];
  const right = types.filter((type) => !tooSmall.includes(type)).map(({ name }) => name);
  return [
    {
      severity: 'warning',
      summary: `a task of ${service.subject.constructPath} does not fit ${tooSmall.map(({ name }) => name).join(', ')}, so ${subject.constructPath} is not scaled out for it`,
      evidence: [sizesTable(needs, types, tooSmall)],
      notes: [LEFT_OUT],
      cures: [
        {
          text: `keep ${right.join(', ')} in ${subject.constructPath}, or give ${service.subject.constructPath} a group of its own`,
          apply: (view) => ({ ...view, group: { ...view.group, instanceTypes: known(right) } }),
        },
      ],
    },
  ];
}

const LEFT_OUT = 'managed scaling leaves out tasks that the smallest type of the group cannot hold, because it does not choose the type';

/** The most names of a list that nobody wrote. */
const MOST_NAMES = 3;

function amongChosen(
  { group }: GroupView,
  { service }: ServiceView,
  needs: Resources,
  chosen: ChosenTypes,
): readonly Problem<GroupView>[] {
  const tooSmall = keptTypes(chosen, group).filter((type) => isTooSmall(type, needs));
  if (tooSmall.length === 0 || chosen.types.every((type) => isTooSmall(type, needs))) return [];
  const shown = tooSmall.slice(0, MOST_NAMES);
  const more = tooSmall.length > shown.length ? ` and ${tooSmall.length - shown.length} more` : '';
  const raised = withMinima(group, minimaFor(needs));
  return [
    {
      severity: 'warning',
      summary: `a task of ${service.subject.constructPath} does not fit ${shown.map(({ name }) => name).join(', ')}${more}, which the requirements of ${group.subject.constructPath} let in`,
      evidence: [sizesTable(needs, shown, shown)],
      notes: [LEFT_OUT],
      cures: raised ? [{ text: raised.text, apply: (view) => ({ ...view, group: { ...view.group, ...requirementsOf(raised.group) } }) }] : [],
    },
  ];
}

function requirementsOf({ instanceRequirements }: InstanceGroup): Pick<InstanceGroup, 'instanceRequirements'> {
  return { instanceRequirements };
}

function sizesTable({ cpu, memory }: Resources, types: readonly InstanceTypeFacts[], tooSmall: readonly InstanceTypeFacts[]) {
  return {
    kind: 'table' as const,
    columns: ['', 'CPU', 'memory'],
    rows: [
      { cells: ['a task asks', number(cpu), `${number(memory)} MiB`] },
      ...types.map((type) => ({
        cells: [type.name, number(type.vcpu * 1024), `${number(type.memoryMiB)} MiB`],
        ...(tooSmall.includes(type) ? { remark: '<- too small' } : {}),
      })),
    ],
  };
}
