import { strategyProviderName } from './strategy-provider-name';
import { templateRule } from './template-rule';
import { serviceViews, strategyOf } from './views';
import { known } from '../model';

export const allWeightsZero = templateRule({
  id: 'all-weights-zero',
  title: 'every capacity provider of a strategy has weight 0',
  viewsOf: serviceViews,
  judge(view) {
    const strategy = strategyOf(view);
    if (!strategy?.known || strategy.value.length < 2) return [];
    if (!strategy.value.every(({ weight }) => weight.known && weight.value === 0)) return [];
    const own = view.service.strategy === strategy;
    const [first] = strategy.value;
    return [
      {
        severity: 'error',
        summary: `all ${strategy.value.length} capacity providers in the strategy of ${view.subject.constructPath} have weight 0, so none may be used`,
        notes: ['a weight that is left out is 0'],
        cures: [
          {
            text: `set the weight of ${first.provider.known ? strategyProviderName(first.provider.value, view.capacities) : 'the first'} from 0 to 1`,
            apply: (old) => {
              const cured = known([{ ...first, weight: known(1) }, ...strategy.value.slice(1)]);
              return own
                ? { ...old, service: { ...old.service, strategy: cured } }
                : { ...old, cluster: old.cluster && { ...old.cluster, defaultStrategy: cured } };
            },
          },
        ],
      },
    ];
  },
});
