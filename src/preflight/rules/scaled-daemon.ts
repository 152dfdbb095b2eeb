import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { known } from '../model';

export const scaledDaemon = templateRule({
  id: 'scaled-daemon',
  title: 'a scaler is attached to a daemon, whose count follows the instances',
  viewsOf: serviceViews,
  judge({ service }) {
    const { schedulingStrategy, scaling, subject } = service;
    if (!scaling || !schedulingStrategy.known || schedulingStrategy.value !== 'DAEMON') return [];
    return [
      {
        severity: 'warning',
        summary: `the scaler ${scaling.subject.constructPath} cannot scale the daemon ${subject.constructPath}`,
        notes: ['ECS runs one task of a daemon on every instance that meets its constraints; there is no desired count to move'],
        cures: [
          {
            text: `remove the scalable target ${scaling.subject.constructPath}`,
            apply: (view) => ({ ...view, service: { ...view.service, scaling: undefined } }),
          },
          {
            text: `set SchedulingStrategy of ${subject.constructPath} from DAEMON to REPLICA, where the count is meant to change`,
            apply: (view) => ({ ...view, service: { ...view.service, schedulingStrategy: known<'REPLICA'>('REPLICA') } }),
          },
        ],
      },
    ];
  },
});
