import { templateRule } from './template-rule';
import { serviceViews } from './views';

export const duplicateTrackedMetric = templateRule({
  id: 'duplicate-tracked-metric',
  title: 'two policies of one scaler hold the same metric at a value',
  viewsOf: serviceViews,
  judge({ service }) {
    const { scaling } = service;
    const metrics = (scaling?.policies ?? []).flatMap(({ metric }) => (metric.known && PREDEFINED.includes(metric.value) ? [metric.value] : []));
    const repeated = [...new Set(metrics.filter((metric, position) => metrics.indexOf(metric) !== position))].sort();
    return repeated.map((name) => {
      const same = scaling?.policies.filter(({ metric }) => metric.known && metric.value === name) ?? [];
      return {
        severity: 'warning' as const,
        summary: `${same.length} policies of ${service.subject.constructPath} track ${name}`,
        evidence: [
          {
            kind: 'table' as const,
            columns: ['', 'target value'],
            rows: same.map(({ subject, targetValue }) => ({ cells: [subject.constructPath, targetValue.known ? String(targetValue.value) : '?'] })),
          },
        ],
        notes: ['scale-out follows the lowest target, and scale-in waits until all policies agree'],
        cures: [
          {
            text: `keep ${same[0].subject.constructPath} and remove the other${same.length > 2 ? 's' : ''}`,
            apply: (view) => ({
              ...view,
              service: {
                ...view.service,
                scaling: scaling && { ...scaling, policies: scaling.policies.filter((policy) => policy === same[0] || !same.includes(policy)) },
              },
            }),
          },
        ],
      };
    });
  },
});

/** Metrics without dimensions of their own, so that one name is one metric; a request count may be of several target groups. */
const PREDEFINED: readonly string[] = ['ECSServiceAverageCPUUtilization', 'ECSServiceAverageMemoryUtilization'];
