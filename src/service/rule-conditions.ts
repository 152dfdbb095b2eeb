import { Token } from 'aws-cdk-lib';

/** Which requests a listener rule takes: those that match every list that is given. */
export interface RuleConditions {
  readonly pathPatterns?: readonly string[];
  readonly hostHeaders?: readonly string[];
  readonly headers?: Readonly<Record<string, readonly string[]>>;
  readonly methods?: readonly string[];
  readonly sourceIps?: readonly string[];
}

/** Whether a rule certainly takes every request of another. What is known only at deployment, and overlapping address ranges, count as no. */
export function covers(wide: RuleConditions, narrow: RuleConditions): boolean {
  const lists = listsOf(narrow);
  return [...listsOf(wide)].every(([name, patterns]) => {
    const values = lists.get(name) ?? [];
    return values.length > 0 && values.every((value) => patterns.some((pattern) => takes(name, pattern, value)));
  });
}

function listsOf(conditions: RuleConditions): Map<string, readonly string[]> {
  const { pathPatterns = [], hostHeaders = [], headers = {}, methods = [], sourceIps = [] } = conditions;
  const named = Object.entries(headers).map(([name, values]) => [`header ${name.toLowerCase()}`, values] as const);
  return new Map([['path', pathPatterns] as const, ['host', hostHeaders] as const, ...named, ['method', methods] as const, ['source', sourceIps] as const]
    .filter(([, values]) => values.length > 0));
}

/** Paths are compared as they are, hosts and headers without regard to capitals, as Elastic Load Balancing does. */
function takes(name: string, pattern: string, value: string): boolean {
  if (Token.isUnresolved(pattern) || Token.isUnresolved(value)) return false;
  if (name === 'method' || name === 'source') return pattern === value;
  return expressionOf(pattern, name === 'path' ? '' : 'i').test(value);
}

/** `*` takes what `*` and `?` of the other stand for; `?` stands for one character and so does not take `*`. */
function expressionOf(pattern: string, flags: string): RegExp {
  const parts = [...pattern].map((character) => {
    if (character === '*') return '.*';
    return character === '?' ? '[^*]' : character.replace(/[\\^$.|+()[\]{}]/, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, flags);
}
