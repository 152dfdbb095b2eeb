import rows from './java-patterns.json';
import { compilePattern, matchPattern } from '../../src/query/pattern';

/** Pattern, value, and what `java.util.regex` said of it; tools/java-patterns/generate.ts asked it. */
const ROWS: readonly (readonly string[])[] = rows;

function answers(pattern: string, value: string): readonly string[] {
  const compiled = compilePattern(pattern);
  return [matchPattern(compiled, value, 'whole'), matchPattern(compiled, value, 'find')];
}

test('no answer differs from that of Java', () => {
  const differing = ROWS.filter(([pattern, value, whole, find]) => {
    const [ours, oursFind] = answers(pattern, value);
    return ours !== 'unknown' && (ours !== whole || oursFind !== find);
  });
  expect(differing).toEqual([]);
});

test('a pattern that Java refuses is unknown', () => {
  const refused = ROWS.filter((row) => row.length === 2);
  expect(refused.length).toBeGreaterThan(300);
  expect(refused.filter(([pattern, value]) => answers(pattern, value)[0] !== 'unknown')).toEqual([]);
});

test('most patterns that Java takes are evaluated here', () => {
  const taken = ROWS.filter((row) => row.length === 4);
  const evaluated = taken.filter(([pattern, value]) => answers(pattern, value)[0] !== 'unknown');
  expect(evaluated.length / taken.length).toBeGreaterThan(0.6);
});
