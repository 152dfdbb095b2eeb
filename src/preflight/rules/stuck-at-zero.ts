import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { known } from '../model';

export const stuckAtZero = templateRule({
  id: 'stuck-at-zero',
  title: 'a scaler may take the service to 0 tasks, and no metric is left that could take it out again',
  viewsOf: serviceViews,
  judge({ service }) {
    const { scaling, subject } = service;
    if (!scaling?.minCapacity.known || scaling.minCapacity.value !== 0 || scaling.policies.length === 0) return [];
    const metrics = scaling.policies.map(({ metric }) => (metric.known ? metric.value : undefined));
    if (!metrics.every((metric) => metric !== undefined && NEEDS_A_TASK.includes(metric))) return [];
    return [
      {
        severity: 'warning',
        summary: `${subject.constructPath} may be scaled to 0 tasks and stays there: ${[...new Set(metrics)].sort().join(', ')} has no data without a task`,
        cures: [
          {
            text: `set MinCapacity (minCapacity) of ${scaling.subject.constructPath} from 0 to 1`,
            apply: (view) => ({
              ...view, service: { ...view.service, scaling: { ...scaling, minCapacity: known(1) } },
            }),
          },
        ],
      },
    ];
  },
});

/** Measured on running tasks, or on the targets behind a load balancer. */
const NEEDS_A_TASK: readonly string[] = [
  'ECSServiceAverageCPUUtilization', 'ECSServiceAverageMemoryUtilization', 'ALBRequestCountPerTarget',
];
