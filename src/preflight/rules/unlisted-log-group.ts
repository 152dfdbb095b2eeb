import { changeContainers } from './change-model';
import { declaredIn } from './start-needs';
import { tasks, type TaskPiece } from './task-site';
import { templateRule } from './template-rule';
import { known } from '../model';

export const unlistedLogGroup = templateRule({
  id: 'unlisted-log-group',
  title: 'a container logs to a group that the input does not make, so the group has to be there before',
  viewsOf: tasks.viewsOf,
  judge: (view) => groupsOf(view).filter((group) => !isDeclared(group, view)).map((group) => ({
    severity: 'note' as const,
    summary: `${view.subject.constructPath} logs to ${group}, which no resource of the input makes`,
    notes: [
      'where the group exists, nothing is wrong',
      'otherwise ECS will say "ResourceInitializationError: failed to validate logger args"',
    ],
    cures: [
      tasks.cure(`declare AWS::Logs::LogGroup ${group} in the same app, or set awslogs-create-group to true`, (model) =>
        changeContainers(model, view.piece.id, (container) => (container.logOptions.known
          ? { ...container, logOptions: known({ ...container.logOptions.value, 'awslogs-create-group': known('true') }) } : container))),
    ],
  })),
});

/** Names that are written out, of groups that nothing makes on the way. */
function groupsOf({ piece }: TaskPiece): readonly string[] {
  const groups = new Set<string>();
  for (const { logDriver, logOptions } of piece.containers.known ? piece.containers.value : []) {
    if (!logDriver?.known || logDriver.value !== 'awslogs' || !logOptions.known) continue;
    const { 'awslogs-group': group, 'awslogs-create-group': creates } = logOptions.value;
    if (group?.known && !group.value.includes('${') && creates === undefined) groups.add(group.value);
  }
  return [...groups].sort();
}

function isDeclared(group: string, { site }: TaskPiece): boolean {
  const open = [...site.declared.values()].some(({ type, name }) => type === 'AWS::Logs::LogGroup' && name.known && (name.value === group || name.value.includes('${')));
  return open || declaredIn(group, site)?.type === 'AWS::Logs::LogGroup';
}
