import { at, isAbsent, listOf, number, or, pattern, required, text, type Property } from './property';
import { assumed, type ServiceConnectConfiguration, type Service, type TrafficShift } from '../../model';

/** How a service is reached and what it mounts, apart from its load balancers. */
export function readServiceWiring(properties: Property): Pick<Service, 'serviceConnectConfiguration' | 'serviceRegistries' | 'volumeConfigurations'
| 'bakeTimeMinutes' | 'role'> {
  return {
    serviceConnectConfiguration: serviceConnect(at(properties, 'ServiceConnectConfiguration')),
    serviceRegistries: or(listOf(at(properties, 'ServiceRegistries'), (item) => ({
      registry: required(pattern(at(item, 'RegistryArn')), at(item, 'RegistryArn')),
      containerName: text(at(item, 'ContainerName')),
      containerPort: number(at(item, 'ContainerPort')),
      port: number(at(item, 'Port')),
    })), [], 'the service registers in no Cloud Map service'),
    volumeConfigurations: or(listOf(at(properties, 'VolumeConfigurations'), (item) => {
      const volume = at(item, 'ManagedEBSVolume');
      return {
        name: required(text(at(item, 'Name')), at(item, 'Name')),
        role: pattern(at(volume, 'RoleArn')),
        sizeGiB: number(at(volume, 'SizeInGiB')),
        snapshot: pattern(at(volume, 'SnapshotId')),
        volumeType: text(at(volume, 'VolumeType')),
        iops: number(at(volume, 'Iops')),
        throughput: number(at(volume, 'Throughput')),
        fileSystemType: text(at(volume, 'FilesystemType')),
        kmsKey: pattern(at(volume, 'KmsKeyId')),
      };
    }), [], 'no volume is configured at launch'),
    bakeTimeMinutes: number(at(properties, 'DeploymentConfiguration', 'BakeTimeInMinutes')),
    role: pattern(at(properties, 'Role')),
  };
}

function serviceConnect(property: Property): ServiceConnectConfiguration | undefined {
  if (isAbsent(property)) {
    return undefined;
  }
  return {
    namespace: pattern(at(property, 'Namespace')),
    services: listOf(at(property, 'Services'), (item) => ({
      portName: required(text(at(item, 'PortName')), at(item, 'PortName')),
      discoveryName: text(at(item, 'DiscoveryName')),
      ingressPortOverride: number(at(item, 'IngressPortOverride')),
      aliases: or(listOf(at(item, 'ClientAliases'), (alias) => ({
        port: required(number(at(alias, 'Port')), at(alias, 'Port')),
        dnsName: text(at(alias, 'DnsName')),
      })), [], 'the service has no alias for clients'),
      tlsRole: pattern(at(item, 'Tls', 'RoleArn')),
      usesTls: !isAbsent(at(item, 'Tls')),
    })) ?? assumed([], 'the service is only a client', property.path),
  };
}

/** `AdvancedConfiguration` of a load balancer of the service. */
export function readTrafficShift(property: Property): TrafficShift | undefined {
  return isAbsent(property) ? undefined : {
    alternateTargetGroup: pattern(at(property, 'AlternateTargetGroupArn')),
    productionListenerRule: pattern(at(property, 'ProductionListenerRule')),
    testListenerRule: pattern(at(property, 'TestListenerRule')),
    role: pattern(at(property, 'RoleArn')),
  };
}
