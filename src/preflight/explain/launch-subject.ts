import type { InstanceGroup, Subject } from '../model';

/** The resource that says what a group launches: the group itself, or a launch template or configuration of the same template. */
export function launchSubject(group: InstanceGroup): Subject | undefined {
  if (group.isSingleInstance) return group.subject;
  const stack = group.id.slice(0, group.id.length - group.subject.logicalId.length);
  const id = group.launchTemplate;
  if (!id?.known || stack === '' || !id.value.startsWith(stack)) return undefined;
  return { ...group.subject, logicalId: id.value.slice(stack.length) };
}
