import { isOutsideScaler } from './desired-count-outside-scaler';
import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { number } from '../explain/refusal-summary';

export const desiredCountBesideScaler = templateRule({
  id: 'desired-count-beside-scaler',
  title: 'a desired count is set although a scaler moves it, so a deployment may undo what scaling did',
  viewsOf: serviceViews,
  judge({ service }) {
    const { desiredCount, desiredCountIsSet, scaling, subject } = service;
    if (!scaling || !desiredCountIsSet || !desiredCount.known || desiredCount.assumed !== undefined || isOutsideScaler(service)) return [];
    if (service.schedulingStrategy.known && service.schedulingStrategy.value === 'DAEMON') return [];
    return [
      {
        severity: 'warning',
        summary: `an update of ${subject.constructPath} can set its ${number(desiredCount.value)} tasks again, whatever its scaler had made of them`,
        notes: [
          `the scaler is ${scaling.subject.constructPath}`,
          'CloudFormation sends DesiredCount with an update of the service, and a busy service then loses tasks until it is scaled out again',
        ],
        cures: [
          {
            text: `remove DesiredCount (desiredCount) from ${subject.constructPath}; the scaler's minimum decides where it starts`,
            apply: (view) => ({ ...view, service: { ...view.service, desiredCountIsSet: false } }),
          },
        ],
      },
    ];
  },
});
