import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

export const contradictorySchedule = templateRule({
  id: 'contradictory-schedule',
  title: 'a scheduled action sets a minimum above the maximum that holds with it',
  viewsOf: serviceViews,
  judge({ service }) {
    const { scaling } = service;
    if (!scaling?.scheduledActions?.known) return [];
    const actions = scaling.scheduledActions.value;
    return actions.flatMap((action) => {
      const minimum = action.minCapacity ?? scaling.minCapacity;
      const maximum = action.maxCapacity ?? scaling.maxCapacity;
      if (!minimum.known || !maximum.known || minimum.value <= maximum.value) return [];
      const name = action.name.known ? action.name.value : 'a scheduled action';
      // Where both are in the action, it is refused; where one is left as it is, another action may have moved that one.
      const both = action.minCapacity !== undefined && action.maxCapacity !== undefined;
      return [
        {
          severity: both ? ('error' as const) : ('warning' as const),
          summary: `the scheduled action ${name} of ${scaling.subject.constructPath} sets ${number(minimum.value)} as the minimum under a maximum of ${number(maximum.value)}`,
          cures: [
            {
              text: `set MaxCapacity (maxCapacity) of ${name} to ${number(minimum.value)}`,
              apply: (view) => ({
                ...view,
                service: {
                  ...view.service,
                  scaling: {
                    ...scaling,
                    scheduledActions: known(actions.map((one) => (one === action ? { ...one, maxCapacity: known(minimum.value) } : one))),
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
