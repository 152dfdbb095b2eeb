import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { mutate, mutationArbitrary, SEED_TEMPLATE } from './mutations';
import { edit, editArbitrary } from './text-mutations';
import { InputError, modelToJson, readTemplates } from '../../../src/preflight/extract';
import { parseTemplate } from '../../../src/preflight/extract/load/parse-template';

/** 2,000 in a test run; `FUZZ_RUNS=100000` for the nightly one. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 2_000);
const SEED = Number(process.env.FUZZ_SEED ?? 20_240_901);

function read(body: unknown): string {
  return modelToJson(readTemplates([{ path: 'template.json', body }], { baseDirectory: '/' }).model);
}

test(`${RUNS} mutated templates are read without a crash, each in under two seconds of work, to the same bytes twice`, () => {
  fc.assert(fc.property(fc.array(mutationArbitrary, { minLength: 1, maxLength: 6 }), (mutations) => {
    const body = mutate(SEED_TEMPLATE, mutations);
    const start = process.cpuUsage();
    const json = read(body);
    expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
    expect(json).toBe(read(body));
    expect(json).not.toMatch(/\[object Object\]|NaN/);
  }), { numRuns: RUNS, seed: SEED });
}, 3_600_000);

const FIXTURES = join(__dirname, 'fixtures');
const TEXTS = readdirSync(FIXTURES).sort().flatMap((name) => readdirSync(join(FIXTURES, name)).filter((file) => file.startsWith('template.'))
  .map((file) => ({ file, text: readFileSync(join(FIXTURES, name, file), 'utf8') })));

test(`${RUNS} texts with slips of the hand are read, or refused with a reason`, () => {
  fc.assert(fc.property(fc.nat({ max: TEXTS.length - 1 }), fc.array(editArbitrary, { minLength: 1, maxLength: 4 }), (position, edits) => {
    const { file, text } = TEXTS[position];
    const start = process.cpuUsage();
    const { body, refusal } = attempt(edit(text, edits), file);
    if (body !== undefined) read(body);
    expect(process.cpuUsage(start).user).toBeLessThan(2_000_000);
    expect(refusal).toMatch(/^$|^template\.\w+[:\d]*: \S/);
  }), { numRuns: RUNS, seed: SEED });
}, 3_600_000);

function attempt(text: string, file: string): { readonly body?: unknown; readonly refusal: string } {
  try {
    return { body: parseTemplate(text, file).body, refusal: '' };
  } catch (error) {
    if (error instanceof InputError) return { refusal: error.message };
    throw error;
  }
}

test('a number that the template does not tell is never known', () => {
  const places = ['DesiredCount', 'MinSize', 'MaxSize', 'MinCapacity', 'MaxCapacity', 'Memory'];
  const unresolvable = [{ Ref: 'Open' }, { 'Fn::GetAtt': ['Cluster', 'Arn'] }, { 'Fn::If': ['Maybe', 1, 2] }, { 'Fn::ImportValue': 'elsewhere' }, 'many', {}, [], true];
  for (const place of places) {
    // Else there would be nothing to lose.
    expect(knownFrom(place, 7)).not.toEqual([]);
    for (const value of unresolvable) expect(knownFrom(place, value)).toEqual([]);
  }
});

/** Facts of the model that claim to come from that property of the template. */
function knownFrom(place: string, value: unknown): unknown[] {
  const text = JSON.stringify(SEED_TEMPLATE, (key, inner: { readonly Type?: unknown } | null) => {
    // A task set decides over the desired count, which is then assumed.
    if (inner?.Type === 'AWS::ECS::TaskSet') return undefined;
    return key === place ? value : inner;
  });
  return factsFrom(JSON.parse(read(JSON.parse(text))), place);
}

function factsFrom(value: unknown, place: string): unknown[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  const record = value as Record<string, unknown>;
  if (record.known === true && typeof record.from === 'string' && record.from.endsWith(`.${place}`) && record.assumed === undefined) {
    return [record];
  }
  return Object.values(record).flatMap((inner) => factsFrom(inner, place));
}
