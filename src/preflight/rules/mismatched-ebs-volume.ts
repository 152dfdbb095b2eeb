import { serviceCure } from './service-change';
import { templateRule, type Problem } from './template-rule';
import { serviceViews, type ServiceView } from './views';
import { known, type ServiceVolume } from '../model';

export const mismatchedEbsVolume = templateRule({
  id: 'mismatched-ebs-volume',
  title: 'an EBS volume of a task has no configuration in its service, or one that ECS refuses',
  viewsOf: serviceViews,
  judge(view) {
    const { volumeConfigurations: configured, taskSets } = view.service;
    if (!view.definition?.volumes.known || (configured && !configured.known) || taskSets !== undefined) return [];
    const volumes = configured?.value ?? [];
    return [...unpaired(view, volumes), ...volumes.flatMap((volume) => [...refused(view, volume, volumes), ...fileSystem(view, volume, volumes)])];
  },
});

function unpaired({ definition, subject }: ServiceView, volumes: readonly ServiceVolume[]): readonly Problem<ServiceView>[] {
  const declared = definition?.volumes.known ? definition.volumes.value.filter(({ kind }) => kind === 'ebs-at-launch') : [];
  if (declared.some(({ name }) => !name.known) || volumes.some(({ name }) => !name.known)) return [];
  const wanted = declared.flatMap(({ name }) => (name.known ? [name.value] : []));
  const given = volumes.flatMap(({ name }) => (name.known ? [name.value] : []));
  return [
    ...wanted.filter((name) => !given.includes(name)).map((name): Problem<ServiceView> => ({
      severity: 'error',
      summary: `the task of ${subject.constructPath} waits for the EBS volume ${name}, and the service configures ${given.join(', ') || 'none'}`,
      cures: [serviceCure(`configure ${name} in VolumeConfigurations of ${subject.constructPath}`, {
        volumeConfigurations: known([...volumes, { name: known(name), role: known('role'), sizeGiB: known(10) }]),
      })],
    })),
    ...given.filter((name) => !wanted.includes(name)).map((name): Problem<ServiceView> => ({
      severity: 'error',
      summary: `${subject.constructPath} configures the EBS volume ${name}, and its task definition declares ${wanted.join(', ') || 'none'}`,
      cures: [serviceCure(`declare ${name} with ConfiguredAtLaunch in the task definition, or remove it from VolumeConfigurations`, {
        volumeConfigurations: known(volumes.filter((one) => !(one.name.known && one.name.value === name))),
      })],
    })),
  ];
}

function refused({ subject, service }: ServiceView, volume: ServiceVolume, all: readonly ServiceVolume[]): readonly Problem<ServiceView>[] {
  const name = volume.name.known ? volume.name.value : 'a volume';
  const change = (to: Partial<ServiceVolume>) => ({ volumeConfigurations: known(all.map((one) => (one === volume ? { ...one, ...to } : one))) });
  const daemon = service.schedulingStrategy.known && service.schedulingStrategy.value === 'DAEMON';
  return [
    ...(volume.sizeGiB === undefined && volume.snapshot === undefined ? [{
      severity: 'error' as const,
      summary: `the EBS volume ${name} of ${subject.constructPath} has neither a size nor a snapshot`,
      cures: [serviceCure<ServiceView>(`set SizeInGiB of ${name}`, change({ sizeGiB: known(10) }))],
    }] : []),
    ...(volume.role === undefined ? [{
      severity: 'error' as const,
      summary: `the EBS volume ${name} of ${subject.constructPath} has no infrastructure role`,
      cures: [serviceCure<ServiceView>(`set RoleArn of ${name} to a role with AmazonECSInfrastructureRolePolicyForVolumes`, change({ role: known('role') }))],
    }] : []),
    ...(daemon ? [{
      severity: 'error' as const,
      summary: `${subject.constructPath} is a daemon and configures the EBS volume ${name}, and daemons have none`,
      cures: [serviceCure<ServiceView>(`remove ${name} from VolumeConfigurations`, { volumeConfigurations: known(all.filter((one) => one !== volume)) })],
    }] : []),
  ];
}

const FILE_SYSTEMS = { linux: ['ext3', 'ext4', 'xfs'], windows: ['ntfs'] } as const;

function fileSystem({ definition, subject }: ServiceView, volume: ServiceVolume, all: readonly ServiceVolume[]): readonly Problem<ServiceView>[] {
  const { fileSystemType: type, name } = volume;
  const family = definition?.operatingSystemFamily;
  if (!type?.known || !family?.known) return [];
  const isWindows = family.value.toUpperCase().startsWith('WINDOWS');
  // Without a runtime platform a task on instances may be one of Windows all the same.
  const taken: readonly string[] = family.assumed !== undefined
    ? [...FILE_SYSTEMS.linux, ...FILE_SYSTEMS.windows] : FILE_SYSTEMS[isWindows ? 'windows' : 'linux'];
  const who = family.assumed !== undefined ? 'ECS makes' : `${isWindows ? 'Windows' : 'Linux'} tasks have`;
  if (taken.includes(type.value.toLowerCase())) return [];
  return [
    {
      severity: 'error',
      summary: `the EBS volume ${name.known ? name.value : 'of a name that is not known'} of ${subject.constructPath} has the file system ${type.value}, and ${who} ${taken.join(', ')}`,
      notes: ['a task will stop with "ECS timed out while configuring the EBS volume attachment to your Task."'],
      cures: [serviceCure(`set FilesystemType of the volume to ${taken[taken.length > 2 ? 2 : 0]}`, {
        volumeConfigurations: known(all.map((one) => (one === volume ? { ...one, fileSystemType: known(taken[taken.length > 2 ? 2 : 0]) } : one))),
      })],
    },
  ];
}
