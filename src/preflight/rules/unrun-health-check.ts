import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

const KINDS: readonly string[] = ['CMD', 'CMD-SHELL', 'NONE'];

export const unrunHealthCheck = templateRule({
  id: 'unrun-health-check',
  title: 'the command of a container health check begins with neither CMD nor CMD-SHELL, so nothing runs it',
  viewsOf: taskViews,
  judge: (view) =>
    containersOf(view).flatMap((container) => {
      const check = container.healthCheck;
      if (!check?.known || !check.value.command.known || check.value.command.value.length === 0) return [];
      const [first, ...rest] = check.value.command.value;
      // A word that only the deployment tells may be one of the kinds.
      if (KINDS.includes(first) || /\$\{|\{\{/.test(first)) return [];
      const kind = rest.length === 0 && /\s/.test(first) ? 'CMD-SHELL' : 'CMD';
      return [
        {
          severity: 'warning' as const,
          summary: `the health check of ${containerName(container)} of ${view.subject.constructPath} begins with "${first}", and Docker runs what begins with CMD or CMD-SHELL`,
          notes: [
            'Docker ignores a check of another kind, so the health of the container stays UNKNOWN',
            'a container that waits for it to be HEALTHY never starts, and ECS never replaces it for its health',
          ],
          cures: [
            changeContainer(`put ${kind} before "${first}" in Command of the health check of ${containerName(container)}`, container, {
              healthCheck: known({ ...check.value, command: known([kind, first, ...rest]) }),
            }),
          ],
        },
      ];
    }),
});
