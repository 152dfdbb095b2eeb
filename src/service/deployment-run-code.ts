/**
 * The function between CloudFormation and the state machine of a deployment run. CloudFormation calls it to start a run; the
 * state machine calls it to report the end. It uses nothing but what the Node.js runtime of AWS Lambda brings.
 *
 * When CloudFormation rolls back, it asks for the task of the deployment before. That one has run already, and a migration of
 * yesterday has no business in the database of today, so nothing is started.
 */
export const DEPLOYMENT_RUN_CODE = `
const { CloudFormationClient, DescribeStacksCommand } = require('@aws-sdk/client-cloudformation');
const { ECSClient, DescribeTasksCommand, ListTasksCommand, StopTaskCommand } = require('@aws-sdk/client-ecs');
const { SFNClient, StartExecutionCommand } = require('@aws-sdk/client-sfn');

exports.handler = async (input) => input.RequestType ? receive(input) : report(input);

async function receive(request) {
  const { ResourceProperties: wanted, OldResourceProperties: old } = request;
  try {
    if (request.RequestType === 'Delete') return await answer(request);
    if (old && old.TaskDefinition === wanted.TaskDefinition && old.Trigger === wanted.Trigger) return await answer(request);
    if (await rollsBack(request.StackId)) return await answer(request);
    await new SFNClient().send(new StartExecutionCommand({
      stateMachineArn: wanted.StateMachine, name: request.RequestId, input: JSON.stringify({ request }),
    }));
  } catch (error) {
    if (error.name === 'ExecutionAlreadyExists') return;
    await answer(request, 'the task could not be started: ' + error.message);
  }
}

async function rollsBack(StackName) {
  const { Stacks } = await new CloudFormationClient().send(new DescribeStacksCommand({ StackName }));
  return Stacks[0].StackStatus.includes('ROLLBACK');
}

async function report({ request, task, failure }) {
  if (failure && failure.Error === 'States.Timeout') {
    const stopped = await stop(request);
    const seconds = request.ResourceProperties.TimeoutSeconds;
    return answer(request, 'the task did not end within ' + seconds + ' seconds' + (stopped ? ' and was stopped' : ''), stopped);
  }
  const ended = task || described(failure.Cause);
  if (!ended) return answer(request, 'the task could not be run: ' + failure.Error + ': ' + failure.Cause);
  const failed = ended.Containers.filter((each) => each.ExitCode !== 0);
  const main = ended.Containers.find((each) => each.Name === request.ResourceProperties.Container);
  if (!failure && !failed.includes(main)) return answer(request);
  const reasons = failed.map(({ Name, ExitCode, Reason }) => 'container ' + Name
    + (ExitCode ? ' ended with exit code ' + ExitCode : ' did not run') + (Reason ? ' (' + Reason + ')' : ''));
  await answer(request, (reasons.join(', ') || 'the task was stopped') + '; ECS says "' + ended.StoppedReason + '"', ended.TaskArn);
}

function described(cause) {
  try {
    const task = JSON.parse(cause);
    return Array.isArray(task.Containers) ? task : undefined;
  } catch {
    return undefined;
  }
}

async function stop({ RequestId, ResourceProperties: { Cluster: cluster, Family: family } }) {
  const ecs = new ECSClient();
  const { taskArns } = await ecs.send(new ListTasksCommand({ cluster, family }));
  if (taskArns.length === 0) return undefined;
  const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
  const ours = tasks.find((each) => each.group === 'deployment-' + RequestId);
  if (!ours) return undefined;
  await ecs.send(new StopTaskCommand({ cluster, task: ours.taskArn, reason: 'the time-out of the deployment run has passed' }));
  return ours.taskArn;
}

async function answer(request, problem, taskArn) {
  const { RequestId, StackId, LogicalResourceId, ResourceProperties } = request;
  const logs = ResourceProperties.LogGroup ? '; logs: aws logs tail ' + ResourceProperties.LogGroup + ' --since 1h' : '';
  const where = taskArn ? '; task ' + taskArn.split('/').pop() : '';
  const body = JSON.stringify({
    Status: problem ? 'FAILED' : 'SUCCESS',
    Reason: problem ? problem.slice(0, 1000) + where + logs : undefined,
    PhysicalResourceId: request.PhysicalResourceId || LogicalResourceId,
    RequestId, StackId, LogicalResourceId,
  });
  const response = await fetch(request.ResponseURL, { method: 'PUT', body });
  if (!response.ok) throw new Error('CloudFormation refused the answer: ' + response.status);
}
`.trim();
