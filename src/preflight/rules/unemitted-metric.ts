import { serviceCure } from './service-change';
import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { known } from '../model';

export const unemittedMetric = templateRule({
  id: 'unemitted-metric',
  title: 'a policy tracks a high-resolution metric that its service does not emit',
  viewsOf: serviceViews,
  judge({ service }) {
    const { fineMetrics: fine, scaling, subject } = service;
    if (fine?.known === false) return [];
    const emitted = fine ? fine.value : [];
    return (scaling?.policies ?? []).flatMap((policy) => {
      const { metric } = policy;
      if (!metric.known || !/^ECSServiceAverage(CPU|Memory)UtilizationHighResolution$/.test(metric.value)) return [];
      const name = metric.value.includes('CPU') ? 'CPUUtilization' : 'MemoryUtilization';
      if (emitted.includes(name)) return [];
      const coarse = metric.value.replace(/HighResolution$/, '');
      return [
        {
          severity: 'warning' as const,
          summary: `${policy.subject.constructPath} tracks ${metric.value}, and ${subject.constructPath} emits ${name} every 60 s`,
          notes: ['a policy without data scales neither out nor in'],
          cures: [
            serviceCure(`set Monitoring.MetricConfigurations of ${subject.constructPath} to ${name} with ResolutionSeconds 20`, {
              fineMetrics: known([...emitted, name]),
            }),
            serviceCure(`or track ${coarse} in ${policy.subject.constructPath}`, {
              scaling: scaling && { ...scaling, policies: scaling.policies.map((one) => (one === policy ? { ...one, metric: known(coarse) } : one)) },
            }),
          ],
        },
      ];
    });
  },
});
