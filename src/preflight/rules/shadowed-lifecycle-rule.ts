import { lifecycleRules, matches, repositories, withPolicy, type LifecycleRule } from './lifecycle-policy';
import { templateRule } from './template-rule';

export const shadowedLifecycleRule = templateRule({
  id: 'shadowed-lifecycle-rule',
  title: 'a rule of a lifecycle policy never sees an image, because an earlier one takes them all',
  viewsOf: repositories.viewsOf,
  judge({ piece: repository }) {
    const rules = lifecycleRules(repository) ?? [];
    const ordered = rules.filter(({ priority }) => priority !== undefined).sort((a, b) => (a.priority ?? 0) - (b.priority ?? 0));
    return ordered.flatMap((rule, at) => {
      const shadow = ordered.slice(0, at).find((earlier) => covers(earlier, rule));
      if (!shadow) return [];
      return [
        {
          severity: 'warning' as const,
          summary: `rule ${rule.priority} of ${repository.subject.constructPath} never sees an image: rule ${shadow.priority} takes all of them first`,
          notes: ['Amazon ECR judges an image by the first rule that selects it, in the order of priorities'],
          cures: [
            repositories.cure(`give rule ${rule.priority} of ${repository.subject.constructPath} a priority before ${shadow.priority}, or remove it`, (model) =>
              withPolicy(model, repository.id, rules.filter((one) => one !== rule))),
          ],
        },
      ];
    });
  },
});

/** True when every image that the later rule selects is selected by the earlier one. */
function covers(earlier: LifecycleRule, later: LifecycleRule): boolean {
  if (earlier.storageClass !== later.storageClass || earlier.tagStatus !== 'tagged' || later.tagStatus !== 'tagged') return false;
  const wanted = [...later.prefixes.map((prefix) => `${prefix}*`), ...later.patterns];
  return wanted.length > 0 && wanted.every((pattern) =>
    earlier.prefixes.some((prefix) => pattern.startsWith(prefix)) || (earlier.patterns.length === 1 && matches(earlier.patterns[0], pattern)));
}
