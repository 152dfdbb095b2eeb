import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { HEALTH_CHECK } from '../../facts';
import { known } from '../model';

export const healthCheckOutOfRange = templateRule({
  id: 'health-check-out-of-range',
  title: 'a number of a container health check is outside of what ECS takes',
  viewsOf: taskViews,
  judge: (view) => containersOf(view).flatMap((container) => {
    const check = container.healthCheck;
    if (!check?.known) return [];
    return FIELDS.flatMap(({ property, word, unit }) => {
      const value = check.value[property];
      const { min, max } = HEALTH_CHECK[property];
      if (!value.known || (value.value >= min && value.value <= max)) return [];
      // aws-ecs lets timeouts up to 120 s through, so whether ECS refuses them is not certain.
      const tolerated = property === 'timeoutSeconds' && value.value > max && value.value <= 120;
      const nearest = Math.min(max, Math.max(min, value.value));
      return [
        {
          severity: tolerated ? 'warning' as const : 'error' as const,
          summary: `the health check of ${containerName(container)} of ${view.subject.constructPath} has ${word} ${value.value}${unit}, and ECS takes ${min} to ${max}`,
          cures: [
            changeContainer(`set ${word} of the health check of ${containerName(container)} from ${value.value} to ${nearest}`, container, {
              healthCheck: known({ ...check.value, [property]: known(nearest) }),
            }),
          ],
        },
      ];
    });
  }),
});

const FIELDS = [
  { property: 'intervalSeconds', word: 'Interval', unit: ' s' },
  { property: 'timeoutSeconds', word: 'Timeout', unit: ' s' },
  { property: 'retries', word: 'Retries', unit: '' },
  { property: 'startPeriodSeconds', word: 'StartPeriod', unit: ' s' },
] as const;
