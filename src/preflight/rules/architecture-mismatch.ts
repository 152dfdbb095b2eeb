import { templateRule } from './template-rule';
import { groupsOf, serviceViews, type ServiceView } from './views';
import { known, mapKnown } from '../model';

export const architectureMismatch = templateRule({
  id: 'architecture-mismatch',
  title: 'a task is built for another architecture than the instances it runs on',
  viewsOf: serviceViews,
  judge(view, { options, model }) {
    const { definition, service, cluster } = view;
    const groups = groupsOf(view);
    // Without a RuntimePlatform the task says nothing, and an image may hold both architectures.
    if (!definition?.cpuArchitecture.known || definition.cpuArchitecture.assumed !== undefined || !groups.known || cluster?.imported) return [];
    const asked = definition.cpuArchitecture.value;
    if (!groups.value.every(({ instanceTypes }) => instanceTypes.known)) return [];
    const names = [...new Set(groups.value.flatMap(({ instanceTypes }) => (instanceTypes.known ? instanceTypes.value : [])))];
    const types = names.map((name) => ({ name, facts: options.catalog.find(name) }));
    const others = types.filter(({ facts }) => facts && !facts.architectures.includes(asked));
    if (others.length === 0) return [];
    const all = others.length === types.length;
    if (!all && choosesInstances(view)) return [];
    // A group whose cluster is not known may be the one with the right instances.
    const certain = all && (service.launchType === undefined || model.capacities.every((capacity) => capacity.cluster.known));
    const other = asked === 'arm64' ? 'x86_64' : 'arm64';
    return [
      {
        severity: certain ? 'error' : 'warning',
        summary: `${service.subject.constructPath} asks for ${asked}, and ${all ? 'none' : 'not every one'} of its instance types has it`,
        evidence: [
          {
            kind: 'table',
            columns: ['', 'architecture'],
            rows: [
              { cells: ['task', asked] },
              ...types.map(({ name, facts }) => ({ cells: [name, facts ? facts.architectures.join(', ') : 'unknown'] })),
            ],
          },
        ],
        notes: ['a container of the other architecture ends with "exec format error"'],
        cures: all ? [
          {
            text: `set RuntimePlatform.CpuArchitecture (cpuArchitecture) of ${definition.subject.constructPath} from ${asked} to ${other}, and build the image for it`,
            apply: (old) => ({ ...old, definition: old.definition && { ...old.definition, cpuArchitecture: known<'x86_64' | 'arm64'>(other) } }),
          },
        ] : [
          {
            text: `add the constraint memberOf(attribute:ecs.cpu-architecture == ${asked}) to ${service.subject.constructPath}`,
            apply: (old) => ({
              ...old,
              service: {
                ...old.service,
                placementConstraints: mapKnown(old.service.placementConstraints, (constraints) =>
                  [...constraints, { type: known<'memberOf'>('memberOf'), expression: known(`attribute:ecs.cpu-architecture == ${asked}`) }]),
              },
            }),
          },
        ],
      },
    ];
  },
});

/** True when a constraint looks at the kind of instance, or may: then it is not known which types a task meets. */
function choosesInstances({ service, definition }: ServiceView): boolean {
  return [service.placementConstraints, definition?.placementConstraints].some((constraints) =>
    constraints && (!constraints.known || constraints.value.some(({ expression }) =>
      expression && (!expression.known || /attribute:(?!ecs\.availability-zone)/i.test(expression.value)))));
}
