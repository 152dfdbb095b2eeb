import { strategyProviderName } from './strategy-provider-name';
import { templateRule } from './template-rule';
import { serviceViews, strategyOf } from './views';
import { number } from '../explain/refusal-summary';
import { mapKnown, known } from '../model';

export const twoBases = templateRule({
  id: 'two-bases',
  title: 'more than one capacity provider of a strategy has a base',
  viewsOf: serviceViews,
  judge(view) {
    const strategy = strategyOf(view);
    if (!strategy?.known) return [];
    const based = strategy.value.filter(({ base }) => base.known && base.value > 0);
    if (based.length < 2) return [];
    const own = view.service.strategy === strategy;
    return [
      {
        severity: 'error',
        summary: `${number(based.length)} capacity providers of the strategy of ${view.subject.constructPath} have a base, and one may`,
        evidence: [
          {
            kind: 'table',
            columns: ['', 'base', 'weight'],
            rows: strategy.value.map(({ provider, base, weight }) => ({
              cells: [
                provider.known ? strategyProviderName(provider.value, view.capacities) : 'unknown',
                base.known ? number(base.value) : '?',
                weight.known ? number(weight.value) : '?',
              ],
            })),
          },
        ],
        cures: [
          {
            text: `leave the base of ${based[0].provider.known ? strategyProviderName(based[0].provider.value, view.capacities) : 'the first'} and set the others to 0`,
            apply: (old) => {
              const cured = mapKnown(strategy, (items) =>
                items.map((item) => (item !== based[0] && item.base.known && item.base.value > 0 ? { ...item, base: known(0) } : item)));
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
