import { RANGES, withoutLeast, withoutOne, type Ease } from './eased-requirements';
import { templateRule, type Cure, type Problem } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { number } from '../explain/refusal-summary';
import { known, unknown } from '../model';
import type { InstanceRequirements, ManagedInstances } from '../model';
import { managedCapacityOf, managedFit, type ManagedFit } from '../scenario/managed-fit';

interface ManagedView extends ServiceView {
  readonly capacity: ManagedInstances;
}

export const unfitManagedInstances = templateRule<ManagedView>({
  id: 'unfit-managed-instances',
  title: 'no instance type that Managed Instances may start takes the task',
  viewsOf: (model) =>
    serviceViews(model).flatMap((view) => {
      const capacity = managedCapacityOf(view.service, view.cluster, view.capacities);
      return capacity ? [{ ...view, capacity }] : [];
    }),
  judge(view, { options }) {
    const definition = view.definition ? known(view.definition) : unknown('the task definition is not part of the input');
    const fit = managedFit({ service: view.service, definition, capacity: view.capacity }, options.catalog);
    if (fit.kind === 'no-type') return [noType(view, fit)];
    return fit.kind === 'too-large' ? [tooLarge(view, fit)] : [];
  },
});

function noType(view: ManagedView, { certain, architecture }: Extract<ManagedFit, { readonly kind: 'no-type' }>): Problem<ManagedView> {
  const { capacity, subject } = view;
  return {
    severity: certain ? 'error' : 'warning',
    summary: architecture
      ? `no instance type that ${capacity.subject.constructPath} may start runs ${architecture}, which the task of ${subject.constructPath} is for`
      : `no instance type that is known meets the requirements of ${capacity.subject.constructPath}`,
    notes: [
      `ECS will say "No instance types satisfy the instance requirements", and no task of ${subject.constructPath} starts`,
      certain ? 'certain: the allowed types are written out, and none will do' : 'a type that is newer than the catalog may do',
    ],
    cures: [...(architecture ? otherArchitecture(view) : []), ...eased(view, withoutOne), ...eased(view, withoutLeast)],
  };
}

function tooLarge(view: ManagedView, fit: Extract<ManagedFit, { readonly kind: 'too-large' }>): Problem<ManagedView> {
  const { subject, capacity } = view;
  const { needs, nearest, types } = fit;
  const lines = [`each task asks ${asksText(needs)}`];
  if (nearest) {
    const gpus = needs.gpus > 0 ? ` and ${nearest.gpus.count} GPUs` : '';
    const size = `${number(nearest.vcpu * 1024)} CPU units, ${number(nearest.memoryMiB)} MiB${gpus} before the system takes its part`;
    lines.push(`the largest of ${types} ${types === 1 ? 'type' : 'types'} is ${nearest.name} with ${size}`);
  }
  return {
    severity: fit.certain ? 'error' : 'warning',
    summary: `no instance type that ${capacity.subject.constructPath} may start takes a task of ${subject.constructPath}`,
    evidence: [{ kind: 'text', lines }],
    notes: [fit.certain ? 'certain: no other type can meet the requirements and be larger' : 'a type that is newer than the catalog may be larger'],
    cures: [...raised(view, 'memoryMiB', needs.memory), ...raised(view, 'vcpu', needs.cpu / 1024), ...eased(view, withoutOne)],
  };
}

function asksText({ cpu, memory, gpus }: { readonly cpu: number; readonly memory: number; readonly gpus: number }): string {
  return `${number(cpu)} CPU units, ${number(memory)} MiB${gpus > 0 ? `, ${gpus} ${gpus === 1 ? 'GPU' : 'GPUs'}` : ''}`;
}

/** Instance sizes double, so the next power of two above the need leaves the system its part. */
function raised(view: ManagedView, field: keyof typeof RANGES, need: number): readonly Cure<ManagedView>[] {
  const max = view.capacity.requirements?.[field].max;
  const enough = 2 ** Math.ceil(Math.log2(need * 1.1));
  if (!max?.known || enough <= max.value) return [];
  const text = `set InstanceRequirements.${RANGES[field]}.Max of ${view.capacity.subject.constructPath} from ${number(max.value)} to ${number(enough)}`;
  return [{ text, apply: changed((old) => ({ ...old, [field]: { ...old[field], max: known(enough) } })) }];
}

function eased(view: ManagedView, eases: (requirements: InstanceRequirements, path: string) => readonly Ease[]): readonly Cure<ManagedView>[] {
  const { requirements, subject } = view.capacity;
  return requirements ? eases(requirements, subject.constructPath).map(({ text, change }) => ({ text, apply: changed(change) })) : [];
}

function otherArchitecture({ definition }: ManagedView): readonly Cure<ManagedView>[] {
  if (!definition?.cpuArchitecture.known) return [];
  const [from, to] = definition.cpuArchitecture.value === 'arm64' ? (['arm64', 'x86_64'] as const) : (['x86_64', 'arm64'] as const);
  return [{
    text: `set RuntimePlatform.CpuArchitecture of ${definition.subject.constructPath} from ${from.toUpperCase()} to ${to.toUpperCase()}, with an image for it`,
    apply: (old) => ({ ...old, definition: old.definition && { ...old.definition, cpuArchitecture: known(to) } }),
  }];
}

function changed(change: (old: InstanceRequirements) => InstanceRequirements): (view: ManagedView) => ManagedView {
  return (view) => {
    const requirements = view.capacity.requirements && change(view.capacity.requirements);
    const capacity: ManagedInstances = { ...view.capacity, requirements };
    return { ...view, capacity, capacities: view.capacities.map((old) => (old.id === capacity.id ? capacity : old)) };
  };
}
