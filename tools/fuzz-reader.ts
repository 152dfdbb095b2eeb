import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { InputError, modelToJson, readTemplates } from '../src/preflight/extract';
import { parseTemplate } from '../src/preflight/extract/load/parse-template';
import { mutate, mutationArbitrary, SEED_TEMPLATE } from '../test/preflight/extract/mutations';
import { edit, editArbitrary } from '../test/preflight/extract/text-mutations';

/**
 * Reads mutated templates by the hundred thousand: `node ... tools/fuzz-reader.ts [runs] [seed]`. Prints its seed, so that what it
 * finds can be found again, and the slowest input. Ends with 1 on a crash, on more than two seconds, or on two answers to one input.
 */
const [RUNS = 100_000, SEED = Math.floor(Math.random() * 2 ** 31)] = process.argv.slice(2).map(Number);
const LIMIT_SECONDS = 2;
const FIXTURES = join(__dirname, '..', 'test', 'preflight', 'extract', 'fixtures');

interface Slowest {
  seconds: number;
  run: number;
}

function main(): void {
  process.stdout.write(`${RUNS.toLocaleString('en-US')} mutated templates and as many mutated texts, seed ${SEED}\n`);
  const seeds = [SEED_TEMPLATE, ...fixtureTexts().map(({ file, text }) => parseTemplate(text, file).body as object)];
  const slowest: Slowest = { seconds: 0, run: 0 };
  let run = 0;
  const texts = fixtureTexts();
  const input = fc.tuple(fc.nat({ max: seeds.length - 1 }), fc.array(mutationArbitrary, { minLength: 1, maxLength: 6 }));
  const written = fc.tuple(fc.nat({ max: texts.length - 1 }), fc.array(editArbitrary, { minLength: 1, maxLength: 4 }));
  const started = process.cpuUsage();
  fc.assert(fc.property(input, ([seed, mutations]) => judge(mutate(seeds[seed], mutations), slowest, ++run)), { numRuns: RUNS, seed: SEED });
  let refused = 0;
  fc.assert(fc.property(written, ([position, edits]) => {
    const body = parse(edit(texts[position].text, edits), texts[position].file, slowest, ++run);
    if (body === undefined) refused++;
    else judge(body, slowest, run);
  }), { numRuns: RUNS, seed: SEED });
  const total = process.cpuUsage(started).user / 1e6;
  process.stdout.write(`${run.toLocaleString('en-US')} inputs, ${refused.toLocaleString('en-US')} of them refused with a reason, in ${total.toFixed(0)} s of processor time; `
    + `the slowest (run ${slowest.run}) took ${(slowest.seconds * 1000).toFixed(0)} ms; no crash, no two answers\n`);
}

/** Every hand-written template of the tests. */
function fixtureTexts(): { readonly file: string; readonly text: string }[] {
  return readdirSync(FIXTURES).sort().map((name) => {
    const file = readdirSync(join(FIXTURES, name)).find((candidate) => candidate.startsWith('template.')) ?? '';
    return { file, text: readFileSync(join(FIXTURES, name, file), 'utf8') };
  });
}

/** The template in a text; undefined when it is refused. Anything but a refusal with a reason is a defect. */
function parse(text: string, file: string, slowest: Slowest, run: number): object | undefined {
  const started = process.cpuUsage();
  try {
    return parseTemplate(text, file).body as object;
  } catch (error) {
    if (error instanceof InputError && error.message.startsWith(file)) return undefined;
    throw error;
  } finally {
    note(process.cpuUsage(started).user / 1e6, slowest, run);
  }
}

function note(seconds: number, slowest: Slowest, run: number): void {
  if (seconds > slowest.seconds) Object.assign(slowest, { seconds, run });
  if (seconds > LIMIT_SECONDS) throw new Error(`run ${run} took ${seconds.toFixed(1)} s`);
}

function judge(body: object, slowest: Slowest, run: number): void {
  const started = process.cpuUsage();
  const json = read(body);
  note(process.cpuUsage(started).user / 1e6, slowest, run);
  if (/\[object Object\]|\bNaN\b/.test(json)) throw new Error('the model holds text that is none');
  if (run % 10 === 0 && json !== read(body)) throw new Error('the same input gave two answers');
}

function read(body: object): string {
  return modelToJson(readTemplates([{ path: 'template.json', body }], { baseDirectory: '/' }).model);
}

main();
