import { pieces } from './site';
import type { PlacementModel, Repository } from '../model';

/** One rule of a lifecycle policy, as Amazon ECR reads it; undefined where the policy does not say. */
export interface LifecycleRule {
  readonly priority?: number;
  readonly tagStatus?: string;
  readonly prefixes: readonly string[];
  readonly patterns: readonly string[];
  readonly countType?: string;
  readonly countUnit?: string;
  readonly countNumber?: number;
  readonly action?: string;
  readonly storageClass?: string;
}

export const repositories = pieces<Repository>((model) => model.repositories);

/** The rules of a policy that is written out; undefined when it is not JSON of that shape, or not known. */
export function lifecycleRules({ lifecyclePolicy }: Repository): readonly LifecycleRule[] | undefined {
  if (!lifecyclePolicy?.known) return undefined;
  const parsed = parse(lifecyclePolicy.value);
  const rules = member(parsed, 'rules');
  return Array.isArray(rules) ? rules.map((rule: unknown) => readRule(rule)) : undefined;
}

export function withPolicy(model: PlacementModel, id: string, rules: readonly LifecycleRule[] | undefined): PlacementModel {
  const text = rules && JSON.stringify({ rules: rules.map(writeRule) });
  return {
    ...model,
    repositories: model.repositories?.map((one) =>
      one.id === id ? { ...one, lifecyclePolicy: text === undefined ? undefined : { known: true as const, value: text } } : one,
    ),
  };
}

/** Whether a pattern of a rule, with `*` for anything, matches a tag. */
export function matchesTag({ tagStatus, prefixes, patterns }: LifecycleRule, tag: string): boolean {
  if (tagStatus === 'any') return true;
  if (tagStatus !== 'tagged') return false;
  // All patterns of a list must match, each some tag of the image; one tag is what a template names.
  return prefixes.some((prefix) => tag.startsWith(prefix)) || (patterns.length > 0 && patterns.every((pattern) => matches(pattern, tag)));
}

export function matches(pattern: string, text: string): boolean {
  const pieces_ = pattern.split('*');
  let at = 0;
  for (const [index, piece] of pieces_.entries()) {
    const found =
      index === 0
        ? text.startsWith(piece)
          ? 0
          : -1
        : index === pieces_.length - 1
          ? Math.max(text.length - piece.length, at)
          : text.indexOf(piece, at);
    if (found < 0 || !text.startsWith(piece, found)) return false;
    at = found + piece.length;
  }
  return pieces_.length > 1 || at === text.length;
}

function readRule(raw: unknown): LifecycleRule {
  const selection = member(raw, 'selection');
  const action = member(raw, 'action');
  return {
    priority: number(member(raw, 'rulePriority')),
    tagStatus: word(member(selection, 'tagStatus')),
    prefixes: list(member(selection, 'tagPrefixList')),
    patterns: list(member(selection, 'tagPatternList')),
    countType: word(member(selection, 'countType')),
    countUnit: word(member(selection, 'countUnit')),
    countNumber: number(member(selection, 'countNumber')),
    action: word(member(action, 'type')),
    storageClass: word(member(selection, 'storageClass')),
  };
}

function writeRule({
  priority,
  tagStatus,
  prefixes,
  patterns,
  countType,
  countUnit,
  countNumber,
  action,
  storageClass,
}: LifecycleRule): object {
  return {
    rulePriority: priority,
    selection: {
      tagStatus,
      countType,
      countUnit,
      countNumber,
      storageClass,
      ...(prefixes.length > 0 ? { tagPrefixList: prefixes } : {}),
      ...(patterns.length > 0 ? { tagPatternList: patterns } : {}),
    },
    action: { type: action },
  };
}

function parse(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

function member(raw: unknown, name: string): unknown {
  return typeof raw === 'object' && raw !== null && Object.hasOwn(raw, name) ? (raw as Readonly<Record<string, unknown>>)[name] : undefined;
}

function word(raw: unknown): string | undefined {
  return typeof raw === 'string' ? raw : undefined;
}

function number(raw: unknown): number | undefined {
  return typeof raw === 'number' ? raw : undefined;
}

function list(raw: unknown): readonly string[] {
  return Array.isArray(raw) ? raw.filter((item): item is string => typeof item === 'string') : [];
}
