import { templateRule } from './template-rule';
import { groupViews, type GroupView, type ServiceView } from './views';
import { registeredMemory } from '../catalog';
import { number } from '../explain/refusal-summary';
import { known, mapKnown, valueOr, type ContainerDefinition, type TaskDefinition } from '../model';
import type { RuleContext } from './rule';

export const overcommittedMemory = templateRule({
  id: 'overcommitted-memory',
  title: 'tasks are placed by their soft limits, and may together use more memory than their instance has',
  viewsOf: groupViews,
  judge: (view, context) =>
    view.services.flatMap((service) => {
      const memory = smallestMemory(view, context);
      const task = service.definition && limitsOf(service.definition);
      const desired = service.service.desiredCount;
      if (!task || memory === undefined || !desired.known || !service.definition) return [];
      const fit = Math.min(desired.value, Math.floor(memory / task.soft));
      const wanted = fit * task.hard;
      if (fit < 2 || wanted <= memory) return [];
      const { definition } = service;
      return [
        {
          severity: 'warning' as const,
          summary: `${number(fit)} tasks of ${service.subject.constructPath} on one instance may use ${number(wanted)} MiB, and it has ≈${number(memory)} MiB`,
          evidence: [
            {
              kind: 'table' as const,
              columns: ['', 'soft limit', 'hard limit'],
              rows: [
                { cells: ['a task', `${number(task.soft)} MiB`, `${number(task.hard)} MiB`] },
                {
                  cells: [`${number(fit)} tasks`, `${number(fit * task.soft)} MiB`, `${number(wanted)} MiB`],
                  remark: '<- more than there is',
                },
              ],
            },
          ],
          notes: [
            'ECS places by MemoryReservation; when all use what their hard limit lets them, the kernel ends one of them (exit code 137, OutOfMemoryError)',
          ],
          cures: [
            {
              text: `set MemoryReservation (memoryReservationMiB) of ${definition.subject.constructPath} to the hard limit, ${number(task.hard)} MiB in all`,
              apply: (changed) => ({
                ...changed,
                services: changed.services.map((one) => (one.service.id === service.service.id ? reserved(one, definition) : one)),
              }),
            },
          ],
        },
      ];
    }),
});

/** Memory that the smallest type of the group registers; undefined when a type or the system is not known. */
function smallestMemory({ group }: GroupView, { options }: RuleContext): number | undefined {
  const { instanceTypes, ami, agent } = group;
  if (!instanceTypes.known || !ami.os.known || !agent.reservedMemoryMiB.known) return undefined;
  const os = ami.os.value;
  const sizes = instanceTypes.value.map((name) => {
    const facts = options.catalog.find(name);
    return facts && registeredMemory(facts, os)?.expectedMiB;
  });
  return sizes.length > 0 && sizes.every((size) => size !== undefined)
    ? Math.min(...sizes.map((size) => size ?? 0)) - agent.reservedMemoryMiB.value
    : undefined;
}

/** Sums over the containers; undefined when the task has a limit of its own, or a container has none or one that is not known. */
function limitsOf({ memoryMiB, containers }: TaskDefinition): { readonly soft: number; readonly hard: number } | undefined {
  if (memoryMiB !== undefined || !containers.known || containers.value.length === 0) return undefined;
  let soft = 0;
  let hard = 0;
  for (const { memoryMiB: most, memoryReservationMiB: least } of containers.value) {
    if (!most?.known || (least && !least.known)) return undefined;
    hard += most.value;
    soft += least?.value ?? most.value;
  }
  return soft > 0 ? { soft, hard } : undefined;
}

function reserved(view: ServiceView, definition: TaskDefinition): ServiceView {
  const containers = mapKnown(definition.containers, (all) =>
    all.map((one): ContainerDefinition => ({ ...one, memoryReservationMiB: known(valueOr(one.memoryMiB ?? known(0), 0)) })),
  );
  return { ...view, definition: { ...definition, containers } };
}
