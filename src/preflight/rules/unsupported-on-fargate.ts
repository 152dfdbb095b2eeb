import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule, type Problem } from './template-rule';
import { isForFargate, taskViews, type TaskView } from './views';
import { FARGATE_ADDABLE_CAPABILITIES, FARGATE_REFUSED_PARAMETERS } from '../../facts';
import { known, mapKnown, type Known } from '../model';

export const unsupportedOnFargate = templateRule({
  id: 'unsupported-on-fargate',
  title: 'a task for Fargate uses something that only container instances have',
  viewsOf: taskViews,
  judge: (view) => (isForFargate(view) ? [...inContainers(view), ...inVolumes(view), ...inTask(view)] : []),
});

function inContainers(view: TaskView): readonly Problem<TaskView>[] {
  return containersOf(view).flatMap((container) => {
    const used = [
      ...FARGATE_REFUSED_PARAMETERS.container.filter((name) => isUsed(SETTINGS[name](container))),
      ...(container.gpus?.known && container.gpus.value > 0 ? ['a GPU'] : []),
      ...linuxParameters(container),
    ];
    if (used.length === 0) return [];
    return [
      problem(`${containerName(container)} of ${view.subject.constructPath} uses ${used.join(', ')}, which Fargate does not have`, [
        changeContainer(`remove ${used.join(', ')} from ${containerName(container)}`, container, {
          disableNetworking: undefined,
          dnsSearchDomains: undefined,
          dnsServers: undefined,
          dockerSecurityOptions: undefined,
          extraHosts: undefined,
          links: undefined,
          privileged: undefined,
          gpus: undefined,
          linuxParameters: undefined,
        }),
      ]),
    ];
  });
}

type Container = ReturnType<typeof containersOf>[number];

const SETTINGS: Readonly<
  Record<(typeof FARGATE_REFUSED_PARAMETERS.container)[number], (container: Container) => Known<boolean | readonly unknown[]> | undefined>
> = {
  DisableNetworking: ({ disableNetworking }) => disableNetworking,
  DnsSearchDomains: ({ dnsSearchDomains }) => dnsSearchDomains,
  DnsServers: ({ dnsServers }) => dnsServers,
  DockerSecurityOptions: ({ dockerSecurityOptions }) => dockerSecurityOptions,
  ExtraHosts: ({ extraHosts }) => extraHosts,
  Links: ({ links }) => links,
  Privileged: ({ privileged }) => privileged,
};

/** An empty list and a false ask for nothing; what is not known may be either. */
function isUsed(value: Known<boolean | readonly unknown[]> | undefined): boolean {
  return value?.known === true && (typeof value.value === 'boolean' ? value.value : value.value.length > 0);
}

function linuxParameters({ linuxParameters: linux }: ReturnType<typeof containersOf>[number]): readonly string[] {
  if (!linux) return [];
  const capabilities = linux.addedCapabilities?.known
    ? linux.addedCapabilities.value.filter((name) => !FARGATE_ADDABLE_CAPABILITIES.includes(name))
    : [];
  const set = (value: { readonly known: boolean; readonly value?: readonly unknown[] } | undefined) =>
    value?.known === true && (value.value?.length ?? 0) > 0;
  return [
    ...capabilities.map((name) => `the capability ${name}`),
    // Tmpfs is left out: whether Fargate takes it today is not certain.
    ...(set(linux.devices) ? ['Devices'] : []),
    ...(linux.maxSwapMiB?.known ? ['MaxSwap'] : []),
    ...(linux.swappiness?.known ? ['Swappiness'] : []),
    ...(linux.sharedMemoryMiB?.known ? ['SharedMemorySize'] : []),
  ];
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
