import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule, type Problem } from './template-rule';
import { usedLinuxParameters, usedParameters, WITHOUT_PARAMETERS } from './used-parameters';
import { isForFargate, taskViews, type TaskView } from './views';
import { FARGATE_ADDABLE_CAPABILITIES, FARGATE_REFUSED_PARAMETERS } from '../../facts';
import { known, mapKnown, type ContainerDefinition } from '../model';

export const unsupportedOnFargate = templateRule({
  id: 'unsupported-on-fargate',
  title: 'a task for Fargate uses something that only container instances have',
  viewsOf: taskViews,
  judge: (view) => (isForFargate(view) ? [...inContainers(view), ...inVolumes(view), ...inTask(view)] : []),
});

function inContainers(view: TaskView): readonly Problem<TaskView>[] {
  return containersOf(view).flatMap((container) => {
    const used = [
      ...usedParameters(container, FARGATE_REFUSED_PARAMETERS.container),
      ...(container.gpus?.known && container.gpus.value > 0 ? ['a GPU'] : []),
      ...linuxParameters(container),
      ...firelens(container),
    ];
    if (used.length === 0) return [];
    return [
      problem(`${containerName(container)} of ${view.subject.constructPath} uses ${used.join(', ')}, which Fargate does not have`, [
        changeContainer(`remove ${used.join(', ')} from ${containerName(container)}`, container, {
          ...WITHOUT_PARAMETERS,
          gpus: undefined,
          firelensOptions: undefined,
        }),
      ]),
    ];
  });
}

function linuxParameters(container: ContainerDefinition): readonly string[] {
  const added = container.linuxParameters?.addedCapabilities;
  const capabilities = added?.known ? added.value.filter((name) => !FARGATE_ADDABLE_CAPABILITIES.includes(name)) : [];
  return [
    ...capabilities.map((name) => `the capability ${name}`),
    // Tmpfs is left out: whether Fargate takes it today is not certain.
    ...usedLinuxParameters(container, ['Devices', 'MaxSwap', 'Swappiness', 'SharedMemorySize']),
  ];
}

/** The agent of Fargate reads a file of the image only. */
function firelens({ firelensOptions }: ContainerDefinition): readonly string[] {
  const type = firelensOptions?.known ? firelensOptions.value['config-file-type'] : undefined;
  return type?.known && type.value === 's3' ? ['a FireLens configuration from S3 (config-file-type s3)'] : [];
}

function inVolumes({ definition, subject }: TaskView): readonly Problem<TaskView>[] {
  const volumes = definition.volumes.known ? definition.volumes.value : [];
  return volumes
    .filter(({ kind }) => kind === 'host' || kind === 'docker' || kind === 'fsx')
    .map((volume) => {
      const name = volume.name.known ? volume.name.value : 'a volume';
      return problem(
        `the volume ${name} of ${subject.constructPath} is ${VOLUMES[volume.kind] ?? volume.kind}, which Fargate does not have`,
        [
          {
            text: `make ${name} a volume of the task (no Host), or use Amazon EFS`,
            apply: (view) => ({
              ...view,
              definition: {
                ...view.definition,
                volumes: mapKnown(view.definition.volumes, (all) =>
                  all.map((one) => (one === volume ? { ...one, kind: 'bind' as const } : one)),
                ),
              },
            }),
          },
        ],
      );
    });
}

const VOLUMES: Readonly<Record<string, string>> = {
  host: 'a path of the instance',
  docker: 'a Docker volume',
  fsx: 'an FSx for Windows share',
};

function inTask({ definition, subject }: TaskView): readonly Problem<TaskView>[] {
  const { pidMode, ipcMode, placementConstraints } = definition;
  const used = [
    ...(pidMode?.known && pidMode.value === 'host' ? ['PidMode host'] : []),
    ...(ipcMode?.known ? ['IpcMode'] : []),
    ...(placementConstraints.known && placementConstraints.value.length > 0 ? ['PlacementConstraints'] : []),
  ];
  return used.length === 0
    ? []
    : [
      problem(`${subject.constructPath} uses ${used.join(', ')}, which Fargate does not have`, [
        {
          text: `remove ${used.join(', ')} from ${subject.constructPath}`,
          apply: (view) => ({
            ...view,
            definition: { ...view.definition, pidMode: undefined, ipcMode: undefined, placementConstraints: known([]) },
          }),
        },
      ]),
    ];
}

function problem(summary: string, cures: NonNullable<Problem<TaskView>['cures']>): Problem<TaskView> {
  return { severity: 'error', summary, cures };
}
