import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { isForFargate, taskViews } from './views';
import { FARGATE_MAX_STOP_TIMEOUT_SECONDS } from '../../facts';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

export const longStopTimeout = templateRule({
  id: 'long-stop-timeout',
  title: 'a container on Fargate asks for more time to stop than Fargate gives',
  viewsOf: taskViews,
  judge(view) {
    if (!isForFargate(view)) return [];
    const most = FARGATE_MAX_STOP_TIMEOUT_SECONDS;
    return containersOf(view).flatMap((container) => {
      const timeout = container.stopTimeoutSeconds;
      if (!timeout?.known || timeout.value <= most) return [];
      return [
        {
          severity: 'error' as const,
          summary: `the container ${containerName(container)} of ${view.subject.constructPath} asks for ${number(timeout.value)} s to stop, and Fargate gives ${most}`,
          cures: [
            changeContainer(`set StopTimeout (stopTimeout) of ${containerName(container)} from ${number(timeout.value)} to ${most} s`,
              container, { stopTimeoutSeconds: known(most) }),
          ],
        },
      ];
    });
  },
});
