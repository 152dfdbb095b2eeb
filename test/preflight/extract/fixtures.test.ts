import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unknownsOf } from './unknowns';
import { readInput } from '../../../src/preflight/extract';

const FIXTURES = join(__dirname, 'fixtures');
const CASES = readdirSync(FIXTURES).sort();

/** What a hand-written template leaves open, here for good reasons: things it only names, and things left out on purpose. */
const EXPLAINED = [
  /makes up the (name|family) at deployment$/, /is not declared in the input$/, /(subnet is|subnets are) not declared in the input, so/,
  /: the VPC of a subnet is not visible$/, /: the instances have no instance profile$/, /: no subnet is named$/, /: the service names no task definition$/,
  /: the parameter (Subnets|Stage) has no default and no value is given$/, /: the policy tracks no target value$/,
  /: the group names no VPC/, /: the task sets of the service are not declared in the input$/,
  /: the service has 2 task sets and none is named the primary one$/, /: instance types are chosen by requirements$/,
  /: the group counts units of capacity, and how many instances they are depends on the types that are launched$/,
  /: the lifecycle policy "rules: \[\]" is not an object with rules$/, /: the text of the secret is not a JSON object$/,
  /: ECS makes it at deployment$/, /^\.services\.0\.\S+: ECS (makes|chooses|gives) /, /: the template names no subnet, so the default VPC is used$/, /AWS documents two defaults/,
  /: a daemon runs on whatever instances its capacity providers make$/, /: managed daemons have a network mode of their own$/,
  /: the metric of a step policy is that of its alarm$/, /: the condition IsProd cannot be decided/,
];

function read(name: string): unknown {
  const file = readdirSync(join(FIXTURES, name)).find((candidate) => candidate.startsWith('template.')) ?? '';
  return readInput([file], { baseDirectory: join(FIXTURES, name) }).model;
}

/** The value at a dotted path; null where nothing is set. */
function valueAt(root: unknown, path: string): unknown {
  let value: unknown = root;
  for (const key of path.split('.')) {
    value = (value as Record<string, unknown> | null | undefined)?.[key];
  }
  return value ?? null;
}

test('at least 30 hand-written templates are read', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(30);
});

test.each(CASES)('%s is read as its expected.json says, and nothing stays unknown without a reason', (name) => {
  const expected = JSON.parse(readFileSync(join(FIXTURES, name, 'expected.json'), 'utf8')) as Record<string, unknown>;
  const model = read(name);
  expect(Object.fromEntries(Object.keys(expected).map((path) => [path, valueAt(model, path)]))).toEqual(expected);
  expect(unknownsOf(model as never).filter((line) => !EXPLAINED.some((reason) => reason.test(line)))).toEqual([]);
});
