/**
 * Attributes that ECS itself registers (developer guide, `task-placement-constraints`; `ecs.os-type-detailed`
 * as seen in the agent's sources).
 */
export const BUILT_IN_ATTRIBUTES: readonly string[] = [
  'ecs.ami-id',
  'ecs.availability-zone',
  'ecs.awsvpc-trunk-id',
  'ecs.capability.external',
  'ecs.cpu-architecture',
  'ecs.instance-type',
  'ecs.os-family',
  'ecs.os-type',
  'ecs.os-type-detailed',
  'ecs.outpost-arn',
  'ecs.subnet-id',
  'ecs.vpc-id',
];

/** Prefixes of what the agent says it can do; which ones an instance has is not written in a template. */
const CAPABILITY_PREFIXES = ['ecs.capability.', 'com.amazonaws.ecs.capability.'];

const ALWAYS_THERE = ['ecs.ami-id', 'ecs.cpu-architecture', 'ecs.os-family', 'ecs.os-type'];
const THERE_ON_EC2 = ['ecs.availability-zone', 'ecs.instance-type', 'ecs.subnet-id', 'ecs.vpc-id'];
const SOMETIMES_THERE = ['ecs.awsvpc-trunk-id', 'ecs.os-type-detailed', 'ecs.outpost-arn'];

/**
 * What is known of an attribute that the facts do not list: `present` is registered with some value,
 * `perhaps` may be registered, `absent` is not there.
 */
export function unlistedAttribute(name: string, external: boolean): 'present' | 'perhaps' | 'absent' {
  if (ALWAYS_THERE.includes(name)) return 'present';
  if (THERE_ON_EC2.includes(name)) return external ? 'absent' : 'present';
  if (name === 'ecs.capability.external') return 'absent';
  if (SOMETIMES_THERE.includes(name) || CAPABILITY_PREFIXES.some((prefix) => name.startsWith(prefix))) return 'perhaps';
  return 'absent';
}

/** The built-in attribute that a name comes close to without being it, such as `ecs.instance_type`. */
export function resemblesBuiltIn(name: string): string | undefined {
  if (BUILT_IN_ATTRIBUTES.includes(name)) return undefined;
  const letters = lettersOf(name);
  return BUILT_IN_ATTRIBUTES.find((known) => lettersOf(known) === letters || lettersOf(known) === `ecs${letters}` || misspells(name, known));
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** One wrong, missing, doubled or swapped character in a name that claims to be ECS's own. */
function misspells(name: string, known: string): boolean {
  if (!name.startsWith('ecs') || Math.abs(name.length - known.length) > 1) return false;
  let head = 0;
  while (head < name.length && name[head] === known[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(name.length, known.length) - head && name[name.length - 1 - tail] === known[known.length - 1 - tail]) tail += 1;
  const [left, right] = [name.slice(head, name.length - tail), known.slice(head, known.length - tail)];
  return Math.max(left.length, right.length) <= 1 || (left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]);
}
