import { templateRule, type Cure } from './template-rule';
import { groupViews, type GroupView } from './views';
import { number } from '../explain/refusal-summary';
import { known, type CapacityProvider } from '../model';

const RANGES = [
  ['targetCapacity', 'TargetCapacity', 1, 100],
  ['minimumScalingStepSize', 'MinimumScalingStepSize', 1, 10_000],
  ['maximumScalingStepSize', 'MaximumScalingStepSize', 1, 10_000],
  ['instanceWarmupSeconds', 'InstanceWarmupPeriod', 0, 10_000],
] as const satisfies readonly (readonly [keyof CapacityProvider, string, number, number])[];

export const capacityProviderOutOfRange = templateRule({
  id: 'capacity-provider-out-of-range',
  title: 'a capacity provider has a name or a number that ECS refuses',
  viewsOf: groupViews,
  judge({ group }) {
    const { provider } = group;
    if (!provider) return [];
    const { name, subject } = provider;
    const change = (text: string, to: Partial<CapacityProvider>): Cure<GroupView> => ({
      text,
      apply: (view) => ({ ...view, group: { ...view.group, provider: { ...provider, ...to } } }),
    });
    return [
      ...(name.known && /^(aws|ecs|fargate)/i.test(name.value)
        ? [
          {
            severity: 'error' as const,
            summary: `the capacity provider ${subject.constructPath} is called ${name.value}, and names do not begin with aws, ecs or fargate`,
            cures: [change(`call it my-${name.value}`, { name: known(`my-${name.value}`) })],
          },
        ]
        : []),
      ...RANGES.flatMap(([key, word, min, max]) => {
        const value = provider[key];
        if (!value?.known || (value.value >= min && value.value <= max)) return [];
        const nearest = Math.min(max, Math.max(min, value.value));
        return [
          {
            severity: 'error' as const,
            summary: `${subject.constructPath} has ${word} ${number(value.value)}, and ECS takes ${min} to ${number(max)}`,
            cures: [
              change(`set ${word} of ${subject.constructPath} from ${number(value.value)} to ${number(nearest)}`, {
                [key]: known(nearest),
              }),
            ],
          },
        ];
      }),
    ];
  },
});
