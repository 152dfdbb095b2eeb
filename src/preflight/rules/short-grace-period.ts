import { balancedBy } from './balanced-service';
import { changeService } from './change-model';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

export const shortGracePeriod = templateRule({
  id: 'short-grace-period',
  title: 'a target group calls tasks unhealthy before they had the time to start, so ECS stops them again and again',
  viewsOf: siteViews,
  judge(view) {
    const { service, subject } = view;
    const grace = service.healthCheckGracePeriodSeconds ?? known(0);
    if (!grace.known) return [];
    return balancedBy(view).flatMap(({ group, container }) => {
      const start = container?.healthCheck?.known ? container.healthCheck.value.startPeriodSeconds : undefined;
      const { intervalSeconds, unhealthyThreshold, healthyThreshold } = group.healthCheck;
      if (!start?.known || !intervalSeconds.known || !unhealthyThreshold.known || !healthyThreshold.known) return [];
      const patience = intervalSeconds.value * unhealthyThreshold.value;
      const needed = start.value + intervalSeconds.value * healthyThreshold.value;
      // A target that is never called unhealthy needs no grace.
      if (patience >= start.value || grace.value >= needed) return [];
      return [
        {
          severity: 'warning' as const,
          summary: `tasks of ${subject.constructPath} may take ${number(start.value)} s to start, and are stopped as unhealthy after ${number(Math.max(patience, grace.value))} s`,
          evidence: [
            {
              kind: 'table' as const,
              columns: ['', 'seconds'],
              rows: [
                { cells: ['start period of the container', number(start.value)] },
                { cells: [`unhealthy after ${number(unhealthyThreshold.value)} checks every ${number(intervalSeconds.value)} s`, number(patience)] },
                { cells: [`healthy again after ${number(healthyThreshold.value)} checks`, number(needed)] },
                { cells: ['grace period of the service', number(grace.value)], remark: '<- too short' },
              ],
            },
          ],
          notes: ['ECS will say "failed ELB health checks" or "is unhealthy in target-group", and start the task anew'],
          cures: [
            siteCure(`set HealthCheckGracePeriodSeconds (healthCheckGracePeriod) of ${subject.constructPath} from ${number(grace.value)} to ${number(needed)}`, (model) =>
              changeService(model, service.id, { healthCheckGracePeriodSeconds: known(needed) })),
          ],
        },
      ];
    });
  },
});
