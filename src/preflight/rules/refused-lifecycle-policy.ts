import { lifecycleRules, repositories, withPolicy, type LifecycleRule } from './lifecycle-policy';
import { templateRule } from './template-rule';
import type { Severity } from '../findings';

const MOST_RULES = 50;

interface Trouble {
  readonly severity: Severity;
  readonly text: string;
  readonly cureText: string;
  readonly cured: readonly LifecycleRule[] | undefined;
}

export const refusedLifecyclePolicy = templateRule({
  id: 'refused-lifecycle-policy',
  title: 'Amazon ECR refuses a lifecycle policy',
  viewsOf: repositories.viewsOf,
  judge({ piece: repository }) {
    const { lifecyclePolicy, subject } = repository;
    if (!lifecyclePolicy?.known) return [];
    const rules = lifecycleRules(repository);
    const troubles = rules
      ? troublesOf(rules)
      : [
        {
          severity: 'error' as const,
          text: 'is not JSON with a list of rules',
          cureText: 'write it as JSON with "rules"',
          cured: undefined,
        },
      ];
    return troubles.map(({ severity, text, cureText, cured }) => ({
      severity,
      summary: `the lifecycle policy of ${subject.constructPath} ${text}`,
      cures: [
        repositories.cure(`${cureText} (lifecycleRules) of ${subject.constructPath}`, (model) => withPolicy(model, repository.id, cured)),
      ],
    }));
  },
});

function troublesOf(rules: readonly LifecycleRule[]): readonly Trouble[] {
  const change = (rule: LifecycleRule, to: Partial<LifecycleRule>) => rules.map((one) => (one === rule ? { ...one, ...to } : one));
  const highest = Math.max(0, ...rules.map(({ priority }) => priority ?? 0));
  const found: Trouble[] = [];
  if (rules.length > MOST_RULES) {
    found.push({
      severity: 'error',
      text: `has ${rules.length} rules, and Amazon ECR takes ${MOST_RULES}`,
      cureText: `keep ${MOST_RULES} rules`,
      cured: rules.slice(0, MOST_RULES),
    });
  }
  for (const [at, rule] of rules.entries()) {
    const name = `rule ${rule.priority ?? at + 1}`;
    const add = (text: string, cureText: string, to: Partial<LifecycleRule>, severity: Severity = 'error') =>
      found.push({ severity, text, cureText, cured: change(rule, to) });
    const earlier = rules.slice(0, at);
    if (rule.priority !== undefined && earlier.some(({ priority }) => priority === rule.priority)) {
      add(`gives the priority ${rule.priority} twice`, `set a priority to ${highest + 1}`, { priority: highest + 1 });
    }
    if (rule.priority !== undefined && rule.priority < 1) {add(`has the priority ${rule.priority}, below 1`, `set it to ${highest + 1}`, { priority: highest + 1 }, 'warning');}
    if (rule.countNumber !== undefined && rule.countNumber < 1) {add(`keeps ${rule.countNumber} in ${name}, and the least is 1`, 'set countNumber to 1', { countNumber: 1 });}
    if (rule.tagStatus === 'untagged' && earlier.some((one) => one.tagStatus === 'untagged' && one.storageClass === rule.storageClass)) {
      found.push({
        severity: 'error',
        text: 'has two rules for untagged images',
        cureText: `remove ${name}`,
        cured: rules.filter((one) => one !== rule),
      });
    }
    const lists = [rule.prefixes, rule.patterns].filter(({ length }) => length > 0).length;
    if (rule.tagStatus === 'tagged' && lists !== 1) {
      add(
        `has ${lists === 0 ? 'no' : 'both a'} tagPatternList ${lists === 0 ? 'or' : 'and a'} tagPrefixList in ${name}, and a rule for tagged images has one of them`,
        'set tagPatternList alone',
        { prefixes: [], patterns: ['*'] },
      );
    }
    if ((rule.tagStatus === 'untagged' || rule.tagStatus === 'any') && lists > 0) {
      add(`names tags in ${name}, which is for ${rule.tagStatus} images`, 'remove the lists of tags', { prefixes: [], patterns: [] });
    }
    const after = rules.some(({ priority, storageClass }) => storageClass === rule.storageClass && (priority ?? 0) > (rule.priority ?? 0));
    if (rule.tagStatus === 'any' && rule.priority !== undefined && after) {
      add(`has ${name} for any image, and another one comes after it`, `set its priority to ${highest + 1}`, { priority: highest + 1 });
    }
    if (rule.patterns.some((pattern) => pattern.split('*').length > 5)) {add(`has more than 4 wildcards in a pattern of ${name}`, 'use 4 or fewer', { patterns: ['*'] });}
  }
  return found;
}
