import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { number } from '../explain/refusal-summary';

export const invertedScaler = templateRule({
  id: 'inverted-scaler',
  title: 'the minimum of a scaler is above its maximum',
  viewsOf: serviceViews,
  judge({ service }) {
    const { scaling } = service;
    if (!scaling?.minCapacity.known || !scaling.maxCapacity.known || scaling.minCapacity.value <= scaling.maxCapacity.value) return [];
    const { minCapacity, maxCapacity, subject } = scaling;
    return [
      {
        severity: 'error',
        summary: `${subject.constructPath} has a minimum of ${number(minCapacity.value)} tasks and a maximum of ${number(maxCapacity.value)}`,
        notes: ['Application Auto Scaling refuses the scalable target'],
        cures: [
          {
            text: `set MaxCapacity (maxCapacity) of ${subject.constructPath} from ${number(maxCapacity.value)} to at least ${number(minCapacity.value)}`,
            apply: (view) => ({ ...view, service: { ...view.service, scaling: { ...scaling, maxCapacity: minCapacity } } }),
          },
        ],
      },
    ];
  },
});
