import { Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';

/** What ECS takes in one capacity provider strategy (CapacityProviderStrategyItem). */
const MOST_PROVIDERS = 20;
const MOST_BASE = 100_000;
const MOST_WEIGHT = 1_000;

/** Throws on a strategy that ECS refuses. Numbers and names that are tokens pass; `prop` is what the user called it. */
export function checkStrategy(prop: string, items: readonly ecs.CapacityProviderStrategy[]): void {
  if (items.length === 0) throw new Error(`\`${prop}\` must name at least one capacity provider, got none`);
  if (items.length > MOST_PROVIDERS) throw new Error(`\`${prop}\` may name ${MOST_PROVIDERS} capacity providers, got ${items.length}`);
  items.forEach(({ base, weight }) => {
    checkShare('base', base, MOST_BASE);
    checkShare('weight', weight, MOST_WEIGHT);
  });
  const bases = items.flatMap(({ base }) => base !== undefined && !Token.isUnresolved(base) && base > 0 ? [base] : []);
  if (bases.length > 1) throw new Error(`\`base\` may be given to one capacity provider of \`${prop}\`, got ${bases.join(' and ')}`);
  const twice = items.find(({ capacityProvider }, index) => items.findIndex((other) => other.capacityProvider === capacityProvider) !== index);
  if (twice) throw new Error(`\`${prop}\` must name each capacity provider once, got ${nameOf(twice, items.indexOf(twice))} twice`);
  if (items.length > 1 && items.every(({ weight }) => (weight ?? 0) === 0)) {
    throw new Error(`\`weight\` must be above 0 for one capacity provider of \`${prop}\`, got 0 for all ${items.length}`);
  }
}

/** Throws when the providers are not all of one kind, which is given by each in words. */
export function checkOneKind(prop: string, kinds: readonly string[]): void {
  const different = [...new Set(kinds)];
  if (different.length < 2) return;
  throw new Error(`\`${prop}\` must be of one kind: Fargate with Fargate Spot, Auto Scaling groups, or Managed Instances, got ${different.join(' and ')}`);
}

function checkShare(prop: string, value: number | undefined, most: number): void {
  if (value === undefined || Token.isUnresolved(value) || (Number.isInteger(value) && value >= 0 && value <= most)) return;
  throw new Error(`\`${prop}\` must be a whole number from 0 to ${most}, got ${value}`);
}

function nameOf({ capacityProvider }: ecs.CapacityProviderStrategy, index: number): string {
  return Token.isUnresolved(capacityProvider) ? `that of item ${index + 1}` : capacityProvider;
}
