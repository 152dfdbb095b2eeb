import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule, type Problem } from './template-rule';
import { usedLinuxParameters, usedParameters, WITHOUT_PARAMETERS } from './used-parameters';
import { placesOf, taskViews, type TaskView } from './views';
import { MANAGED_INSTANCES_REFUSED_PARAMETERS } from '../../facts';
import { mapKnown } from '../model';

export const unsupportedOnManagedInstances = templateRule({
  id: 'unsupported-on-managed-instances',
  title: 'a task for Managed Instances uses something that only container instances of your own have',
  viewsOf: taskViews,
  judge(view) {
    const bound = boundTo(view);
    return bound ? [...inContainers(view, bound), ...inVolumes(view, bound), ...inTask(view, bound)] : [];
  },
});

/** `registered` where ECS checks the task definition against Managed Instances, `placed` where a service only sends it there. */
type Bound = 'registered' | 'placed';

function boundTo({ definition, services }: TaskView): Bound | undefined {
  // What the task definition of a managed daemon may hold is another list.
  if (definition.madeFor !== undefined) return undefined;
  const asked = definition.requiresCompatibilities;
  if (asked.known && asked.value.includes('MANAGED_INSTANCES')) return 'registered';
  const everywhere = services.map((service) => placesOf(service));
  return everywhere.some((places) => places.known && places.value.length > 0 && places.value.every((place) => place === 'managed-instances'))
    ? 'placed'
    : undefined;
}

function inContainers(view: TaskView, bound: Bound): readonly Problem<TaskView>[] {
  return containersOf(view).flatMap((container) => {
    const used = [
      ...usedParameters(container, MANAGED_INSTANCES_REFUSED_PARAMETERS.container),
      ...usedLinuxParameters(container, MANAGED_INSTANCES_REFUSED_PARAMETERS.linuxParameters),
    ].join(', ');
    if (used === '') return [];
    return [
      problem(bound, `${containerName(container)} of ${view.subject.constructPath} uses ${used}`, [
        changeContainer(`remove ${used} from ${containerName(container)}`, container, WITHOUT_PARAMETERS),
      ]),
    ];
  });
}

const VOLUMES: Readonly<Record<string, string>> = { docker: 'a Docker volume', fsx: 'an FSx for Windows share' };

function inVolumes({ definition, subject }: TaskView, bound: Bound): readonly Problem<TaskView>[] {
  const volumes = definition.volumes.known ? definition.volumes.value : [];
  return volumes
    .filter(({ kind }) => kind in VOLUMES)
    .map((volume) => {
      const name = volume.name.known ? volume.name.value : 'a volume';
      return problem(bound, `the volume ${name} of ${subject.constructPath} is ${VOLUMES[volume.kind]}`, [
        {
          text: `make ${name} a volume of the task (no configuration), or use Amazon EFS`,
          apply: (view) => ({
            ...view,
            definition: {
              ...view.definition,
              volumes: mapKnown(view.definition.volumes, (all) =>
                all.map((one) => (one === volume ? { ...one, kind: 'bind' as const } : one))),
            },
          }),
        },
      ]);
    });
}

function inTask({ definition, subject }: TaskView, bound: Bound): readonly Problem<TaskView>[] {
  const { ephemeralStorageGiB, inferenceAccelerators, ipcMode, proxyConfiguration } = definition;
  const used = [
    ...(ephemeralStorageGiB?.known ? ['EphemeralStorage'] : []),
    ...(inferenceAccelerators?.known && inferenceAccelerators.value.length > 0 ? ['InferenceAccelerators'] : []),
    ...(ipcMode?.known ? ['IpcMode'] : []),
    ...(proxyConfiguration?.known ? ['ProxyConfiguration'] : []),
  ].join(', ');
  if (used === '') return [];
  return [
    problem(bound, `${subject.constructPath} uses ${used}`, [
      {
        text: `remove ${used} from ${subject.constructPath}`,
        apply: (view) => ({
          ...view,
          definition: {
            ...view.definition,
            ephemeralStorageGiB: undefined,
            inferenceAccelerators: undefined,
            ipcMode: undefined,
            proxyConfiguration: undefined,
          },
        }),
      },
    ]),
  ];
}

function problem(bound: Bound, what: string, cures: NonNullable<Problem<TaskView>['cures']>): Problem<TaskView> {
  return {
    severity: bound === 'registered' ? 'error' : 'warning',
    summary: `${what}, which Managed Instances do not have`,
    notes: bound === 'registered'
      ? ['ECS checks a task definition against what stands in RequiresCompatibilities when it is registered']
      : ['without MANAGED_INSTANCES in RequiresCompatibilities nothing checks it before tasks start'],
    cures,
  };
}
