import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { number } from '../explain/refusal-summary';

export const unusedGracePeriod = templateRule({
  id: 'unused-grace-period',
  title: 'a health check grace period is set, and no health check is there to wait for',
  viewsOf: serviceViews,
  judge({ service, definition }) {
    const { healthCheckGracePeriodSeconds: grace, loadBalancers, subject } = service;
    if (!grace?.known || grace.value === 0 || !loadBalancers.known || loadBalancers.value.length > 0) return [];
    if (!definition?.containers.known || definition.containers.value.some(({ healthCheck }) => healthCheck !== undefined)) return [];
    return [
      {
        severity: 'note',
        summary: `the grace period of ${number(grace.value)} s of ${subject.constructPath} is not used: it has no load balancer and no container health check`,
        notes: ['a VPC Lattice target group would use it too; the preflight does not read those'],
        cures: [
          {
            text: `remove HealthCheckGracePeriodSeconds (healthCheckGracePeriod) from ${subject.constructPath}, or give a container a health check`,
            apply: (view) => ({ ...view, service: { ...view.service, healthCheckGracePeriodSeconds: undefined } }),
          },
        ],
      },
    ];
  },
});
