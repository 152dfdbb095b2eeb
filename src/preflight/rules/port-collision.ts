import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews, type TaskView } from './views';
import type { ContainerDefinition, PortMapping } from '../model';

export const portCollision = templateRule({
  id: 'port-collision',
  title: 'two port mappings of one task need the same port',
  viewsOf: taskViews,
  judge(view) {
    const { networkMode } = view.definition;
    if (!networkMode.known || networkMode.value === 'none') return [];
    const bridge = networkMode.value === 'bridge';
    const byPort = new Map<string, Mapping[]>();
    for (const mapping of mappingsOf(view)) {
      const key = portOf(mapping.mapping, bridge);
      if (key) byPort.set(key, [...byPort.get(key) ?? [], mapping]);
    }
    return [...byPort.entries()].filter(([, same]) => same.length > 1).map(([port, same]) => {
      const names = same.map(({ container }) => containerName(container));
      const last = same[same.length - 1];
      return {
        severity: 'error' as const,
        summary: `${bridge ? 'host port' : 'port'} ${port} is mapped ${same.length} times in ${view.subject.constructPath}`,
        evidence: [{ kind: 'text' as const, lines: names.map((name) => `${name} maps ${port}`) }],
        notes: [
          bridge ? 'an instance gives one host port to one container' : `in ${networkMode.value} mode the containers of a task share one network, and so their ports`,
          `ECS will say "${port.replace(/^(\d+)\/(\w+)$/, (_, digits: string, protocol: string) => `${protocol.toUpperCase()} host port '${digits}'`)} is mapped multiple times in task."`,
        ],
        cures: [
          changeContainer(`remove the mapping of ${port} from ${containerName(last.container)}`, last.container, {
            portMappings: { known: true, value: mappingsIn(last.container).filter((mapping) => mapping !== last.mapping) },
          }),
        ],
      };
    });
  },
});

interface Mapping {
  readonly container: ContainerDefinition;
  readonly mapping: PortMapping;
}

function mappingsOf(view: TaskView): readonly Mapping[] {
  return containersOf(view).flatMap((container) => mappingsIn(container).map((mapping) => ({ container, mapping })));
}

function mappingsIn({ portMappings }: ContainerDefinition): readonly PortMapping[] {
  return portMappings.known ? portMappings.value : [];
}

/** `80/tcp`: the port that nothing else may have; undefined for a dynamic, unknown or ranged one. */
function portOf({ hostPort, containerPort, protocol }: PortMapping, bridge: boolean): string | undefined {
  const port = bridge ? hostPort : containerPort;
  return port?.known && port.value > 0 && protocol.known ? `${port.value}/${protocol.value}` : undefined;
}
