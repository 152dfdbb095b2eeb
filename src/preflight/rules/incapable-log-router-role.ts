import { changeRole, changeTask } from './change-model';
import { neverAllowed, withStatement } from './role-questions';
import { forFargate, roleOf, tasks, type TaskPiece } from './task-site';
import { templateRule, type Problem } from './template-rule';
import { known, type ContainerDefinition } from '../model';

export const incapableLogRouterRole = templateRule({
  id: 'incapable-log-router-role',
  title: 'the log router of a task may not write to where its options send the logs',
  viewsOf: tasks.viewsOf,
  judge(view) {
    const containers = view.piece.containers.known ? view.piece.containers.value : [];
    const outputs = containers.flatMap((container) => outputOf(container));
    if (outputs.length === 0) return [];
    if (view.piece.taskRole === undefined) return forFargate(view) ? [noRole(view, outputs)] : [];
    const role = roleOf(view, 'taskRole');
    const missing = role ? neverAllowed(role, [...new Set(outputs.flatMap(({ actions }) => actions))]) : [];
    if (!role || missing.length === 0) return [];
    const unsent = outputs.filter(({ actions }) => actions.some((action) => missing.includes(action)));
    return [
      {
        severity: 'warning',
        summary: `logs of ${namesOf(unsent)} of ${view.subject.constructPath} are lost: ${role.subject.constructPath} lacks ${missing.join(', ')}`,
        notes: NOTES,
        cures: [
          tasks.cure(`allow ${missing.join(', ')} in ${role.subject.constructPath}`, (model) => changeRole(model, role.id, withStatement(role, missing, '*'))),
        ],
      },
    ];
  },
});

const NOTES = ['the log router writes with the task role, not with the execution role', 'the tasks run; no event of ECS tells that the logs go nowhere'];

interface Output {
  readonly container: string;
  readonly actions: readonly string[];
}

function noRole({ piece, subject }: TaskPiece, outputs: readonly Output[]): Problem<TaskPiece> {
  const actions = [...new Set(outputs.flatMap((output) => output.actions))];
  return {
    severity: 'warning',
    summary: `logs of ${namesOf(outputs)} of ${subject.constructPath} are lost: the task has no task role, which ${actions.join(', ')} needs`,
    notes: NOTES,
    cures: [
      tasks.cure(`give ${subject.constructPath} a TaskRoleArn (taskRole) that allows ${actions.join(', ')}`, (model) =>
        changeTask(model, piece.id, { taskRole: known('a role of its own') })),
    ],
  };
}

function namesOf(outputs: readonly Output[]): string {
  return outputs.map(({ container }) => container).join(', ');
}

const LOGS = ['logs:CreateLogStream', 'logs:PutLogEvents'];

const ACTIONS: Readonly<Record<string, readonly string[] | undefined>> = {
  cloudwatch: LOGS,
  cloudwatch_logs: LOGS,
  firehose: ['firehose:PutRecordBatch'],
  kinesis_firehose: ['firehose:PutRecordBatch'],
  kinesis: ['kinesis:PutRecords'],
  kinesis_streams: ['kinesis:PutRecords'],
  s3: ['s3:PutObject'],
};

/** What an output of AWS calls; nothing for other outputs, and for one that writes with a role of its own. */
function outputOf({ name, logDriver, logOptions }: ContainerDefinition): readonly Output[] {
  if (!logDriver?.known || logDriver.value !== 'awsfirelens' || !logOptions.known) return [];
  const options = Object.entries(logOptions.value).map(([key, value]) => [key.toLowerCase(), value] as const);
  if (options.some(([key]) => key === 'role_arn' || key === 'endpoint')) return [];
  const output = options.find(([key]) => key === 'name')?.[1];
  const all = output?.known ? ACTIONS[output.value.toLowerCase()] : undefined;
  // A stream with a name of its own may be there already.
  const actions = options.some(([key]) => key === 'log_stream_name') ? all?.filter((action) => action !== 'logs:CreateLogStream') : all;
  return actions ? [{ container: name.known ? name.value : 'a container', actions }] : [];
}
