import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { number } from '../explain/refusal-summary';
import { known, valueOr } from '../model';

export const scalerWithoutPolicy = templateRule({
  id: 'scaler-without-policy',
  title: 'a scalable target has neither a policy nor a scheduled action, so nothing moves the count',
  viewsOf: serviceViews,
  judge({ service }) {
    const { scaling, subject } = service;
    if (!scaling || scaling.policies.length > 0 || !scaling.minCapacity.known || !scaling.maxCapacity.known) return [];
    const actions = scaling.scheduledActions ?? known([]);
    if (!actions.known || actions.value.length > 0 || scaling.minCapacity.value >= scaling.maxCapacity.value) return [];
    const { minCapacity, maxCapacity } = scaling;
    return [
      {
        severity: 'warning',
        summary: `${scaling.subject.constructPath} may move ${subject.constructPath} between ${number(minCapacity.value)} and ${number(maxCapacity.value)} tasks, and no policy does`,
        notes: ['a policy of another stack would name the scalable target by its resource id; this input shows none'],
        cures: [
          {
            text: `add a scaling policy (scaleOnCpuUtilization, trackCpuUtilization) to ${scaling.subject.constructPath}`,
            apply: (view) => ({
              ...view,
              service: {
                ...view.service,
                scaling: {
                  ...scaling,
                  policies: [{ subject, type: known('TargetTrackingScaling'), metric: known('ECSServiceAverageCPUUtilization'), targetValue: known(valueOr(minCapacity, 50)) }],
                },
              },
            }),
          },
        ],
      },
    ];
  },
});
