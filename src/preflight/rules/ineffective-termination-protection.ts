import { templateRule } from './template-rule';
import { groupViews, type GroupView } from './views';
import { known } from '../model';

export const ineffectiveTerminationProtection = templateRule({
  id: 'ineffective-termination-protection',
  title: 'managed termination protection is on, and the settings that it builds on are off',
  viewsOf: groupViews,
  judge({ group }) {
    const { provider, protectedFromScaleIn } = group;
    if (!provider?.managedTerminationProtection.known || !provider.managedTerminationProtection.value) return [];
    const path = provider.subject.constructPath;
    const problems = [];
    if (protectedFromScaleIn.known && !protectedFromScaleIn.value) {
      problems.push({
        severity: 'warning' as const,
        summary: `${path} protects instances from termination, and ${group.subject.constructPath} starts them unprotected`,
        notes: ['ECS can only lift the protection of idle instances, so the group must start them protected from scale-in'],
        cures: [
          {
            text: `set NewInstancesProtectedFromScaleIn (newInstancesProtectedFromScaleIn) of ${group.subject.constructPath} to true`,
            apply: (view: GroupView) => ({ ...view, group: { ...view.group, protectedFromScaleIn: known(true) } }),
          },
        ],
      });
    }
    if (provider.managedScaling.known && !provider.managedScaling.value) {
      problems.push({
        severity: 'warning' as const,
        summary: `${path} has managed termination protection without managed scaling, which it needs`,
        notes: ['the protection follows what managed scaling knows of the tasks on an instance'],
        cures: [
          {
            text: `set ManagedScaling.Status (enableManagedScaling) of ${path} to ENABLED`,
            apply: (view: GroupView) => ({
              ...view, group: { ...view.group, provider: view.group.provider && { ...view.group.provider, managedScaling: known(true) } },
            }),
          },
        ],
      });
    }
    return problems;
  },
});
