import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { number } from '../explain/refusal-summary';
import { known } from '../model';
import type { Service } from '../model';

export const desiredCountOutsideScaler = templateRule({
  id: 'desired-count-outside-scaler',
  title: 'the desired count is outside the minimum and maximum of the scaler',
  viewsOf: serviceViews,
  judge({ service }) {
    const { scaling, subject, desiredCount } = service;
    if (!isOutsideScaler(service) || !scaling?.minCapacity.known || !scaling.maxCapacity.known || !desiredCount.known) return [];
    const [least, most] = [scaling.minCapacity.value, scaling.maxCapacity.value];
    const nearest = desiredCount.value < least ? least : most;
    return [
      {
        severity: 'warning',
        summary: `${subject.constructPath} asks for ${number(desiredCount.value)} tasks, and its scaler keeps ${number(least)} to ${number(most)}`,
        evidence: [
          {
            kind: 'table',
            columns: ['', 'minimum', 'desired', 'maximum'],
            rows: [{ cells: ['tasks', number(least), number(desiredCount.value), number(most)] }],
          },
        ],
        notes: ['Application Auto Scaling moves the count inside its bounds; every update of the service moves it out again'],
        cures: [
          {
            text: `set DesiredCount (desiredCount) of ${subject.constructPath} from ${number(desiredCount.value)} to ${number(nearest)}`,
            apply: (view) => ({ ...view, service: { ...view.service, desiredCount: known(nearest) } }),
          },
          {
            text: `remove DesiredCount (desiredCount) from ${subject.constructPath}`,
            apply: (view) => ({ ...view, service: { ...view.service, desiredCountIsSet: false } }),
          },
        ],
      },
    ];
  },
});

/** True when the template writes a desired count that the scaler will not keep. A minimum above the maximum is another mistake. */
export function isOutsideScaler({ desiredCount, desiredCountIsSet, scaling }: Service): boolean {
  if (!scaling || !desiredCountIsSet || !desiredCount.known || !scaling.minCapacity.known || !scaling.maxCapacity.known) return false;
  const [least, most] = [scaling.minCapacity.value, scaling.maxCapacity.value];
  return least <= most && (desiredCount.value < least || desiredCount.value > most);
}
