import { containerName, containersOf } from './container-problems';
import { templateRule, type Cure } from './template-rule';
import { taskViews, type TaskView } from './views';
import { number } from '../explain/refusal-summary';
import { mapKnown, type ContainerDefinition } from '../model';

const MOST_BYTES = 64 * 1024;
/** From here on, what only the deployment fills in is likely to decide. */
const NEAR_BYTES = 60 * 1024;

export const oversizedTaskDefinition = templateRule({
  id: 'oversized-task-definition',
  title: 'a task definition is larger than ECS takes',
  viewsOf: taskViews,
  judge(view) {
    const { leastBytes, writtenBytes } = view.definition;
    if (leastBytes === undefined) return [];
    const open = writtenBytes !== undefined && writtenBytes > leastBytes;
    if (leastBytes <= MOST_BYTES && !(open && leastBytes >= NEAR_BYTES)) return [];
    return [
      {
        severity: leastBytes > MOST_BYTES ? 'error' as const : 'warning' as const,
        summary: leastBytes > MOST_BYTES
          ? `${view.subject.constructPath} has at least ${number(leastBytes)} bytes, and ECS takes ${number(MOST_BYTES)}`
          : `${view.subject.constructPath} has ${number(leastBytes)} bytes before its references are filled in, and ECS takes ${number(MOST_BYTES)}`,
        notes: ['references of CloudFormation are counted as nothing, since what they become is not in the template'],
        cures: containersOf(view).flatMap((container) => moved(container)),
      },
    ];
  },
});

function moved(container: ContainerDefinition): readonly Cure<TaskView>[] {
  const bytes = Object.entries(container.environment)
    .reduce((sum, [name, value]) => sum + (value.known ? Buffer.byteLength(`{"Name":${JSON.stringify(name)},"Value":${JSON.stringify(value.value)}},`) : 0), 0);
  if (bytes < 1024) return [];
  return [
    {
      text: `move the variables of ${containerName(container)} (${number(bytes)} bytes) into a file in EnvironmentFiles (environmentFiles)`,
      apply: (view) => ({
        ...view,
        definition: {
          ...view.definition,
          leastBytes: (view.definition.leastBytes ?? 0) - bytes,
          containers: mapKnown(view.definition.containers, (all) => all.map((one) => (one === container ? { ...one, environment: {} } : one))),
        },
      }),
    },
  ];
}
