import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { known } from '../model';

export const unreachableScalingTarget = templateRule({
  id: 'unreachable-scaling-target',
  title: 'the target value of a utilization policy is not between 0 and 100 percent',
  viewsOf: serviceViews,
  judge({ service }) {
    const { scaling } = service;
    return (scaling?.policies ?? []).flatMap((policy) => {
      const { metric, targetValue, subject } = policy;
      if (!metric.known || !PERCENT_METRICS.includes(metric.value) || !targetValue.known) return [];
      if (targetValue.value > 0 && targetValue.value <= 100) return [];
      const high = targetValue.value > 100;
      return [
        {
          severity: 'warning' as const,
          summary: `${subject.constructPath} holds ${metric.value} at ${targetValue.value} percent, ${high ? 'which a service seldom reaches' : 'which no service reaches'}`,
          notes: [high
            ? 'utilization is measured against what the task reserves; only tasks on instances with idle CPU go above 100 percent'
            : 'the service is scaled out to its maximum and stays there'],
          cures: [
            {
              text: `set TargetValue of ${subject.constructPath} from ${targetValue.value} to 60`,
              apply: (view) => ({
                ...view,
                service: {
                  ...view.service,
                  scaling: scaling && {
                    ...scaling, policies: scaling.policies.map((other) => (other === policy ? { ...other, targetValue: known(60) } : other)),
                  },
                },
              }),
            },
          ],
        },
      ];
    });
  },
});

const PERCENT_METRICS: readonly string[] = ['ECSServiceAverageCPUUtilization', 'ECSServiceAverageMemoryUtilization'];
