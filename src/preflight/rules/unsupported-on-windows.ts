import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule, type Problem } from './template-rule';
import { usedParameters, WITHOUT_PARAMETERS, type ContainerParameter } from './used-parameters';
import { isForFargate, taskViews, type TaskView } from './views';
import { known, mapKnown, type ContainerDefinition, type Volume } from '../model';

export const unsupportedOnWindows = templateRule({
  id: 'unsupported-on-windows',
  title: 'a Windows task uses something that only Linux containers have',
  viewsOf: taskViews,
  judge(view) {
    const { operatingSystemFamily: family } = view.definition;
    return family.known && family.value.toUpperCase().startsWith('WINDOWS')
      ? [...inContainers(view), ...inVolumes(view), ...inTask(view), ...architecture(view), ...network(view, family.value)]
      : [];
  },
});

const REFUSED: readonly ContainerParameter[] = [
  'DisableNetworking', 'DnsSearchDomains', 'DnsServers', 'ExtraHosts', 'Links', 'Privileged', 'ReadonlyRootFilesystem', 'Ulimits',
];

/** Accounts that Windows containers have. */
const WINDOWS_USER = /^container/i;

function inContainers(view: TaskView): readonly Problem<TaskView>[] {
  return containersOf(view).flatMap((container) => {
    const used = [
      ...usedParameters(container, REFUSED),
      ...(container.linuxParameters ? ['LinuxParameters'] : []),
      ...(hasLinuxUser(container) ? ['User'] : []),
    ].join(', ');
    if (used === '') return [];
    return [
      {
        severity: 'warning' as const,
        summary: `${containerName(container)} of ${view.subject.constructPath} uses ${used}, which Windows containers do not have`,
        cures: [
          changeContainer(`remove ${used} from ${containerName(container)}`, container, { ...WITHOUT_PARAMETERS, user: undefined }),
        ],
      },
    ];
  });
}

function hasLinuxUser({ user }: ContainerDefinition): boolean {
  return user?.known === true && user.value !== '' && !WINDOWS_USER.test(user.value);
}

function inVolumes(view: TaskView): readonly Problem<TaskView>[] {
  const { definition, subject } = view;
  const volumes = definition.volumes.known ? definition.volumes.value : [];
  return volumes.flatMap((volume) => {
    const kind = refusedKind(volume, isForFargate(view));
    const name = volume.name.known ? volume.name.value : 'a volume';
    if (kind === undefined) return [];
    return [
      {
        severity: 'error' as const,
        summary: `the volume ${name} of ${subject.constructPath} is ${kind}, which Windows tasks do not have`,
        cures: [
          {
            text: `make ${name} a volume of the task (no configuration)`,
            apply: (changed: TaskView): TaskView => ({
              ...changed,
              definition: {
                ...changed.definition,
                volumes: mapKnown(changed.definition.volumes, (all) => all.map((one) => (one === volume ? { ...one, kind: 'bind' as const } : one))),
              },
            }),
          },
        ],
      },
    ];
  });
}

function refusedKind({ kind, dockerDriver }: Volume, onFargate: boolean): string | undefined {
  if (kind === 'efs') return 'on Amazon EFS';
  if (kind === 'ebs-at-launch' && onFargate) return 'on Amazon EBS';
  return kind === 'docker' && dockerDriver?.known && dockerDriver.value !== 'local' ? `of the Docker driver ${dockerDriver.value}` : undefined;
}

function inTask({ definition, subject }: TaskView): readonly Problem<TaskView>[] {
  const { ipcMode, pidMode, proxyConfiguration } = definition;
  const used = [
    ...(ipcMode?.known ? ['IpcMode'] : []), ...(pidMode?.known ? ['PidMode'] : []), ...(proxyConfiguration?.known ? ['ProxyConfiguration'] : []),
  ].join(', ');
  if (used === '') return [];
  return [
    {
      severity: 'warning',
      summary: `${subject.constructPath} uses ${used}, which Windows tasks do not have`,
      cures: [
        {
          text: `remove ${used} from ${subject.constructPath}`,
          apply: (view) => ({
            ...view,
            definition: { ...view.definition, ipcMode: undefined, pidMode: undefined, proxyConfiguration: undefined },
          }),
        },
      ],
    },
  ];
}

function architecture({ definition, subject }: TaskView): readonly Problem<TaskView>[] {
  const { cpuArchitecture } = definition;
  if (!cpuArchitecture.known || cpuArchitecture.value !== 'arm64') return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} asks for Windows on arm64, and Windows tasks run on x86_64 only`,
      cures: [
        {
          text: `set RuntimePlatform.CpuArchitecture (cpuArchitecture) of ${subject.constructPath} from ARM64 to X86_64`,
          apply: (view) => ({ ...view, definition: { ...view.definition, cpuArchitecture: known<'x86_64'>('x86_64') } }),
        },
      ],
    },
  ];
}

function network({ definition, subject }: TaskView, family: string): readonly Problem<TaskView>[] {
  const { networkMode } = definition;
  if (!/_2016_/.test(family) || !networkMode.known || networkMode.value !== 'awsvpc') return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} has the network mode awsvpc, which ${family} does not have`,
      notes: ['instances of Windows Server 2016 do not register the attribute ecs.capability.task-eni'],
      cures: [
        {
          text: `run ${subject.constructPath} on a newer family, such as WINDOWS_SERVER_2022_FULL`,
          apply: (view) => ({ ...view, definition: { ...view.definition, operatingSystemFamily: known('WINDOWS_SERVER_2022_FULL') } }),
        },
      ],
    },
  ];
}
