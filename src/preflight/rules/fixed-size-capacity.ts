import { templateRule } from './template-rule';
import { groupViews } from './views';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

export const fixedSizeCapacity = templateRule({
  id: 'fixed-size-capacity',
  title: 'a group has managed scaling, and its minimum and maximum leave nothing to scale',
  viewsOf: groupViews,
  judge({ group }) {
    const { provider, minSize, maxSize, subject } = group;
    if (!provider?.managedScaling.known || !provider.managedScaling.value || !minSize.known || !maxSize.known) return [];
    // Without any instance nothing runs at all, which the simulation reports.
    if (minSize.value < maxSize.value || maxSize.value === 0) return [];
    return [
      {
        severity: 'warning',
        summary: `${provider.subject.constructPath} scales ${subject.constructPath}, which always has ${number(maxSize.value)} instances`,
        evidence: [
          { kind: 'table', columns: ['', 'MinSize', 'MaxSize'], rows: [{ cells: ['instances', number(minSize.value), number(maxSize.value)] }] },
        ],
        notes: ['tasks that find no room wait for an instance that is never started'],
        cures: [
          {
            text: `set MaxSize (maxCapacity) of ${subject.constructPath} from ${number(maxSize.value)} to at least ${number(minSize.value + 1)}`,
            apply: (view) => ({ ...view, group: { ...view.group, maxSize: known(minSize.value + 1) } }),
          },
          {
            text: `set ManagedScaling.Status (enableManagedScaling) of ${provider.subject.constructPath} to DISABLED`,
            apply: (view) => ({
              ...view, group: { ...view.group, provider: view.group.provider && { ...view.group.provider, managedScaling: known(false) } },
            }),
          },
        ],
      },
    ];
  },
});
