import fc from 'fast-check';
import { compilePattern, matchPattern, type PatternReading } from '../../src/query/pattern';

function match(pattern: string, value: string, reading?: PatternReading): string {
  return matchPattern(compilePattern(pattern), value, reading);
}

test.each([
  ['t2.*', ['t2.micro', 't2.', 't2'], ['t3.micro', 'at2.micro']],
  ['[mc]5\\.(large|xlarge)', ['m5.large', 'c5.xlarge'], ['m5.2xlarge', 'r5.large', 'm5xlarge']],
  ['(p[2,3]|g[3,4]|f[1]).*', ['p2.xlarge', 'g4dn.xlarge', 'f1.2xlarge'], ['g5.xlarge', 'inf1.xlarge']],
  ['[^a-c]+', ['xyz', '9'], ['xaz', '']],
  ['a{2}', ['aa'], ['a', 'aaa']],
  ['a{2,}b?', ['aa', 'aaaaab'], ['a', 'ab']],
  ['(ab){1,2}', ['ab', 'abab'], ['', 'ababab']],
  ['\\d+\\w\\s\\S', ['12a b', '1_\tx'], ['1a b c', 'a b']],
  ['\\D\\W', ['a-', '.!'], ['1-', 'ab']],
  ['^a$', ['a'], ['ab', '']],
  ['\\Aa\\z', ['a'], ['b']],
  ['a|', ['a', ''], ['b']],
  ['', [''], ['a']],
  ['\\Qa.*\\E+', ['a.*', 'a.**'], ['ab', 'a.']],
  ['(?:a|b)*?c', ['c', 'abac'], ['ab']],
  ['a.c', ['abc', 'a😀c'], ['ac', 'abbc']],
  ['\\x41\\u0042', ['AB'], ['ab']],
  ['[a\\-z]', ['a', '-', 'z'], ['b']],
  ['[a-]', ['a', '-'], ['b']],
  ['[\\d.]+', ['1.2'], ['1a']],
  ['x{0}y', ['y'], ['xy']],
  ['}]', ['}]'], ['}']],
  ['(^a|b$)', ['a', 'b'], ['ab']],
])('%s', (pattern, matching, others) => {
  expect(matching.map((value) => match(pattern, value))).toEqual(matching.map(() => 'true'));
  expect(others.map((value) => match(pattern, value))).toEqual(others.map(() => 'false'));
});

test('as a search, a pattern matches inside the value', () => {
  expect(match('n1', 'trn1.2xlarge', 'find')).toBe('true');
  expect(match('^n1', 'trn1.2xlarge', 'find')).toBe('false');
  expect(match('large$', 'm5.large', 'find')).toBe('true');
  expect(match('', 'm5.large', 'find')).toBe('true');
  expect(match('x', '', 'find')).toBe('false');
});

test.each([
  '(?=a)a', '(?!a).*', '(?<=a)b', '(?i)a', '(?<name>a)', '(a)\\1', 'a*+', 'a++', 'a?+', 'a{2}+', '\\p{Alpha}', '\\bprod\\b', '[a[bc]]', '[a-z&&[^b]]',
  '(', ')', 'a)', '[', '[]', '[]a]', '[^]a]', '*', '+a', 'a**', 'a{', 'a{,2}', 'a{2,1}', 'a{2}{3}', '\\', '\\k', '\\x4', '[z-a]', '[a-\\d]', '\\ud83d',
  'a{99999}', '((a{99}){99}){99}', `${'('.repeat(100_000)}a${')'.repeat(100_000)}`, '(x{9999}){0}y{9999}z{9999}w{9999}',
])('%# is unknown, never false', (pattern) => {
  const compiled = compilePattern(pattern);
  expect(compiled).toMatchObject({ ok: false, because: expect.stringMatching(/^(it|a|an|the|its|half) .*[^.]$|^`/) });
  expect(matchPattern(compiled, 'a')).toBe('unknown');
});

test('a value with a line break is unknown, because Java has rules of its own for it', () => {
  expect(match('a.*', 'a\n')).toBe('unknown');
});

test.each([
  ['(a+)+$', 'a'.repeat(100_000) + 'b'],
  ['(a|aa)+$', 'a'.repeat(100_000) + 'b'],
  ['(a*)*(b*)*(c*)*$', 'abc'.repeat(30_000) + 'd'],
  ['(.*)(.*)(.*)(.*)(.*)[x]', 'y'.repeat(100_000)],
])('%s is answered in linear time', (pattern, value) => {
  const start = process.hrtime.bigint();
  expect(match(pattern, value)).toBe('false');
  expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(2000);
});

test('what would take too long is unknown at once', () => {
  expect(match('(.?){5000}x', 'y'.repeat(100_000))).toBe('unknown');
});

/** Patterns that mean the same in Java, in JavaScript and here. */
const safePattern: fc.Arbitrary<string> = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\d', '\\w', '\\.', '1', '^', '$'),
    fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `${left}${right}`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([left, right]) => `(${left}|${right})`),
    fc.tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{0,2}', '*?', '+?')).map(([inner, times]) => `(${inner})${times}`),
  ),
})).pattern;

test('agrees with the regular expressions of JavaScript where both say the same', () => {
  fc.assert(fc.property(safePattern, fc.string({ unit: fc.constantFrom('a', 'b', '1', '.'), maxLength: 8 }), (pattern, value) => {
    const whole = String(new RegExp(`^(?:${pattern})$`, 'u').test(value));
    const found = String(new RegExp(pattern, 'u').test(value));
    expect({ pattern, value, whole: match(pattern, value), found: match(pattern, value, 'find') }).toEqual({ pattern, value, whole, found });
  }), { numRuns: 3000, seed: 11 });
});

test('any text at all is compiled or refused with a reason, within a moment', () => {
  const hostile = fc.string({ unit: fc.constantFrom(...'()[]{}*+?|^$\\.-,&aQE019:=!<>pdwsxu '), maxLength: 60 });
  fc.assert(fc.property(hostile, fc.string({ maxLength: 20 }), (pattern, value) => {
    expect(['true', 'false', 'unknown']).toContain(match(pattern, value));
  }), { numRuns: 5000, seed: 3 });
});
