import { LifecycleRule, LifecycleRuleConfig } from './lifecycle-rule';

/**
 * The rules of a policy, numbered from 1: first those that hold tags in use, last those for all images, as Amazon ECR demands.
 *
 * An image that an earlier rule looks at is never taken by a later one. A rule that keeps the newest image of one tag
 * therefore holds that image, because a tag is on one image.
 */
export function lifecyclePolicy(rules: readonly LifecycleRule[], tagsInUse: readonly string[]): { readonly rules: readonly LifecycleRuleConfig[] } {
  const held = tagsInUse.map((tag) => LifecycleRule.keepNewest(1, { tagPatterns: [tag], description: `in use: ${tag}` }));
  const all = [...held, ...rules.filter((rule) => !rule.looksAtAll), ...rules.filter((rule) => rule.looksAtAll)];
  if (all.length > MAX_RULES) {
    const got = held.length === 0 ? `${all.length}` : `${rules.length} and ${held.length} for tags in use`;
    throw new Error(`\`lifecycleRules\` may hold ${MAX_RULES} rules, got ${got}`);
  }
  return { rules: all.map((rule, index) => rule.bind(index + 1)) };
}

/** Throws when two rules look at the same images for the same end. */
export function checkRules(rules: readonly LifecycleRule[]): void {
  checkOne(rules, (rule) => rule.looksAtAll, 'all images');
  checkOne(rules, (rule) => rule.looksAtUntagged, 'images without a tag');
}

/** Amazon ECR quotas: rules of one lifecycle policy. */
const MAX_RULES = 50;

/** One rule for deleting, one for archiving and one for the archive may look at the same images. */
function checkOne(rules: readonly LifecycleRule[], looksAt: (rule: LifecycleRule) => boolean, what: string): void {
  const kinds = new Map<string, number>();
  for (const rule of rules.filter(looksAt)) {
    const kind = rule.looksAtArchive ? ' in the archive' : rule.archives ? ' that archives' : '';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  for (const [kind, count] of kinds) {
    if (count > 1) throw new Error(`\`lifecycleRules\` may hold one rule for ${what}${kind}, got ${count}`);
  }
}
