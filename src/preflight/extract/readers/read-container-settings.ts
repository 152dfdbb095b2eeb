import { at, flag, isAbsent, listOf, number, or, pairRecord, patternList, plainList, required, text, textRecord, type Property } from './property';
import type { ContainerSettings, Known, LinuxParameters } from '../../model';

/** Settings of a container that some launch types refuse, and those of its log driver. */
export function readContainerSettings(container: Property): ContainerSettings {
  const p = (...names: readonly string[]): Property => at(container, ...names);
  const secrets = p('LogConfiguration', 'SecretOptions');
  return {
    command: patternList(p('Command')),
    entryPoint: patternList(p('EntryPoint')),
    workingDirectory: text(p('WorkingDirectory')),
    links: plainList(p('Links'), text),
    hostname: text(p('Hostname')),
    dnsServers: plainList(p('DnsServers'), text),
    dnsSearchDomains: plainList(p('DnsSearchDomains'), text),
    extraHosts: listOf(p('ExtraHosts'), (item) => ({ hostname: must(item, 'Hostname'), ipAddress: must(item, 'IpAddress') })),
    dockerSecurityOptions: plainList(p('DockerSecurityOptions'), text),
    credentialSpecs: patternList(p('CredentialSpecs')),
    ulimits: listOf(p('Ulimits'), (item) => ({
      name: must(item, 'Name'),
      softLimit: required(number(at(item, 'SoftLimit')), at(item, 'SoftLimit')),
      hardLimit: required(number(at(item, 'HardLimit')), at(item, 'HardLimit')),
    })),
    systemControls: listOf(p('SystemControls'), (item) => ({ namespace: must(item, 'Namespace'), value: must(item, 'Value') })),
    linuxParameters: linuxParameters(p('LinuxParameters')),
    volumesFrom: listOf(p('VolumesFrom'), (item) => ({
      sourceContainer: must(item, 'SourceContainer'),
      readOnly: or(flag(at(item, 'ReadOnly')), false, 'a mount can be written to'),
    })),
    disableNetworking: flag(p('DisableNetworking')),
    interactive: flag(p('Interactive')),
    pseudoTerminal: flag(p('PseudoTerminal')),
    versionConsistency: text(p('VersionConsistency')),
    logSecrets: isAbsent(secrets) ? undefined : pairRecord(secrets, 'Name', 'ValueFrom'),
    firelensOptions: textRecord(p('FirelensConfiguration', 'Options')),
    environmentFileTypes: plainList(p('EnvironmentFiles'), (item) => text(at(item, 'Type'))),
    restartIgnoredExitCodes: plainList(p('RestartPolicy', 'IgnoredExitCodes'), number),
    restartAttemptPeriodSeconds: number(p('RestartPolicy', 'RestartAttemptPeriod')),
  };
}

function linuxParameters(property: Property): LinuxParameters | undefined {
  return isAbsent(property) ? undefined : {
    addedCapabilities: plainList(at(property, 'Capabilities', 'Add'), text),
    droppedCapabilities: plainList(at(property, 'Capabilities', 'Drop'), text),
    devices: listOf(at(property, 'Devices'), (item) => ({
      hostPath: must(item, 'HostPath'),
      containerPath: text(at(item, 'ContainerPath')),
      permissions: plainList(at(item, 'Permissions'), text),
    })),
    tmpfs: listOf(at(property, 'Tmpfs'), (item) => ({
      containerPath: must(item, 'ContainerPath'),
      sizeMiB: required(number(at(item, 'Size')), at(item, 'Size')),
      mountOptions: plainList(at(item, 'MountOptions'), text),
    })),
    initProcess: flag(at(property, 'InitProcessEnabled')),
    maxSwapMiB: number(at(property, 'MaxSwap')),
    swappiness: number(at(property, 'Swappiness')),
    sharedMemoryMiB: number(at(property, 'SharedMemorySize')),
  };
}

function must(item: Property, name: string): Known<string> {
  return required(text(at(item, name)), at(item, name));
}
