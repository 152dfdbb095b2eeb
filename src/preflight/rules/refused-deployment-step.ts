import { serviceCure } from './service-change';
import { templateRule, type Problem } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { number } from '../explain/refusal-summary';
import { known, type DeploymentSettings, type Known, type Service } from '../model';

const BAKE_MINUTES = { min: 0, max: 1_440 } as const;
const LINEAR_PERCENT = { min: 3, max: 100 } as const;
const CANARY_PERCENT = { min: 0.1, max: 100 } as const;

export const refusedDeploymentStep = templateRule({
  id: 'refused-deployment-step',
  title: 'a step or a bake time of a deployment is out of range, or belongs to another strategy',
  viewsOf: serviceViews,
  judge: (view) => (view.service.express ? [] : [...ranges(view), ...strategies(view), ...controller(view)]),
});

interface Range {
  readonly property: string;
  readonly value: Known<number> | undefined;
  readonly range: { readonly min: number; readonly max: number };
  readonly unit: string;
  change(value: number): Partial<Service>;
}

function ranges({ service, subject }: ServiceView): readonly Problem<ServiceView>[] {
  return rangesOf(service).flatMap(({ property, value, range, unit, change }): readonly Problem<ServiceView>[] => {
    if (!value?.known) return [];
    const { value: set } = value;
    const near = Math.min(range.max, Math.max(range.min, unit === '%' ? Math.round(set * 10) / 10 : set));
    if (Math.abs(near - set) < 1e-9) return [];
    return [
      {
        severity: 'error',
        summary: `${property} of ${subject.constructPath} is ${written(set)}${unit}, and ECS takes ${range.min} to ${number(range.max)}${unit}${unit === '%' ? ' in steps of 0.1' : ''}`,
        cures: [serviceCure(`set ${property} of ${subject.constructPath} from ${written(set)} to ${written(near)}`, change(near))],
      },
    ];
  });
}

function rangesOf({ bakeTimeMinutes, deploymentSettings: settings }: Service): readonly Range[] {
  const set = (change: Partial<DeploymentSettings>): Partial<Service> => ({ deploymentSettings: { ...settings, ...change } });
  const { linear, canary } = settings ?? {};
  return [
    { property: 'BakeTimeInMinutes', value: bakeTimeMinutes, range: BAKE_MINUTES, unit: ' minutes', change: (value) => ({ bakeTimeMinutes: known(value) }) },
    ...(linear ? [
      { property: 'StepPercent', value: linear.stepPercent, range: LINEAR_PERCENT, unit: '%', change: (value: number) => set({ linear: { ...linear, stepPercent: known(value) } }) },
      { property: 'StepBakeTimeInMinutes', value: linear.stepBakeTimeMinutes, range: BAKE_MINUTES, unit: ' minutes', change: (value: number) => set({ linear: { ...linear, stepBakeTimeMinutes: known(value) } }) },
    ] : []),
    ...(canary ? [
      { property: 'CanaryPercent', value: canary.percent, range: CANARY_PERCENT, unit: '%', change: (value: number) => set({ canary: { ...canary, percent: known(value) } }) },
      { property: 'CanaryBakeTimeInMinutes', value: canary.bakeTimeMinutes, range: BAKE_MINUTES, unit: ' minutes', change: (value: number) => set({ canary: { ...canary, bakeTimeMinutes: known(value) } }) },
    ] : []),
  ];
}

/** Parts of a percent keep their point; thousands get their comma. */
function written(value: number): string {
  return Number.isInteger(value) ? number(value) : String(value);
}

function strategies({ service, subject }: ServiceView): readonly Problem<ServiceView>[] {
  const { deploymentStrategy: strategy, deploymentSettings: settings } = service;
  if (!strategy.known || !settings) return [];
  const foreign = [
    ...(settings.linear && strategy.value !== 'LINEAR' ? (['linear'] as const) : []),
    ...(settings.canary && strategy.value !== 'CANARY' ? (['canary'] as const) : []),
  ];
  return foreign.map((key) => {
    const property = key === 'linear' ? 'LinearConfiguration' : 'CanaryConfiguration';
    return {
      severity: 'error' as const,
      summary: `${subject.constructPath} has a ${property} and the deployment strategy ${strategy.value}`,
      cures: [
        serviceCure<ServiceView>(`remove ${property} from ${subject.constructPath}, or set Strategy (deploymentStrategy) from ${strategy.value} to ${key.toUpperCase()}`, {
          deploymentSettings: { ...settings, [key]: undefined },
        }),
      ],
    };
  });
}

function controller({ service, subject }: ServiceView): readonly Problem<ServiceView>[] {
  const { deploymentController, bakeTimeMinutes } = service;
  if (!deploymentController.known || deploymentController.value === 'ECS' || !bakeTimeMinutes?.known || bakeTimeMinutes.value === 0) return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} has a bake time of ${number(bakeTimeMinutes.value)} minutes and the controller ${deploymentController.value}, and only the controller ECS waits for it`,
      cures: [serviceCure(`remove BakeTimeInMinutes from ${subject.constructPath}`, { bakeTimeMinutes: undefined })],
    },
  ];
}
