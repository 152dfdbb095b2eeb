import { at, flag, isAbsent, listOf, number, or, pairRecord, pattern, required, text, textRecord, type Property } from './property';
import {
  assumed, type Known, type Service, type ServiceConnectConfiguration, type ServiceLoadBalancer, type ServiceRegistry, type TrafficShift,
} from '../../model';

/** How a service is reached and what it mounts, apart from its load balancers. */
export function readServiceWiring(properties: Property): Pick<Service, 'serviceConnectConfiguration' | 'serviceRegistries' | 'volumeConfigurations'
| 'bakeTimeMinutes' | 'role'> {
  return {
    serviceConnectConfiguration: serviceConnect(at(properties, 'ServiceConnectConfiguration')),
    serviceRegistries: readServiceRegistries(at(properties, 'ServiceRegistries')),
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
        encrypted: flag(at(volume, 'Encrypted')),
      };
    }), [], 'no volume is configured at launch'),
    bakeTimeMinutes: number(at(properties, 'DeploymentConfiguration', 'BakeTimeInMinutes')),
    role: pattern(at(properties, 'Role')),
  };
}

export function readServiceRegistries(property: Property): Known<readonly ServiceRegistry[]> {
  return or(listOf(property, (item) => ({
    registry: required(pattern(at(item, 'RegistryArn')), at(item, 'RegistryArn')),
    containerName: text(at(item, 'ContainerName')),
    containerPort: number(at(item, 'ContainerPort')),
    port: number(at(item, 'Port')),
  })), [], 'the service registers in no Cloud Map service');
}

export function readServiceBalancers(property: Property): Known<readonly ServiceLoadBalancer[]> {
  return or(listOf(property, (item) => ({
    targetGroup: pattern(at(item, 'TargetGroupArn')),
    loadBalancerName: pattern(at(item, 'LoadBalancerName')),
    containerName: required(text(at(item, 'ContainerName')), at(item, 'ContainerName')),
    containerPort: required(number(at(item, 'ContainerPort')), at(item, 'ContainerPort')),
    trafficShift: readTrafficShift(at(item, 'AdvancedConfiguration')),
  })), [], 'the service has no load balancer');
}

function serviceConnect(property: Property): ServiceConnectConfiguration | undefined {
  if (isAbsent(property)) {
    return undefined;
  }
  const secrets = at(property, 'LogConfiguration', 'SecretOptions');
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
      tlsAuthority: pattern(at(item, 'Tls', 'IssuerCertificateAuthority', 'AwsPcaAuthorityArn')),
      tlsKey: pattern(at(item, 'Tls', 'KmsKey')),
      idleTimeoutSeconds: number(at(item, 'Timeout', 'IdleTimeoutSeconds')),
      requestTimeoutSeconds: number(at(item, 'Timeout', 'PerRequestTimeoutSeconds')),
    })) ?? assumed([], 'the service is only a client', property.path),
    accessLogFormat: text(at(property, 'AccessLogConfiguration', 'Format')),
    logDriver: text(at(property, 'LogConfiguration', 'LogDriver')),
    logOptions: textRecord(at(property, 'LogConfiguration', 'Options')),
    logSecrets: isAbsent(secrets) ? undefined : pairRecord(secrets, 'Name', 'ValueFrom'),
  };
}

/** `AdvancedConfiguration` of a load balancer of the service. */
function readTrafficShift(property: Property): TrafficShift | undefined {
  return isAbsent(property) ? undefined : {
    alternateTargetGroup: pattern(at(property, 'AlternateTargetGroupArn')),
    productionListenerRule: pattern(at(property, 'ProductionListenerRule')),
    testListenerRule: pattern(at(property, 'TestListenerRule')),
    role: pattern(at(property, 'RoleArn')),
  };
}
