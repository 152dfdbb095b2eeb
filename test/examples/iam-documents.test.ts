import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStacks } from '../../tools/examples/assembly-stacks';
import { discoverExamples, Example, examplesFolder } from '../../tools/examples/discover-examples';
import { IamStatement, iamStatements, printStatements } from '../../tools/examples/iam-documents';

jest.mock('cdk-ecs-stowage', () => jest.requireActual('../../src'), { virtual: true });

const EXPECTED = join(__dirname, 'iam');
const examples = discoverExamples(examplesFolder([]), []);
let executionRoles = 0;

/** Runs the example's own program, as `cdk synth` does. */
function statementsOf({ directory }: Example): readonly IamStatement[] {
  const { app, context } = JSON.parse(readFileSync(join(directory, 'cdk.json'), 'utf8')) as {
    readonly app: string;
    readonly context: object;
  };
  const assembly = mkdtempSync(join(tmpdir(), 'stowage-iam-'));
  process.env.CDK_OUTDIR = assembly;
  process.env.CDK_CONTEXT_JSON = JSON.stringify(context);
  try {
    jest.requireActual(join(directory, app.split(' ').pop()!));
    return iamStatements(readStacks(assembly));
  } finally {
    delete process.env.CDK_OUTDIR;
    delete process.env.CDK_CONTEXT_JSON;
    rmSync(assembly, { recursive: true, force: true });
  }
}

describe.each(examples.map((example) => [example.name, example] as const))('%s', (name, example) => {
  const statements = statementsOf(example);

  test('permits exactly what a person has read and put down', () => {
    const path = join(EXPECTED, `${name}.txt`);
    const expected = existsSync(path) ? readFileSync(path, 'utf8') : '';
    expect(printStatements(statements).split('\n')).toEqual(expected.split('\n'));
  });

  test('lets no role do a thing to all resources but what AWS has no resources for', () => {
    const wide = statements
      .filter(({ type, resources }) => type.startsWith('AWS::IAM::') && resources.includes('*'))
      .flatMap(({ actions }) => actions);
    expect([...new Set(wide)].filter((action) => !WITHOUT_RESOURCES.includes(action))).toEqual([]);
  });

  test('lets no execution role do a thing to all resources but get its token', () => {
    const own = statements.filter(({ type, logicalId }) => type === 'AWS::IAM::ManagedPolicy' && logicalId.includes('ExecutionRolePolicy'));
    executionRoles += own.length;
    expect(own.filter(({ actions }) => actions.includes('*') || actions.some((action) => action.endsWith(':*')))).toEqual([]);
    const wide = own.filter(({ resources }) => resources.some((resource) => resource.includes('*'))).flatMap(({ actions }) => actions);
    expect(wide.filter((action) => action !== 'ecr:GetAuthorizationToken')).toEqual([]);
  });
});

test('has looked at execution roles', () => {
  expect(executionRoles).toBeGreaterThan(examples.length);
});

test('has no expectation for an example that is gone', () => {
  expect(readdirSync(EXPECTED).sort()).toEqual(examples.map(({ name }) => `${name}.txt`).sort());
});

/** Service authorization reference: no resource types. */
const WITHOUT_RESOURCES = [
  'ecr:GetAuthorizationToken',
  'ecs:DiscoverPollEndpoint',
  'ecs:ListTasks',
  'ecs:PutAccountSettingDefault',
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
  'elasticloadbalancing:DescribeListeners',
  'elasticloadbalancing:DescribeRules',
  'elasticloadbalancing:DescribeTargetGroups',
  'elasticloadbalancing:DescribeTargetHealth',
];
