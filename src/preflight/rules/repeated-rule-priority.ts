import { changeBalancing } from './change-model';
import { pieces } from './site';
import { templateRule } from './template-rule';
import { RULE_PRIORITY } from '../../facts';
import { known, type ListenerRule } from '../model';

const rules = pieces<ListenerRule>((model) => model.loadBalancing?.rules);

export const repeatedRulePriority = templateRule({
  id: 'repeated-rule-priority',
  title: 'two rules of one listener have the same priority, or a priority is out of range',
  viewsOf: rules.viewsOf,
  judge({ piece: rule, site }) {
    const { priority, listener, subject } = rule;
    if (!priority.known || !listener.known) return [];
    const taken = site.loadBalancing.rules.filter((other) => other.listener.known && other.listener.value === listener.value)
      .flatMap((other) => (other.priority.known ? [{ other, value: other.priority.value }] : []));
    const { min, max } = RULE_PRIORITY;
    const free = Array.from({ length: taken.length + 1 }, (_, at) => at + 1).find((value) => !taken.some((one) => one.value === value)) ?? max;
    const cures = [
      rules.cure(`set Priority (priority) of ${subject.constructPath} from ${priority.value} to ${free}, which is free`, (model) =>
        changeBalancing(model, 'rules', rule.id, { priority: known(free) })),
    ];
    if (priority.value < min || priority.value > max) {
      return [{ severity: 'error' as const, summary: `the priority ${priority.value} of ${subject.constructPath} is outside ${min} to ${max}`, cures }];
    }
    const earlier = taken.find(({ other, value }) => value === priority.value && other.id < rule.id);
    if (!earlier) return [];
    return [
      {
        severity: 'error' as const,
        summary: `${earlier.other.subject.constructPath} and ${subject.constructPath} have the priority ${priority.value} on one listener`,
        notes: [`Elastic Load Balancing will say "Priority '${priority.value}' is currently in use"`],
        cures,
      },
    ];
  },
});
