import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../src/preflight/scheduler/random';
import { compilePattern, matchPattern } from '../../src/query/pattern';

/**
 * ECS reads patterns with `java.util.regex`; this asks the real one. Needs a JDK of 11 or newer on PATH.
 *
 *     generate.ts                 writes test/query/java-patterns.json, which the tests compare with
 *     generate.ts <count> <seed>  compares that many random patterns and writes nothing
 */

type Row = readonly [pattern: string, value: string];

/** What patterns are made of: the constructs that we read, those that we do not, and what is easily got wrong. */
const PIECES = [
  'a', 'b', '1', '.', '[ab]', '[^a]', '\\d', '\\w', '\\.', '-', '^', '$', '(', ')', '|', '*', '+', '?', '{2}', '{1,2}', '{0,}', '*?', '+?', '(?:', '[a-b-]',
  '[', ']', '}', '{', ',', '\\Q', '\\E', '\\A', '\\z', '\\Z', '\\s', '\\D', '\\W', '\\S', '[\\d.]', '[a\\-b]', '\\x61', '&&', '[a&]', '[^-a]', ' ', '#', '\\-',
  '\\t', '[a-z]', '\\\\', '😀', '[a|b]', '[.*]', '\\u0061', '[(]', '/', '_', '[]', '[^]', '\\a', '\\e', '\\cA', '\\h', '\\01', '(?i)', '(?=', '\\1', '\\b',
];
const VALUES = ['a', 'b', '1', '.', '-', ' ', ']', '}', '😀', '_', '\\', '&', '(', '|', '*', ',', '^', '$', '#', 'E', 'é', '{'];

function main(): void {
  const [count, seed] = process.argv.slice(2).map(Number);
  if (count) return compare(makeRows(count, seed || 1));
  const rows = makeRows(1200, 1);
  const lines = askJava(rows).map((answer, index) => JSON.stringify([...rows[index], ...(answer === 'refused' ? [] : answer.split(' '))]));
  writeFileSync(join(__dirname, '../../test/query/java-patterns.json'), `[\n${lines.join(',\n')}\n]\n`);
}

function compare(rows: readonly Row[]): void {
  const tally = { agree: 0, unknown: 0, refused: 0, differ: 0 };
  askJava(rows).forEach((java, index) => {
    const [pattern, value] = rows[index];
    const compiled = compilePattern(pattern);
    const ours = `${matchPattern(compiled, value, 'whole')} ${matchPattern(compiled, value, 'find')}`;
    const kind = ours === java ? 'agree' : ours !== 'unknown unknown' ? 'differ' : java === 'refused' ? 'refused' : 'unknown';
    tally[kind] += 1;
    if (kind === 'differ') console.log(`${JSON.stringify([pattern, value])}: java ${java}, here ${ours}`);
  });
  console.log(`${tally.agree} agree, ${tally.differ} differ, ${tally.refused} refused by both, ${tally.unknown} not evaluated here`);
  if (tally.differ > 0) process.exitCode = 1;
}

function askJava(rows: readonly Row[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'java-patterns-'));
  try {
    const [questions, answers] = ['questions', 'answers'].map((name) => join(folder, name));
    writeFileSync(questions, rows.map((row) => row.map((text) => Buffer.from(text, 'utf8').toString('hex')).join(' ')).join('\n'));
    execFileSync('java', [join(__dirname, 'Answer.java'), questions, answers], { stdio: 'inherit' });
    return readFileSync(answers, 'utf8').trimEnd().split('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function makeRows(count: number, seed: number): readonly Row[] {
  const random = generator(seed);
  const text = (pieces: readonly string[], most: number) => Array.from({ length: random(most + 1) }, () => pieces[random(pieces.length)]).join('');
  return Array.from({ length: count }, () => [text(PIECES, 8), text(random(2) ? VALUES : VALUES.slice(0, 5), 4)]);
}

/** Numbers from 0 up to a limit, the same for the same seed. */
function generator(seed: number): (limit: number) => number {
  const random = new Random(seed);
  return (limit) => random.below(limit);
}

main();
