import { App, CfnParameter, Stack, Token } from 'aws-cdk-lib';
import fc from 'fast-check';
import { Attribute, ClusterQuery } from '../../src';
import { evaluateQuery, type QueryFacts } from '../../src/query/evaluate';
import { parseQuery } from '../../src/query/parse';

function answer(query: ClusterQuery, facts: Partial<QueryFacts>): string {
  const parse = parseQuery(query.expression);
  if (!parse.ok) return parse.error.message;
  return evaluateQuery(parse.expression, { attributes: {}, taskGroups: { hasGroup: () => false }, runningTasksCount: 0, ...facts });
}

test.each([
  [Attribute.INSTANCE_TYPE.matching('m6.*'), 'attribute:ecs.instance-type =~ m6.*'],
  [Attribute.INSTANCE_TYPE.matching('(m5|m6i)\\.x?large'), 'attribute:ecs.instance-type =~ (m5|m6i)\\.x?large'],
  [Attribute.INSTANCE_TYPE.notMatching('a b'), "attribute:ecs.instance-type !~ 'a b'"],
  [Attribute.custom('stack').equalTo('prod'), 'attribute:stack == prod'],
  [Attribute.custom('stack').notEqualTo('two words'), "attribute:stack != 'two words'"],
  [Attribute.AVAILABILITY_ZONE.oneOf('us-east-1a', 'us-east-1b'), 'attribute:ecs.availability-zone in [us-east-1a, us-east-1b]'],
  [Attribute.AVAILABILITY_ZONE.noneOf('us-east-1a'), 'attribute:ecs.availability-zone !in [us-east-1a]'],
  [Attribute.custom('retiring').absent(), 'attribute:retiring !exists'],
  [Attribute.custom('retiring').present(), 'attribute:retiring exists'],
  [ClusterQuery.hostsTaskGroup('service:web'), 'task:group == service:web'],
  [ClusterQuery.runsTasks(0), 'runningTasksCount == 0'],
  [ClusterQuery.noneOf(ClusterQuery.hostsTaskGroup('database')), 'not(task:group == database)'],
])('%s', (query, expression) => {
  expect(query.expression).toBe(expression);
  expect(`${query}`).toBe(expression);
});

test('parentheses stand where precedence needs them, and nowhere else', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => Attribute.custom(name).present());
  expect(ClusterQuery.allOf(ClusterQuery.anyOf(a, b), c).expression).toBe('(attribute:a exists or attribute:b exists) and attribute:c exists');
  expect(ClusterQuery.anyOf(ClusterQuery.allOf(a, b), c).expression).toBe('(attribute:a exists and attribute:b exists) or attribute:c exists');
  expect(ClusterQuery.allOf(ClusterQuery.allOf(a, b), c).expression).toBe('attribute:a exists and attribute:b exists and attribute:c exists');
  expect(ClusterQuery.anyOf(a).expression).toBe('attribute:a exists');
});

test('a query becomes a placement constraint of aws-ecs', () => {
  const constraint = Attribute.INSTANCE_TYPE.matching('m6.*').toPlacementConstraint();
  expect(constraint.toJson()).toEqual([{ type: 'memberOf', expression: 'attribute:ecs.instance-type =~ m6.*' }]);
});

test.each([
  [() => ClusterQuery.raw('attribute:x =< 1'), /`expression` must be in the cluster query language: found `=<` at character 13.*less than or equal is written <=/],
  [() => ClusterQuery.raw('a'.repeat(2001)), /the expression has 2,001 characters, at most 2,000 are allowed/],
  [() => ClusterQuery.allOf(), /`allOf` must have at least one query, got none/],
  [() => Attribute.INSTANCE_TYPE.oneOf(), /`oneOf` must have at least one value, got none/],
  [() => Attribute.custom('a b'), /`name` of an attribute must be .*, got "a b"/],
  [() => Attribute.custom('stack').equalTo("it's"), /a value of an attribute must be .*, got "it's"/],
  [() => Attribute.custom('stack').matching("it's"), /must have no single quote/],
  [() => ClusterQuery.runsTasks(1.5), /`count` of running tasks must be a whole number of at least 0, got 1.5/],
  [() => ClusterQuery.anyOf(...Array.from({ length: 100 }, (_, i) => Attribute.custom(`name-${i}`).present())), /the expression has 2,\d+ characters/],
])('fails %#', (build, message) => {
  expect(build).toThrow(message);
});

test('tokens pass, in quotes, and resolve at deployment', () => {
  const stack = new Stack(new App(), 'Stack');
  const zone = new CfnParameter(stack, 'Zone').valueAsString;
  const query = ClusterQuery.allOf(Attribute.AVAILABILITY_ZONE.equalTo(zone), Attribute.INSTANCE_TYPE.matching(zone), ClusterQuery.raw(zone));
  expect(stack.resolve(query.expression)).toEqual({
    'Fn::Join': ['', [
      "attribute:ecs.availability-zone == '", { Ref: 'Zone' }, "' and attribute:ecs.instance-type =~ '", { Ref: 'Zone' }, "' and (", { Ref: 'Zone' }, ')',
    ]],
  });
  expect(() => ClusterQuery.runsTasks(Token.asNumber({ Ref: 'Count' }))).not.toThrow();
});

/** A query and what it should say of an instance, worked out without the parser. */
interface Expected {
  readonly query: ClusterQuery;
  readonly holds: boolean;
}

const ATTRIBUTES = { 'stack': 'prod', 'ecs.instance-type': 'm6i.large', 'disk': 'ssd or hdd' };

const simple: fc.Arbitrary<Expected> = fc.record({
  name: fc.constantFrom('stack', 'ecs.instance-type', 'disk', 'missing'),
  value: fc.constantFrom('prod', 'm6i.large', 'ssd or hdd', 'a@b:c', 'and', 'not_in', '1.14.5', 'x-1'),
  operator: fc.constantFrom('equalTo', 'notEqualTo', 'oneOf', 'noneOf', 'present', 'absent'),
}).map(({ name, value, operator }) => {
  const attribute = Attribute.custom(name);
  const actual = (ATTRIBUTES as Record<string, string>)[name];
  switch (operator) {
    case 'equalTo': return { query: attribute.equalTo(value), holds: actual === value };
    case 'notEqualTo': return { query: attribute.notEqualTo(value), holds: actual !== undefined && actual !== value };
    case 'oneOf': return { query: attribute.oneOf(value, 'other'), holds: actual === value };
    case 'noneOf': return { query: attribute.noneOf(value, 'other'), holds: actual !== undefined && actual !== value };
    case 'present': return { query: attribute.present(), holds: actual !== undefined };
    default: return { query: attribute.absent(), holds: actual === undefined };
  }
});

const { query: nested } = fc.letrec<{ query: Expected }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    simple,
    fc.tuple(fc.constantFrom('allOf', 'anyOf', 'noneOf'), fc.array(tie('query'), { minLength: 1, maxLength: 3 })).map(([method, parts]) => ({
      query: ClusterQuery[method as 'allOf'](...parts.map((part) => part.query)),
      holds: method === 'allOf' ? parts.every((part) => part.holds) : parts.some((part) => part.holds) === (method === 'anyOf'),
    })),
  ),
}));

test('what is built, written, parsed and evaluated says what was meant', () => {
  fc.assert(fc.property(nested, ({ query, holds }) => {
    expect({ text: query.expression, answer: answer(query, { attributes: ATTRIBUTES }) }).toEqual({ text: query.expression, answer: String(holds) });
  }), { numRuns: 1000, seed: 7 });
});
