import { evaluateQuery, type EvaluateOptions, type QueryFacts } from '../../src/query/evaluate';
import { parseQuery } from '../../src/query/parse';

function answer(text: string, facts: Partial<QueryFacts> = {}, options: EvaluateOptions = {}): string {
  const parse = parseQuery(text);
  if (!parse.ok) throw new Error(parse.error.message);
  return evaluateQuery(parse.expression, { attributes: {}, taskGroups: { hasGroup: () => false }, runningTasksCount: 0, ...facts }, options);
}

test.each(['==', '!=', '>', '>=', '<', '<=', '=~', '!~', 'in', '!in'])('an absent attribute does not satisfy %s', (operator) => {
  expect(answer(`attribute:stack ${operator} ${operator.endsWith('in') ? '[prod]' : 'prod'}`)).toBe('false');
});

test('an absent attribute satisfies a negation and !exists', () => {
  expect(answer('not(attribute:stack == prod)')).toBe('true');
  expect(answer('attribute:stack !exists')).toBe('true');
  expect(answer('attribute:stack exists')).toBe('false');
});

test('a name like those of JavaScript objects is an attribute like others', () => {
  for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
    expect(answer(`attribute:${name} exists`)).toBe('false');
    expect(answer(`attribute:${name} == x`)).toBe('false');
  }
});

test.each([
  'registeredAt < 2026-01-01', 'ec2InstanceId == i-1', 'agentVersion >= 1.50.0', 'attribute:ecs.ami-id == ami-1', 'attribute:ecs.subnet-id =~ subnet-.*',
  'attribute:ecs.awsvpc-trunk-id exists', 'attribute:ecs.capability.task-eni exists', 'attribute:com.amazonaws.ecs.capability.selinux !exists',
  'attribute:ecs.outpost-arn exists', 'task:group != web', 'task:group in [web]', 'runningTasksCount in [1]', 'agentConnected exists',
  'runningTasksCount == many', 'attribute:ecs.instance-type =~ (?=m).*', 'attribute:ecs.os-type == "linux"',
])('before deployment nobody knows %j', (text) => {
  const reasons: string[] = [];
  const facts = { attributes: { 'ecs.instance-type': 'm5.large', 'ecs.os-type': 'linux' } };
  expect(answer(text, facts, { onUnknown: (_, because) => reasons.push(because) })).toBe('unknown');
  expect(reasons).toEqual([expect.stringMatching(/^[a-zA-Z`].{10,}[^.]$/)]);
});

test('an unknown value is there all the same', () => {
  expect(answer('attribute:ecs.ami-id exists')).toBe('true');
  expect(answer('attribute:stack exists', { unknownAttributes: ['stack'] })).toBe('true');
  expect(answer('attribute:stack == prod', { unknownAttributes: ['stack'] })).toBe('unknown');
});

test('when user data is not known, an attribute may be there', () => {
  expect(answer('attribute:stack exists', { attributesComplete: false })).toBe('unknown');
  expect(answer('attribute:stack != prod', { attributesComplete: false })).toBe('unknown');
});

test('an external instance has no zone', () => {
  expect(answer('attribute:ecs.availability-zone exists', { attributes: { 'ecs.capability.external': '' } })).toBe('false');
  expect(answer('attribute:ecs.capability.external exists', { attributes: { 'ecs.capability.external': '' } })).toBe('true');
});

const UNKNOWN = 'agentVersion == 1.0.0';
const TRUE = 'runningTasksCount == 0';
const FALSE = 'runningTasksCount == 1';

test.each([
  [`${UNKNOWN} and ${FALSE}`, 'false'], [`${UNKNOWN} and ${TRUE}`, 'unknown'], [`${TRUE} and ${TRUE}`, 'true'],
  [`${UNKNOWN} or ${TRUE}`, 'true'], [`${UNKNOWN} or ${FALSE}`, 'unknown'], [`${FALSE} or ${FALSE}`, 'false'],
  [`not(${UNKNOWN})`, 'unknown'], [`not(${TRUE})`, 'false'], [`not(${FALSE})`, 'true'], [`!(!(${TRUE}))`, 'true'],
])('%s is %s', (text, expected) => {
  expect(answer(text)).toBe(expected);
});

test.each([
  ['attribute:x > 9', '10', 'true'], ['attribute:x > 9', 'a', 'true'], ['attribute:x < b', 'a', 'true'], ['attribute:x >= 1.5', '1.50', 'true'],
  ['attribute:x == 1.0', '1', 'false'], ['attribute:x <= 10', '9', 'true'],
])('%s of the value %s is %s', (text, value, expected) => {
  expect(answer(text, { attributes: { x: value } })).toBe(expected);
});

test.each([
  ['registeredAt < 2018-06-18T22:28:28Z', '2018-06-18T22:28:27+00:00', 'true'],
  ['registeredAt == 2018-06-18T22:28:28', '2018-06-18T22:28:28Z', 'true'],
  ['registeredAt >= 2018-06-18', '2018-06-18T00:00:00Z', 'true'],
  ['registeredAt == 2018-06-18T22:28:28+02:00', '2018-06-18T20:28:28Z', 'true'],
  ['registeredAt == 2018-13-40', '2018-06-18', 'unknown'],
])('%s of %s is %s', (text, registeredAt, expected) => {
  expect(answer(text, { registeredAt })).toBe(expected);
});

test('a pattern can be read as a search', () => {
  const facts = { attributes: { 'ecs.instance-type': 'trn1.2xlarge' } };
  expect(answer('attribute:ecs.instance-type =~ n1.*', facts)).toBe('false');
  expect(answer('attribute:ecs.instance-type =~ n1.*', facts, { reading: 'find' })).toBe('true');
});

test('a verdict that must not rest on how patterns are read is unknown where the readings differ', () => {
  const both = (type: string) => answer('attribute:ecs.instance-type =~ f1.*', { attributes: { 'ecs.instance-type': type } }, { reading: 'both' });
  expect([both('f1.2xlarge'), both('m5.large'), both('inf1.xlarge')]).toEqual(['true', 'false', 'unknown']);
});

test('the agent is connected, or nothing is placed at all', () => {
  expect(answer('agentConnected == true')).toBe('true');
  expect(answer('agentConnected in [false]')).toBe('false');
});
