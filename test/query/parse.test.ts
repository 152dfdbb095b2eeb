import { parseQuery, type QueryNode } from '../../src/query/parse';

/** The tree without positions, as nested arrays. */
function shape(node: QueryNode): unknown {
  switch (node.kind) {
    case 'and': case 'or': return [node.kind, ...node.operands.map(shape)];
    case 'not': return ['not', shape(node.operand)];
    case 'exists': return [node.negated ? '!exists' : 'exists', subject(node)];
    case 'in': return [node.negated ? '!in' : 'in', subject(node), node.values.map((value) => value.text)];
    case 'compare': return [node.operator, subject(node), node.value.text];
  }
}

function subject(node: Extract<QueryNode, { kind: 'exists' | 'in' | 'compare' }>): string {
  return node.subject.kind === 'attribute' ? node.subject.name : node.subject.kind;
}

function read(text: string): unknown {
  const parse = parseQuery(text);
  return parse.ok ? shape(parse.expression.tree) : parse.error;
}

test.each([
  ['attribute:x equals a', ['==', 'x', 'a']],
  ['attribute:x not_equals a', ['!=', 'x', 'a']],
  ['attribute:x greater_than 1', ['>', 'x', '1']],
  ['attribute:x greater_than_equal 1', ['>=', 'x', '1']],
  ['attribute:x less_than 1', ['<', 'x', '1']],
  ['attribute:x less_than_equal 1', ['<=', 'x', '1']],
  ['attribute:x matches a.*', ['=~', 'x', 'a.*']],
  ['attribute:x not_matches a.*', ['!~', 'x', 'a.*']],
  ['attribute:x not_exists', ['!exists', 'x']],
  ['attribute:x !exists', ['!exists', 'x']],
  ['attribute:x exists', ['exists', 'x']],
  ['attribute:x not_in [a]', ['!in', 'x', ['a']]],
  ['attribute:x !in [a,b , c]', ['!in', 'x', ['a', 'b', 'c']]],
  ["attribute:x == 'a b'", ['==', 'x', 'a b']],
  ['attribute:x==a', ['==', 'x', 'a']],
  ['runningTasksCount<5', ['<', 'runningTasksCount', '5']],
  ['attribute:com.example/team\\x == a', ['==', 'com.example/team\\x', 'a']],
  ['attribute:x =~ (p[2,3]|g[3,4]|f[1]).*', ['=~', 'x', '(p[2,3]|g[3,4]|f[1]).*']],
  ['(attribute:x =~ a{1,2})', ['=~', 'x', 'a{1,2}']],
  ['attribute:x == a && attribute:y == b', ['and', ['==', 'x', 'a'], ['==', 'y', 'b']]],
  ['attribute:x == a||attribute:y == b', ['or', ['==', 'x', 'a'], ['==', 'y', 'b']]],
  ['!attribute:x exists', ['not', ['exists', 'x']]],
  ['!(attribute:x exists)', ['not', ['exists', 'x']]],
  ['not attribute:x exists', ['not', ['exists', 'x']]],
  ['attribute:x exists or attribute:y exists and attribute:z exists', ['or', ['exists', 'x'], ['and', ['exists', 'y'], ['exists', 'z']]]],
  ['(attribute:x exists or attribute:y exists) and attribute:z exists', ['and', ['or', ['exists', 'x'], ['exists', 'y']], ['exists', 'z']]],
  ['  \t attribute:x exists \n', ['exists', 'x']],
])('%s', (text, tree) => {
  expect(read(text)).toEqual(tree);
});

test.each([
  ['', 0, 'found the end of the expression, expected a subject: attribute:NAME, agentConnected, agentVersion, ec2InstanceId, registeredAt, runningTasksCount, task:group'],
  ['service:name == x', 0, 'found `service:name` at character 1, expected a subject: a service is a value of task:group, as in task:group == service:name'],
  ['ecs.instance-type == m5.large', 0, 'found `ecs.instance-type` at character 1, expected a subject: an attribute is written attribute:ecs.instance-type'],
  ['attribute: == x', 10, 'found a space at character 11, expected the name of an attribute, of letters, digits, -, _, /, \\ and .'],
  ['attribute:x', 11, 'found the end of the expression, expected an operator: ==, !=, >, >=, <, <=, =~, !~, in, !in, exists or !exists'],
  ['attribute:x =< 1', 12, 'found `=<` at character 13, expected an operator; less than or equal is written <='],
  ['attribute:x <> 1', 12, 'found `<>` at character 13, expected an operator; inequality is written !='],
  ['attribute:x like a', 12, 'found `like` at character 13, expected an operator: ==, !=, >, >=, <, <=, =~, !~, in, !in, exists or !exists'],
  ['attribute:x ==', 14, 'found the end of the expression, expected a value'],
  ['attribute:x in []', 16, 'found `]` at character 17, expected a value'],
  ['attribute:x in [a,]', 18, 'found `]` at character 19, expected a value'],
  ['attribute:x in a', 15, 'found `a` at character 16, expected `[`: the argument of `in` is a list such as [a, b]'],
  ['attribute:x in [a b]', 18, 'found `b` at character 19, expected `,` or the `]` that closes the list'],
  ["attribute:x == 'prod", 15, "found `'prod` at character 16, expected the ' that closes the value"],
  ['attribute:x exists true', 19, 'found `true` at character 20, expected `and`, `or` or the end; `exists` takes no value'],
  ['attribute:x == a b', 17, 'found `b` at character 18, expected `and`, `or` or the end; a value with spaces is written in single quotes'],
  ['(attribute:x exists', 19, 'found the end of the expression, expected `and`, `or` or the `)` that closes the parenthesis at character 1'],
  ['attribute:x exists)', 18, 'found `)` at character 19, expected `and`, `or` or the end'],
  ['attribute:x exists and', 22, expect.stringContaining('found the end of the expression, expected a subject')],
  [`attribute:${'n'.repeat(129)} exists`, 10, expect.stringContaining('expected an attribute name of at most 128 characters, this one has 129')],
])('%j is refused where it goes wrong', (text, start, message) => {
  expect(read(text)).toMatchObject({ start, message });
});

test('2,000 characters are read, 2,001 are not', () => {
  const text = `attribute:x == ${'a'.repeat(2000 - 15)}`;
  expect(parseQuery(text).ok).toBe(true);
  expect(parseQuery(`${text}a`)).toEqual({
    ok: false, error: { start: 2000, end: 2001, message: 'the expression has 2,001 characters, at most 2,000 are allowed' },
  });
});

test('every node knows its place in the text', () => {
  const text = 'not (attribute:stack == prod) or attribute:zone in [a, b]';
  const parse = parseQuery(text);
  const tree = parse.ok ? parse.expression.tree : undefined;
  expect(tree).toMatchObject({
    kind: 'or',
    start: 0,
    end: text.length,
    operands: [
      { kind: 'not', start: 0, end: 29, operand: { start: 4, end: 29, subject: { start: 5, end: 20 }, value: { start: 24, end: 28 } } },
      { kind: 'in', start: 33, values: [{ start: 52, end: 53 }, { start: 55, end: 56 }] },
    ],
  });
});

function warningsOf(text: string): readonly string[] {
  const parse = parseQuery(text);
  return parse.ok ? parse.expression.warnings.map((warning) => `${text.slice(warning.start, warning.end)}: ${warning.message}`) : [parse.error.message];
}

test.each([
  [
    'attribute:a exists or attribute:b exists and attribute:c exists',
    'attribute:a exists or attribute:b exists and attribute:c exists: `and` and `or` are mixed without parentheses; `and` is taken first, and ECS does not document the order',
  ],
  ['attribute:a exists AND attribute:b exists', 'AND: `AND` is read as `and`; ECS documents the lower case only'],
  ['attribute:a EXISTS', 'EXISTS: `EXISTS` is read as `exists`; ECS documents the lower case only'],
  ['attribute:ecs.instance_type =~ m6.*', 'attribute:ecs.instance_type: `ecs.instance_type` is not an attribute of ECS; `ecs.instance-type` is'],
  ['attribute:instanceType == m5.large', 'attribute:instanceType: `instanceType` is not an attribute of ECS; `ecs.instance-type` is'],
  ['attribute:ecs.availabilty-zone == a', 'attribute:ecs.availabilty-zone: `ecs.availabilty-zone` is not an attribute of ECS; `ecs.availability-zone` is'],
  ['attribute:ecs.instance-type =~ m6', 'm6: the pattern is compared with the whole value; if ECS searches inside the value, the result can differ'],
  ['attribute:ecs.instance-type =~ ^m6', '^m6: the pattern is compared with the whole value; if ECS searches inside the value, the result can differ'],
  ['attribute:ecs.instance-type =~ (?i)M6.*', expect.stringMatching(/^\(\?i\)M6\.\*: the pattern cannot be evaluated here: it uses `\(\?`.*; the result is unknown$/)],
  ['attribute:x == "a"', '"a": ECS documents single quotes only; whether double quotes are part of the value is unknown'],
  ['task:group != x', 'task:group: ECS does not document `!=` for task:group, only ==; the result is unknown'],
  ['runningTasksCount == few', 'few: `few` is not a number; the result is unknown'],
  ['registeredAt < yesterday', 'yesterday: `yesterday` is not a time such as 2018-06-18 or 2018-06-18T22:28:28Z; the result is unknown'],
  ['agentVersion >= new', 'new: `new` is not a version such as 1.14.5; the result is unknown'],
  ['attribute:x > 5', expect.stringContaining('ECS does not document `>` for attributes; values are compared as numbers')],
])('%j has one warning', (text, warning) => {
  expect(warningsOf(text)).toEqual([warning]);
});

test.each([
  '(attribute:a exists or attribute:b exists) and attribute:c exists',
  'attribute:a exists or (attribute:b exists and attribute:c exists)',
  'attribute:ecs.instance-type =~ ^m6i\\.large$',
  'attribute:ecs.instance-type =~ .*large$',
  'attribute:ecs.awsvpc-trunk-id exists',
  'attribute:ecs.capability.task-eni exists',
  'attribute:stack == and',
  'registeredAt < 2018-06-18T22:28:28+00:00',
])('%j has none', (text) => {
  expect(warningsOf(text)).toEqual([]);
});
