import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readTemplates } from '../../../src/preflight/extract';
import { parseTemplate } from '../../../src/preflight/extract/load/parse-template';

const FIXTURES = join(__dirname, 'fixtures');

/** Numbers and flags that follow from the shape of a list, which stays. */
const FROM_SHAPE = /\.(conditionValues|fixedTargets|hasCertificate|scanningRules|kind|targetKind|primary|hasManagedTag)$/;

/** A service that names no cluster is of the one called default. */
const NAMELESS = /^(cluster\/)?default$/;

/** Every text, number and flag of the properties, replaced by a parameter that nobody gives. */
function takeAway(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return { Ref: 'NobodyGivesThis' };
  if (Array.isArray(value)) return value.map(takeAway);
  const keys = Object.keys(value);
  const isFunction = keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
  return isFunction ? { Ref: 'NobodyGivesThis' } : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, takeAway(inner)]));
}

function bodyOf(name: string): Record<string, unknown> {
  const file = readdirSync(join(FIXTURES, name)).find((candidate) => candidate.startsWith('template.')) ?? '';
  const body = parseTemplate(readFileSync(join(FIXTURES, name, file), 'utf8'), file).body as { Resources: Record<string, { Properties?: unknown }> };
  const resources = Object.entries(body.Resources).map(([id, resource]) => [id, { ...resource, Properties: takeAway(resource.Properties ?? {}) }]);
  return { Parameters: { NobodyGivesThis: { Type: 'String' } }, Resources: Object.fromEntries(resources) as unknown };
}

/** Places of values that are told to be known, and not as an assumption. */
function certain(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const record = value as Record<string, unknown>;
  const isCertain = record.known === true && record.assumed === undefined && typeof record.from === 'string' && typeof record.value !== 'object';
  const inner = Object.entries(record).flatMap(([key, member]) => certain(member, `${path}.${key}`));
  return isCertain && !FROM_SHAPE.test(path) && !NAMELESS.test(String(record.value)) ? [`${path} = ${String(record.value)}`, ...inner] : inner;
}

test.each(readdirSync(FIXTURES).sort())('%s with every value taken away tells nothing for certain', (name) => {
  const { model } = readTemplates([{ path: 'template.json', body: bodyOf(name) }], { baseDirectory: '/' });
  expect(certain(model, '')).toEqual([]);
});
