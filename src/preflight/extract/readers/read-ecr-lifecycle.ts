import { shorten } from './property';
import { known, unknown, type Known, type LifecycleRule } from '../../model';
import { isRawObject, member } from '../load/loaded-template';

/** The rules in the JSON text of a lifecycle policy. */
export function parseLifecycleRules(policy: Known<string> | undefined): Known<readonly LifecycleRule[]> | undefined {
  if (!policy?.known) {
    return policy;
  }
  const parsed = parse(policy.value);
  const rules = member(parsed, 'rules');
  return Array.isArray(rules)
    ? known(rules.map(readRule), policy.from)
    : unknown(`the lifecycle policy "${shorten(policy.value)}" is not an object with rules`, policy.from);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function readRule(raw: unknown): LifecycleRule {
  const selection = member(raw, 'selection');
  const words = (name: string): readonly string[] => {
    const found = member(selection, name);
    return Array.isArray(found) ? found.filter((word): word is string => typeof word === 'string') : [];
  };
  const unit = member(selection, 'countUnit');
  const action = member(member(raw, 'action'), 'type');
  const description = member(raw, 'description');
  return {
    priority: numberOf(member(raw, 'rulePriority'), 'rulePriority'),
    tagStatus: textOf(member(selection, 'tagStatus'), 'tagStatus'),
    tagPrefixes: words('tagPrefixList'),
    tagPatterns: words('tagPatternList'),
    countType: textOf(member(selection, 'countType'), 'countType'),
    countNumber: numberOf(member(selection, 'countNumber'), 'countNumber'),
    ...(typeof unit === 'string' ? { countUnit: unit } : {}),
    ...(typeof action === 'string' ? { action } : {}),
    ...(typeof description === 'string' ? { description } : {}),
  };
}

function numberOf(raw: unknown, name: string): Known<number> {
  return typeof raw === 'number' && Number.isFinite(raw) ? known(raw) : unknown(`the rule sets no ${name} that is a number`);
}

function textOf(raw: unknown, name: string): Known<string> {
  return typeof raw === 'string' ? known(raw) : unknown(`the rule sets no ${isRawObject(raw) ? 'plain ' : ''}${name}`);
}
