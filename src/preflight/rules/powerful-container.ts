import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

export const powerfulContainer = templateRule({
  id: 'powerful-container',
  title: 'a container is privileged, runs as root and may write to its root filesystem',
  viewsOf: taskViews,
  judge: (view) => containersOf(view).flatMap((container) => {
    const { privileged, user, readonlyRootFilesystem: readOnly } = container;
    const root = user === undefined || (user.known && /^(root|0)(:|$)/.test(user.value));
    const writes = readOnly === undefined || (readOnly.known && !readOnly.value);
    if (!privileged?.known || !privileged.value || !root || !writes) return [];
    return [
      {
        severity: 'warning' as const,
        summary: `${containerName(container)} of ${view.subject.constructPath} is privileged, runs as root and may write to its root filesystem`,
        notes: ['what gets into the container has its instance, with all other tasks on it'],
        cures: [
          changeContainer(`add the capabilities that ${containerName(container)} needs (LinuxParameters) in place of Privileged`, container, { privileged: known(false) }),
        ],
      },
    ];
  }),
});
