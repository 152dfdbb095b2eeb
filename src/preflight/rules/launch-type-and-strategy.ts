import { serviceCure } from './service-change';
import { templateRule, type Problem } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { QUOTAS, STRATEGY_BASE, STRATEGY_WEIGHT } from '../../facts';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

export const launchTypeAndStrategy = templateRule({
  id: 'launch-type-and-strategy',
  title: 'a service has a launch type and a capacity provider strategy, or a strategy that ECS does not take',
  viewsOf: serviceViews,
  judge: (view) => [...both(view), ...none(view), ...range(view)],
});

function both({ service, subject }: ServiceView): readonly Problem<ServiceView>[] {
  const { launchType, strategy } = service;
  if (!launchType?.known || !strategy?.known || strategy.value.length === 0) return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} has launch type ${launchType.value} and a capacity provider strategy, and ECS takes one of them`,
      cures: [serviceCure(`remove LaunchType ${launchType.value} from ${subject.constructPath}`, { launchType: undefined })],
    },
  ];
}

function none({ service, cluster, subject }: ServiceView): readonly Problem<ServiceView>[] {
  const { launchType, strategy } = service;
  if (launchType || !strategy?.known || strategy.value.length > 0 || !cluster || cluster.imported) return [];
  if (!cluster.defaultStrategy.known || cluster.defaultStrategy.value.length > 0) return [];
  return [
    {
      // The default of a cluster of another template may be set by other means.
      severity: cluster.subject.templatePath === subject.templatePath ? 'error' : 'warning',
      summary: `${subject.constructPath} has an empty capacity provider strategy, and ${cluster.subject.constructPath} has no default one`,
      notes: ['ECS will say "No launch type to fall back to for empty capacity provider strategy"'],
      cures: [serviceCure(`name a capacity provider or a launch type in ${subject.constructPath}`, { launchType: known('EC2') })],
    },
  ];
}

function range({ service, subject }: ServiceView): readonly Problem<ServiceView>[] {
  const { strategy } = service;
  if (!strategy?.known) return [];
  const items = strategy.value;
  const most = QUOTAS.capacityProvidersPerStrategy.value;
  const outside = items.flatMap((item) => ([['weight', STRATEGY_WEIGHT], ['base', STRATEGY_BASE]] as const).flatMap(([key, { min, max }]) => {
    const value = item[key];
    return value.known && (value.value < min || value.value > max) ? [{ item, key, value: value.value, min, max }] : [];
  }));
  return [
    ...(items.length > most ? [{
      severity: 'error' as const,
      summary: `the strategy of ${subject.constructPath} names ${items.length} capacity providers, and ECS takes ${most}`,
      cures: [serviceCure<ServiceView>(`keep ${most} of them`, { strategy: known(items.slice(0, most)) })],
    }] : []),
    ...outside.map(({ item, key, value, min, max }) => ({
      severity: 'error' as const,
      summary: `the strategy of ${subject.constructPath} has the ${key} ${number(value)}, outside ${min} to ${number(max)}`,
      cures: [serviceCure<ServiceView>(`set the ${key} from ${number(value)} to ${number(Math.min(max, Math.max(min, value)))}`, {
        strategy: known(items.map((one) => (one === item ? { ...one, [key]: known(Math.min(max, Math.max(min, value))) } : one))),
      })],
    })),
  ];
}
