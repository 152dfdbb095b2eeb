import { serviceCure } from './service-change';
import { templateRule, type Problem } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { known, type LatticeTarget } from '../model';

export const incompleteLatticeTarget = templateRule({
  id: 'incomplete-lattice-target',
  title: 'a target of VPC Lattice lacks its role, its target group or its port',
  viewsOf: serviceViews,
  judge(view) {
    const { latticeTargets: targets } = view.service;
    if (!targets?.known) return [];
    return targets.value.flatMap((target, position) => {
      const name = `VpcLatticeConfigurations[${position}] of ${view.subject.constructPath}`;
      return [...missing(target, name, targets.value), ...unknownPort(view, target, name, targets.value)];
    });
  },
});

const PARTS = [
  ['role', 'RoleArn'],
  ['targetGroup', 'TargetGroupArn'],
  ['portName', 'PortName'],
] as const satisfies readonly (readonly [keyof LatticeTarget, string])[];

function replaced(all: readonly LatticeTarget[], target: LatticeTarget, change: LatticeTarget) {
  return { latticeTargets: known(all.map((one) => (one === target ? { ...one, ...change } : one))) };
}

function missing(target: LatticeTarget, name: string, all: readonly LatticeTarget[]): readonly Problem<ServiceView>[] {
  const lacking = PARTS.filter(([key]) => target[key] === undefined);
  if (lacking.length === 0) return [];
  const names = lacking.map(([, property]) => property).join(' and ');
  return [
    {
      severity: 'error',
      summary: `${name} lacks ${names}`,
      notes: ['ECS registers the tasks with the target group as that role'],
      cures: [
        serviceCure(`set ${names} in ${name}`, replaced(all, target, Object.fromEntries(lacking.map(([key]) => [key, known('set')])))),
      ],
    },
  ];
}

function unknownPort(
  { definition }: ServiceView,
  target: LatticeTarget,
  name: string,
  all: readonly LatticeTarget[],
): readonly Problem<ServiceView>[] {
  const { portName } = target;
  if (!portName?.known || !definition?.containers.known) return [];
  const lists = definition.containers.value.map(({ portMappings }) => portMappings);
  const named = lists.flatMap((list) => (list.known ? list.value : [])).flatMap((mapping) => (mapping.name ? [mapping.name] : []));
  if (lists.some((list) => !list.known) || named.some((one) => !one.known)) return [];
  const names = named.flatMap((one) => (one.known ? [one.value] : []));
  if (names.includes(portName.value)) return [];
  return [
    {
      severity: 'error',
      summary: `${name} sends to the port ${portName.value}, and ${definition.subject.constructPath} names ${names.join(', ') || 'no port'}`,
      cures:
        names.length > 0
          ? [
            serviceCure(
              `set PortName of ${name} from ${portName.value} to ${names[0]}`,
              replaced(all, target, { portName: known(names[0]) }),
            ),
          ]
          : [
            serviceCure(`name a port mapping ${portName.value} (PortMappings[].Name), or remove ${name}`, {
              latticeTargets: known(all.filter((one) => one !== target)),
            }),
          ],
    },
  ];
}
