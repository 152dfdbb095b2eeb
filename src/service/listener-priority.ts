import { createHash } from 'crypto';
import { Stack, Token } from 'aws-cdk-lib';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IConstruct } from 'constructs';
import { covers, RuleConditions } from './rule-conditions';

const HIGHEST = 50_000;
const RULES = new WeakMap<IConstruct, Map<string, Rule[]>>();

export interface RuleWishes {
  /** The number the user wants; without one it is derived from the path. */
  readonly priority?: number;
  /** Which requests the rule takes. Without them it is not compared with other rules. */
  readonly conditions?: RuleConditions;
}

interface Rule extends RuleWishes {
  readonly path: string;
  readonly priority: number;
}

/**
 * The priority of a rule on a listener: the wanted one, or one derived from the rule's path.
 *
 * A path has one priority whatever other rules there are, so that a deployment never renumbers a rule, on which Elastic Load
 * Balancing would stumble, and so that stacks that do not see each other hardly ever meet. Where two paths meet, or one rule
 * would take every request of another, nothing is moved: the user is asked for a number.
 */
export function takePriority(listener: elbv2.IApplicationListener, path: string, wishes: RuleWishes = {}): number {
  const { priority = derivedPriority(path) } = wishes;
  if (Token.isUnresolved(priority)) return priority;
  if (!Number.isInteger(priority) || priority < 1 || priority > HIGHEST) {
    throw new Error(`\`priority\` must be a whole number from 1 to ${HIGHEST}, got ${priority}`);
  }
  const rules = rulesOf(listener);
  const rule = { ...wishes, path, priority };
  rules.forEach((other) => checkPair(rule, other, wishes.priority === undefined ? `${priority} (derived from its path)` : String(priority)));
  rules.push(rule);
  return priority;
}

function derivedPriority(path: string): number {
  return createHash('sha256').update(path).digest().readUInt32BE(0) % HIGHEST + 1;
}

function checkPair(rule: Rule, other: Rule, got: string): void {
  if (rule.priority === other.priority) {
    throw new Error(`\`priority\` must be unique on a listener, got ${got} for ${rule.path}, which ${other.path} has`);
  }
  if (!rule.conditions || !other.conditions) return;
  const hidden = covers(other.conditions, rule.conditions) && other.priority < rule.priority;
  const hides = covers(rule.conditions, other.conditions) && rule.priority < other.priority;
  if (!hidden && !hides) return;
  const [first, last] = hidden ? [other, rule] : [rule, other];
  throw new Error(`\`priority\` of ${rule.path} must be ${hidden ? 'below' : 'above'} ${other.priority}, which ${other.path} has, got ${got}: ` +
    `${first.path} would take every request of ${last.path}`);
}

/** One listener may be imported several times in an app: what names it tells, where that is the same in every stack. */
function rulesOf(listener: elbv2.IApplicationListener): Rule[] {
  const app = listener.node.root;
  const listeners = RULES.get(app) ?? new Map<string, Rule[]>();
  RULES.set(app, listeners);
  const key = nameOf(listener);
  const rules = listeners.get(key) ?? [];
  listeners.set(key, rules);
  return rules;
}

function nameOf(listener: elbv2.IApplicationListener): string {
  const arn = JSON.stringify(Stack.of(listener).resolve(listener.listenerArn));
  const everywhereTheSame = !Token.isUnresolved(listener.listenerArn) || /^\{"Fn::ImportValue":"[^"]*"\}$/.test(arn);
  return everywhereTheSame ? arn : listener.node.path;
}
