/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** A task definition as `aws ecs register-task-definition` takes it: what is read, and what was passed over. */
export interface TaskJson {
  readonly task: JsonObject;
  readonly ignored: readonly string[];
}

/** Reads the input of `register-task-definition` or the output of `describe-task-definition`. */
export function parseTaskJson(text: string): TaskJson {
  const parsed: Json = JSON.parse(text);
  const outer = objectOf('the task definition', parsed);
  const inner = outer.taskDefinition === undefined ? outer : { tags: outer.tags, ...objectOf('taskDefinition', outer.taskDefinition) };
  const keys = Object.keys(inner).filter((key) => inner[key] !== undefined);
  const unknown = keys.filter((key) => !FIELDS.includes(key) && !ADDED_BY_ECS.includes(key));
  if (unknown.length > 0) throw new Error(`a task definition must hold fields that ECS knows, got ${unknown.sort().join(', ')}`);
  if (listOf('containerDefinitions', inner.containerDefinitions).length === 0) throw new Error('`containerDefinitions` must hold at least one, got none');
  return {
    task: Object.fromEntries(keys.filter((key) => FIELDS.includes(key)).map((key) => [key, inner[key]])),
    ignored: keys.filter((key) => ADDED_BY_ECS.includes(key)).sort(),
  };
}

export function objectOf(what: string, value: Json | undefined): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${what} must be a JSON object, got ${JSON.stringify(value) ?? 'nothing'}`);
  return value as JsonObject;
}

export function listOf(what: string, value: Json | undefined): readonly JsonObject[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new Error(`\`${what}\` must be a list, got ${JSON.stringify(value)}`);
  return value.map((each: Json) => objectOf(`each of \`${what}\``, each));
}

export function textOf(value: Json | undefined): string | undefined {
  return value === undefined || value === null ? undefined : `${value as string | number}`;
}

/** Input of `RegisterTaskDefinition` (API reference). */
const FIELDS = [
  'family', 'taskRoleArn', 'executionRoleArn', 'networkMode', 'containerDefinitions', 'volumes', 'placementConstraints', 'requiresCompatibilities',
  'cpu', 'memory', 'tags', 'pidMode', 'ipcMode', 'proxyConfiguration', 'ephemeralStorage', 'runtimePlatform', 'enableFaultInjection',
];

/** What `DescribeTaskDefinition` adds (API reference). */
const ADDED_BY_ECS = [
  'taskDefinitionArn', 'revision', 'status', 'requiresAttributes', 'compatibilities', 'registeredAt', 'deregisteredAt', 'registeredBy', 'deleteRequestedAt',
];
