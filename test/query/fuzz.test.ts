import fc from 'fast-check';
import { evaluateQuery, type QueryFacts } from '../../src/query/evaluate';
import { parseQuery } from '../../src/query/parse';

const FACTS: QueryFacts = {
  attributes: { 'stack': 'prod', 'ecs.instance-type': 'm5.large' },
  taskGroups: { hasGroup: (name) => name === 'web' },
  runningTasksCount: 2,
};

/** Pieces of the language in any order: most texts are wrong, many are nearly right. */
const pieces = fc.array(fc.constantFrom(
  'attribute:stack', 'attribute:', 'attribute:x', 'task:group', 'runningTasksCount', 'agentVersion', 'registeredAt', '==', '!=', '=~', '!~', '>', '<=', '=<',
  'in', '!in', 'exists', '!exists', 'and', 'AND', 'or', '||', '&&', 'not', '!', '(', ')', '[', ']', ',', "'", '"', 'prod', 'a b', '(a+)+$', '1', '2018-01-01', ' ',
), { maxLength: 40 }).chain((words) => fc.constantFrom('', ' ').map((space) => words.join(space)));

function check(text: string): void {
  const parse = parseQuery(text);
  if (parse.ok) {
    expect(['true', 'false', 'unknown']).toContain(evaluateQuery(parse.expression, FACTS));
    expect(parse.expression.text).toBe(text);
    for (const { start, end } of parse.expression.warnings) expect(start >= 0 && start < end && end <= text.length).toBe(true);
  } else {
    const { start, end, message } = parse.error;
    expect({ text, inside: start >= 0 && start <= end && end <= text.length, said: message.length > 10 }).toEqual({ text, inside: true, said: true });
  }
}

test('no text crashes or hangs the parser', () => {
  fc.assert(fc.property(pieces, check), { numRuns: 5000, seed: 1 });
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), check), { numRuns: 2000, seed: 2 });
});

test.each([
  ['parentheses', '('.repeat(100_000)],
  ['parentheses around an expression', `${'('.repeat(100_000)}attribute:x exists${')'.repeat(100_000)}`],
  ['negations', `${'!'.repeat(100_000)}attribute:x exists`],
  ['operands', Array(100_000).fill('attribute:x exists').join(' and ')],
  ['characters', 'x'.repeat(10_000_000)],
])('100,000 %s are a syntax error, not a stack overflow', (_, text) => {
  expect(parseQuery(text)).toMatchObject({ ok: false, error: { message: expect.stringContaining('at most 2,000 are allowed') } });
});

test.each([
  ['parentheses', `${'('.repeat(990)}attribute:x exists${')'.repeat(990)}`],
  ['negations', `${'!'.repeat(1980)}attribute:x exists`],
  ['nested negations', `${'!('.repeat(660)}attribute:x exists${')'.repeat(660)}`],
  ['mixed', `${'not(!('.repeat(240)}attribute:x exists${'))'.repeat(240)}`],
])('as many %s as fit in 2,000 characters are read and evaluated', (_, text) => {
  const parse = parseQuery(text);
  expect(text.length).toBeLessThanOrEqual(2000);
  expect(parse.ok && evaluateQuery(parse.expression, FACTS)).toBe('false');
});

test('a hostile pattern in an expression is answered at once', () => {
  const facts = { ...FACTS, attributes: { stack: `${'a'.repeat(100_000)}b` } };
  const parse = parseQuery("attribute:stack =~ '(a+)+$'");
  const start = process.hrtime.bigint();
  expect(parse.ok && evaluateQuery(parse.expression, facts)).toBe('false');
  expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(2000);
});
