import { AssemblyStack } from './assembly-stacks';

/** One statement of one policy document of an app, in words that can be compared and reviewed. */
export interface IamStatement {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  /** The property the document is in, for example `PolicyDocument`. */
  readonly property: string;
  readonly effect: string;
  readonly principals: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions: string;
}

/** Every policy document of the stacks: of roles, policies, keys, queues, buckets, repositories and log groups. */
export function iamStatements(stacks: readonly AssemblyStack[]): readonly IamStatement[] {
  return stacks.flatMap(({ stackName, template }) => {
    const resources = Object.entries(template.Resources).sort(byKey);
    const all = (properties: Record<string, unknown>) => [...attached(properties), ...documents(properties, [])];
    return resources.flatMap(([logicalId, { Type: type, Properties = {} }]) => all(Properties).flatMap(([property, statements]) =>
      statements.map((statement) => ({ stackName, logicalId, type, property, ...read(statement) }))));
  });
}

/** The statements as text, one line each below a line for their document. */
export function printStatements(statements: readonly IamStatement[]): string {
  const documentOf = ({ stackName, type, logicalId, property }: IamStatement) => `${stackName} ${type} ${logicalId} ${property}`;
  return statements.map((statement, index) => {
    const before = statements[index - 1];
    const heading = before && documentOf(before) === documentOf(statement) ? '' : `${documentOf(statement)}\n`;
    return `${heading}  ${sentence(statement)}\n`;
  }).join('');
}

function sentence({ effect, principals: who, actions, resources, conditions: when }: IamStatement): string {
  const parts = [effect, who.join(' '), actions.join(' '), resources.length > 0 ? `on ${resources.join(' ')}` : '', when && `if ${when}`];
  return parts.filter((part) => part !== '').join(' ');
}

type Found = readonly [string, readonly Record<string, unknown>[]];

/** Policies that a role is given by their ARNs, and its boundary, count as statements about these. */
function attached({ ManagedPolicyArns, PermissionsBoundary }: Readonly<Record<string, unknown>>): readonly Found[] {
  return [['ManagedPolicyArns', ManagedPolicyArns] as const, ['PermissionsBoundary', PermissionsBoundary] as const]
    .filter(([, value]) => value !== undefined)
    .map(([property, Resource]) => [property, [{ Effect: 'Attached', Resource }]]);
}

/** A document is what has statements, whatever the property is called; some are given as text. */
function documents(value: unknown, path: readonly string[]): readonly Found[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => documents(item, [...path, `${index}`]));
  const parsed = typeof value === 'object' && value !== null && !('Fn::Join' in value) ? value : parse(text(value));
  if (parsed === undefined) return [];
  if ('Statement' in parsed && Array.isArray(parsed.Statement)) return [[path.join('.'), parsed.Statement as Record<string, unknown>[]]];
  if (parsed !== value) return [];
  return Object.entries(parsed).flatMap(([key, inner]) => documents(inner, [...path, key]));
}

function parse(value: string): object | undefined {
  if (!value.startsWith('{"')) return undefined;
  try {
    return JSON.parse(value) as object;
  } catch {
    return undefined;
  }
}

function read(statement: Record<string, unknown>) {
  const { Effect, Principal, Action, NotAction, Resource, NotResource, Condition } = statement;
  return {
    effect: text(Effect),
    principals: Principal === undefined ? [] : principals(Principal),
    actions: [...list(Action), ...list(NotAction).map((action) => `not ${action}`)],
    resources: [...list(Resource), ...list(NotResource).map((resource) => `not ${resource}`)],
    conditions: Condition === undefined ? '' : conditions(Condition as Record<string, Record<string, unknown>>),
  };
}

function principals(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return Object.entries(value as Record<string, unknown>).flatMap(([kind, who]) => list(who).map((each) => `${kind}:${each}`));
}

function conditions(value: Record<string, Record<string, unknown>>): string {
  return Object.entries(value).sort(byKey)
    .flatMap(([operator, tests]) => Object.entries(tests).sort(byKey).map(([key, expected]) => `${operator} ${key} ${list(expected).join('|')}`))
    .join(' and ');
}

function list(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map(text) : [text(value)];
}

/** Values known at deployment stand in it in the notation of `Fn::Sub`. */
function text(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[key, inner]] = Object.entries(value) as [string, unknown][];
  if (key === 'Ref') return `\${${String(inner)}}`;
  if (key === 'Fn::GetAtt') return `\${${(inner as string[]).join('.')}}`;
  if (key === 'Fn::Join') return (inner as [string, unknown[]])[1].map(text).join((inner as [string, unknown[]])[0]);
  return JSON.stringify(value);
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
