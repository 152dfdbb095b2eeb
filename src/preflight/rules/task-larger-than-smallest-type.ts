import { templateRule } from './template-rule';
import { groupViews } from './views';
import { number } from '../explain/refusal-summary';
import { known } from '../model';
import { taskNeeds } from '../scenario/task-needs';

export const taskLargerThanSmallestType = templateRule({
  id: 'task-larger-than-smallest-type',
  title: 'a task does not fit the smallest type of a group, so managed scaling starts no instance for it',
  viewsOf: groupViews,
  judge({ group, services }, { options }) {
    const { provider, instanceTypes, subject } = group;
    if (!provider?.managedScaling.known || !provider.managedScaling.value || !instanceTypes.known) return [];
    const types = instanceTypes.value.map((name) => options.catalog.find(name)).filter((facts) => facts !== undefined);
    if (types.length < 2 || types.length < instanceTypes.value.length) return [];
    return services.flatMap(({ service, definition }) => {
      // Under a launch type managed scaling does not count the task at all.
      if (service.launchType || !definition) return [];
      if (!service.schedulingStrategy.known || service.schedulingStrategy.value === 'DAEMON') return [];
      const needs = taskNeeds(definition);
      if (!needs.known) return [];
      const { cpu, memory } = needs.value;
      // Installed memory: an instance registers less, so what exceeds it certainly does not fit.
      const tooSmall = types.filter((type) => type.vcpu * 1024 < cpu || type.memoryMiB < memory);
      if (tooSmall.length === 0 || tooSmall.length === types.length) return [];
      const right = types.filter((type) => !tooSmall.includes(type)).map(({ name }) => name);
      return [
        {
          severity: 'warning' as const,
          summary: `a task of ${service.subject.constructPath} does not fit ${tooSmall.map(({ name }) => name).join(', ')}, so ${subject.constructPath} is not scaled out for it`,
          evidence: [
            {
              kind: 'table' as const,
              columns: ['', 'CPU', 'memory'],
              rows: [
                { cells: ['a task asks', number(cpu), `${number(memory)} MiB`] },
                ...types.map((type) => ({
                  cells: [type.name, number(type.vcpu * 1024), `${number(type.memoryMiB)} MiB`], ...tooSmall.includes(type) ? { remark: '<- too small' } : {},
                })),
              ],
            },
          ],
          notes: ['managed scaling leaves out tasks that the smallest type of the group cannot hold, because it does not choose the type'],
          cures: [
            {
              text: `keep ${right.join(', ')} in ${subject.constructPath}, or give ${service.subject.constructPath} a group of its own`,
              apply: (view) => ({ ...view, group: { ...view.group, instanceTypes: known(right) } }),
            },
          ],
        },
      ];
    });
  },
});
