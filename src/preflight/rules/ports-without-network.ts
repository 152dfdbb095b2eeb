import { containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { known } from '../model';

export const portsWithoutNetwork = templateRule({
  id: 'ports-without-network',
  title: 'a task with network mode none maps ports',
  viewsOf: taskViews,
  judge(view) {
    const { networkMode } = view.definition;
    if (!networkMode.known || networkMode.value !== 'none') return [];
    const mapped = containersOf(view).filter(({ portMappings }) => portMappings.known && portMappings.value.length > 0);
    if (mapped.length === 0) return [];
    return [
      {
        severity: 'error',
        summary: `${view.subject.constructPath} has network mode none, and ${mapped.map(containerName).join(', ')} ${mapped.length === 1 ? 'maps' : 'map'} ports`,
        cures: (['awsvpc', 'bridge'] as const).map((mode) => ({
          text: `set NetworkMode of ${view.subject.constructPath} from none to ${mode}`,
          apply: (old) => ({ ...old, definition: { ...old.definition, networkMode: known(mode) } }),
        })),
      },
    ];
  },
});
