import { templateRule, type Cure, type Problem, type View } from './template-rule';
import { number } from '../explain/refusal-summary';
import { known } from '../model';
import type { InstanceRequirements, Range } from '../model';
import { managedFit, onManagedInstances, type ManagedFit, type OnManagedInstances } from '../scenario/managed-fit';

interface ManagedView extends View, OnManagedInstances {}

export const unfitManagedInstances = templateRule<ManagedView>({
  id: 'unfit-managed-instances',
  title: 'no instance type that Managed Instances may start takes the task',
  viewsOf: (model) =>
    model.services.flatMap((service) => {
      const view = onManagedInstances(model, service);
      return view ? [{ subject: service.subject, ...view }] : [];
    }),
  judge(view, { options }) {
    const fit = managedFit(view, options.catalog);
    if (fit.kind === 'no-type') return [noType(view, fit.certain)];
    return fit.kind === 'too-large' ? [tooLarge(view, fit)] : [];
  },
});

function noType({ capacity, subject }: ManagedView, certain: boolean): Problem<ManagedView> {
  return {
    severity: certain ? 'error' : 'warning',
    summary: `no instance type that is known meets the requirements of ${capacity.subject.constructPath}`,
    notes: [
      `ECS will say "No instance types satisfy the instance requirements", and no task of ${subject.constructPath} starts`,
      certain ? 'certain: the allowed types are written out, and none meets the rest' : 'a type that is newer than the catalog may meet them',
    ],
  };
}

function tooLarge(view: ManagedView, fit: Extract<ManagedFit, { readonly kind: 'too-large' }>): Problem<ManagedView> {
  const { subject, capacity } = view;
  const { needs, nearest, types } = fit;
  const lines = [`each task asks ${asksText(needs)}`];
  if (nearest) {
    const gpus = needs.gpus > 0 ? ` and ${nearest.gpus.count} GPUs` : '';
    lines.push(`the largest of ${types} ${types === 1 ? 'type' : 'types'} is ${nearest.name} with ${number(nearest.vcpu * 1024)} CPU units, ${number(nearest.memoryMiB)} MiB${gpus} before the system takes its part`);
  }
  return {
    severity: fit.certain ? 'error' : 'warning',
    summary: `no instance type that ${capacity.subject.constructPath} may start takes a task of ${subject.constructPath}`,
    evidence: [{ kind: 'text', lines }],
    notes: [fit.certain ? 'certain: no other type can meet the requirements and be larger' : 'a type that is newer than the catalog may be larger'],
    cures: [...raise(view, 'memoryMiB', 'MemoryMiB', needs.memory), ...raise(view, 'vcpu', 'VCpuCount', needs.cpu / 1024)],
  };
}

function asksText({ cpu, memory, gpus }: { readonly cpu: number; readonly memory: number; readonly gpus: number }): string {
  return `${number(cpu)} CPU units, ${number(memory)} MiB${gpus > 0 ? `, ${gpus} ${gpus === 1 ? 'GPU' : 'GPUs'}` : ''}`;
}

/** Instance sizes double, so the next power of two above the need leaves the system its part. */
function raise(view: ManagedView, field: 'memoryMiB' | 'vcpu', property: string, need: number): readonly Cure<ManagedView>[] {
  const range: Range | undefined = view.capacity.requirements?.[field];
  if (!range?.max?.known) return [];
  const least = 2 ** Math.ceil(Math.log2(need * 1.1));
  if (least <= range.max.value) return [];
  return [{
    text: `set InstanceRequirements.${property}.Max of ${view.capacity.subject.constructPath} from ${number(range.max.value)} to ${number(least)}`,
    apply: (old) => ({ ...old, capacity: { ...old.capacity, requirements: withMax(old.capacity.requirements, field, least) } }),
  }];
}

function withMax(old: InstanceRequirements | undefined, field: 'memoryMiB' | 'vcpu', max: number): InstanceRequirements | undefined {
  return old && { ...old, [field]: { ...old[field], max: known(max) } };
}
