import { at, fact, flag, isAbsent, number, or, pattern, patternList, plainList, propertiesOf, text, type Property } from './property';
import type { Provider } from './provider-index';
import { roleOfProfile } from './read-instance-group';
import { readInstanceRequirements } from './read-instance-requirements';
import { readSubnets } from './read-subnets';
import type { Reading } from './reading';
import { known, unknown, type Known, type ManagedInstances } from '../../model';

/** Capacity that ECS chooses and manages itself, within the requirements of its provider. */
export function readManagedInstances(provider: Provider, cluster: Known<string>, reading: Reading): ManagedInstances {
  const managed = at(propertiesOf(provider.resource, reading.evaluation), 'ManagedInstancesProvider');
  const template = at(managed, 'InstanceLaunchTemplate');
  const requirements = at(template, 'InstanceRequirements');
  const named = at(template, 'NetworkConfiguration', 'Subnets');
  const choice = readSubnets(named);
  const open = choice.subnets.known ? choice.subnets.value.find((subnet) => !subnet.known) : choice.subnets;
  return {
    kind: 'managed-instances',
    id: provider.capacityId,
    subject: provider.resource.subject,
    cluster,
    name: provider.name,
    allowedInstanceTypes: or(plainList(at(requirements, 'AllowedInstanceTypes'), text), ['*'], 'every instance type is allowed'),
    minVcpu: bound(at(requirements, 'VCpuCount', 'Min'), 0),
    maxVcpu: bound(at(requirements, 'VCpuCount', 'Max'), Number.MAX_SAFE_INTEGER),
    minMemoryMiB: bound(at(requirements, 'MemoryMiB', 'Min'), 0),
    maxMemoryMiB: bound(at(requirements, 'MemoryMiB', 'Max'), Number.MAX_SAFE_INTEGER),
    subnets: isAbsent(named) ? known([], named.path) : open && !open.known ? unknown(open.because, open.from)
      : fact(choice.subnets.known ? choice.subnets.value.flatMap((subnet) => subnet.known ? [subnet.value] : []) : [], choice.subnets.from),
    zones: choice.zones,
    ...(isAbsent(requirements) ? {} : { requirements: readInstanceRequirements(requirements) }),
    securityGroups: patternList(at(template, 'NetworkConfiguration', 'SecurityGroups')),
    infrastructureRole: pattern(at(managed, 'InfrastructureRoleArn')),
    ...profileOf(at(template, 'Ec2InstanceProfileArn'), reading),
    capacityOption: or(text(at(template, 'CapacityOptionType')), 'ON_DEMAND', 'Managed Instances are On-Demand by default', at(template, 'CapacityOptionType').path),
    storageGiB: number(at(template, 'StorageConfiguration', 'StorageSizeGiB')),
    reservationPreference: text(at(template, 'CapacityReservations', 'ReservationPreference')),
    reservationGroup: pattern(at(template, 'CapacityReservations', 'ReservationGroupArn')),
    usesLocalStorage: flag(at(template, 'LocalStorageConfiguration', 'UseLocalStorage')),
    repairs: flag(at(managed, 'AutoRepairConfiguration', 'ActionsStatus'), 'ENABLED', 'DISABLED'),
    detailedMonitoring: text(at(template, 'Monitoring')),
    propagateTags: text(at(managed, 'PropagateTags')),
    scaleInAfterSeconds: number(at(managed, 'InfrastructureOptimization', 'ScaleInAfter')),
  };
}

function profileOf(property: Property, reading: Reading): Pick<ManagedInstances, 'instanceProfile' | 'instanceRole'> {
  const profile = pattern(property);
  return profile ? { instanceProfile: profile, instanceRole: roleOfProfile(profile, reading.evaluation) } : {};
}

function bound(property: Property, otherwise: number): Known<number> {
  return or(number(property), otherwise, 'no limit is set', property.path);
}
