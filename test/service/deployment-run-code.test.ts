import { runInNewContext } from 'node:vm';
import { DEPLOYMENT_RUN_CODE } from '../../src/service/deployment-run-code';

interface Answer { readonly Status: string; readonly Reason?: string; readonly PhysicalResourceId: string }

type Replies = Readonly<Record<string, (input: Record<string, unknown>) => unknown>>;

/** The function as AWS Lambda runs it. The SDK answers what the test says, and remembers what it was asked. */
function lambda(replies: Replies = {}) {
  const calls: { readonly command: string; readonly input: Record<string, unknown> }[] = [];
  const answers: Answer[] = [];
  const client = class {
    public async send({ command, input }: { readonly command: string; readonly input: Record<string, unknown> }): Promise<unknown> {
      calls.push({ command, input });
      return replies[command]?.(input) ?? {};
    }
  };
  const command = (name: string) => function (this: Record<string, unknown>, input: unknown) {
    Object.assign(this, { command: name, input });
  };
  const sdk = new Proxy({}, { get: (_, name) => String(name).endsWith('Client') ? client : command(String(name).replace('Command', '')) });
  const exports: { handler?: (event: unknown) => Promise<void> } = {};
  const fetch = async (_url: string, { body }: { readonly body: string }) => {
    answers.push(JSON.parse(body));
    return { ok: true };
  };
  runInNewContext(DEPLOYMENT_RUN_CODE, { exports, fetch, require: () => sdk });
  return { handler: exports.handler!, calls, answers };
}

const UPDATING = { DescribeStacks: () => ({ Stacks: [{ StackStatus: 'UPDATE_IN_PROGRESS' }] }) };

const request = (more: Record<string, unknown> = {}) => ({
  RequestType: 'Create',
  RequestId: 'r-1',
  ResponseURL: 'https://answer',
  StackId: 'stack',
  LogicalResourceId: 'MigrateRun',
  ResourceProperties: {
    TaskDefinition: 'migrate:7', StateMachine: 'machine', Cluster: 'shop', Family: 'migrate', Container: 'app', LogGroup: 'logs', TimeoutSeconds: '1800',
  },
  ...more,
});

const task = (...containers: unknown[]) => ({
  TaskArn: 'arn:aws:ecs:eu-west-1:123456789012:task/shop/4f1d', StoppedReason: 'Essential container in task exited', Containers: containers,
});

test('starts the state machine once per request, and leaves the answer to it', async () => {
  const { handler, calls, answers } = lambda(UPDATING);
  await handler(request());
  expect(calls).toContainEqual({
    command: 'StartExecution', input: { stateMachineArn: 'machine', name: 'r-1', input: JSON.stringify({ request: request() }) },
  });
  expect(answers).toEqual([]);
});

test.each<[string, Record<string, unknown>, Replies]>([
  ['a stack is deleted', { RequestType: 'Delete' }, {}],
  ['the stack rolls back', { RequestType: 'Update', OldResourceProperties: { TaskDefinition: 'migrate:8' } },
    { DescribeStacks: () => ({ Stacks: [{ StackStatus: 'UPDATE_ROLLBACK_IN_PROGRESS' }] }) }],
  ['neither task definition nor trigger changed', { RequestType: 'Update', OldResourceProperties: { TaskDefinition: 'migrate:7' } }, UPDATING],
])('runs nothing when %s', async (_, more, replies) => {
  const { handler, calls, answers } = lambda(replies);
  await handler(request({ PhysicalResourceId: 'MigrateRun', ...more }));
  expect(calls.map(({ command }) => command)).not.toContain('StartExecution');
  expect(answers).toEqual([expect.objectContaining({ Status: 'SUCCESS', PhysicalResourceId: 'MigrateRun' })]);
});

test('runs again when the trigger changed', async () => {
  const { handler, calls } = lambda(UPDATING);
  await handler(request({ RequestType: 'Update', OldResourceProperties: { TaskDefinition: 'migrate:7', Trigger: 'yesterday' } }));
  expect(calls.map(({ command }) => command)).toContain('StartExecution');
});

test('does not answer twice when AWS Lambda calls again for a run that has begun', async () => {
  const { handler, answers } = lambda({
    ...UPDATING, StartExecution: () => { throw Object.assign(new Error('exists'), { name: 'ExecutionAlreadyExists' }); },
  });
  await handler(request());
  expect(answers).toEqual([]);
});

test.each<[string, unknown, Partial<Answer>]>([
  ['exit code 0 is success', { task: task({ Name: 'app', ExitCode: 0 }, { Name: 'log-router', ExitCode: 143 }) }, { Status: 'SUCCESS' }],
  ['another exit code is failure, with the container, the code and the way to the logs',
    { failure: { Error: 'States.TaskFailed', Cause: JSON.stringify(task({ Name: 'app', ExitCode: 3 })) } },
    {
      Status: 'FAILED',
      Reason: 'container app ended with exit code 3; ECS says "Essential container in task exited"; task 4f1d; logs: aws logs tail logs --since 1h',
    }],
  ['an image that cannot be pulled is failure, with the reason',
    { failure: { Error: 'States.TaskFailed', Cause: JSON.stringify(task({ Name: 'app', Reason: 'CannotPullContainerError' })) } },
    { Status: 'FAILED', Reason: expect.stringMatching(/^container app did not run \(CannotPullContainerError\); ECS says/) }],
  ['a task that ECS refuses is failure, with its words', { failure: { Error: 'ECS.InvalidParameterException', Cause: 'no such cluster' } },
    { Status: 'FAILED', Reason: expect.stringContaining('the task could not be run: ECS.InvalidParameterException: no such cluster') }],
])('%s', async (_, outcome, expected) => {
  const { handler, answers } = lambda();
  await handler({ request: request(), ...outcome as object });
  expect(answers).toEqual([expect.objectContaining(expected)]);
});

test('stops the task of this run, and no other, when its time is up', async () => {
  const tasks = [{ taskArn: 'task/shop/other', group: 'family:migrate' }, { taskArn: 'task/shop/ours', group: 'deployment-r-1' }];
  const { handler, calls, answers } = lambda({
    ListTasks: () => ({ taskArns: tasks.map(({ taskArn }) => taskArn) }), DescribeTasks: () => ({ tasks }),
  });
  await handler({ request: request(), failure: { Error: 'States.Timeout', Cause: '' } });
  expect(calls.filter(({ command }) => command === 'StopTask').map(({ input }) => input.task)).toEqual(['task/shop/ours']);
  expect(answers[0].Reason).toMatch(/^the task did not end within 1800 seconds and was stopped; task ours;/);
});

test('fits into a template', () => {
  expect(DEPLOYMENT_RUN_CODE.length).toBeLessThanOrEqual(4096);
});
