import { at, flag, isAbsent, items, listOf, number, pattern, required, text, type Property } from './property';
import type { Known, LaunchHardware } from '../../model';

/** Disks, metadata service and address of the machines that launch settings make. */
export function readLaunchHardware(properties: Property): LaunchHardware {
  const p = (...names: readonly string[]): Property => at(properties, ...names);
  const devices = listOf(p('BlockDeviceMappings'), (item) => ({
    deviceName: required(text(at(item, 'DeviceName')), at(item, 'DeviceName')),
    sizeGiB: number(at(item, 'Ebs', 'VolumeSize')),
    volumeType: text(at(item, 'Ebs', 'VolumeType')),
    encrypted: flag(at(item, 'Ebs', 'Encrypted')),
    iops: number(at(item, 'Ebs', 'Iops')),
    throughput: number(at(item, 'Ebs', 'Throughput')),
    snapshot: pattern(at(item, 'Ebs', 'SnapshotId')),
    key: pattern(at(item, 'Ebs', 'KmsKeyId')),
  }));
  const interfaces = items(p('NetworkInterfaces'));
  const tokens = text(p('MetadataOptions', 'HttpTokens'));
  return {
    ...(devices ? { blockDevices: devices } : {}),
    ...(tokens ? { metadataTokens: tokens } : {}),
    metadataHopLimit: number(p('MetadataOptions', 'HttpPutResponseHopLimit')),
    metadataEndpoint: text(p('MetadataOptions', 'HttpEndpoint')),
    assignsPublicIp: publicIp(properties),
    keyName: text(p('KeyName')),
    networkInterfaces: interfaces?.known ? { ...interfaces, value: interfaces.value.length } : interfaces,
    capacityReservation: text(p('CapacityReservationSpecification', 'CapacityReservationPreference'))
      ?? pattern(p('CapacityReservationSpecification', 'CapacityReservationTarget', 'CapacityReservationId')),
    tenancy: text(p('Placement', 'Tenancy')) ?? text(p('PlacementTenancy')) ?? text(p('Tenancy')),
  };
}

/** Set on the settings themselves, or on their first network interface. */
function publicIp(properties: Property): Known<boolean> | undefined {
  const interfaces = items(at(properties, 'NetworkInterfaces'));
  const first = interfaces?.known && interfaces.value.length > 0 ? at(interfaces.value[0], 'AssociatePublicIpAddress') : undefined;
  return first && !isAbsent(first) ? flag(first) : flag(at(properties, 'AssociatePublicIpAddress'));
}
