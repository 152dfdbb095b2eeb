import { items, at, flag, isAbsent, listOf, namesOf, number, or, pairRecord, pattern, plainList, required, text, textRecord, word, type Property } from './property';
import { readContainerSettings } from './read-container-settings';
import { cpuUnits, memoryMiB } from './sizes';
import { unknown, type ContainerDefinition, type ContainerHealthCheck, type Known, type PortMapping } from '../../model';

export function readContainer(container: Property): ContainerDefinition {
  const p = (name: string): Property => at(container, name);
  const log = p('LogConfiguration');
  return {
    name: required(text(p('Name')), p('Name')),
    image: required(readImage(p('Image')), p('Image')),
    essential: or(flag(p('Essential')), true, 'a container is essential unless it says otherwise', p('Essential').path),
    cpuUnits: cpuUnits(p('Cpu')),
    memoryMiB: memoryMiB(p('Memory')),
    memoryReservationMiB: memoryMiB(p('MemoryReservation')),
    gpus: gpus(p('ResourceRequirements')),
    otherDevices: otherDevices(p('ResourceRequirements')),
    portMappings: or(listOf(p('PortMappings'), readPortMapping), [], 'no port is mapped'),
    logDriver: text(at(log, 'LogDriver')),
    logOptions: or(textRecord(at(log, 'Options')), {}, 'no option is set'),
    healthCheck: healthCheck(p('HealthCheck')),
    dependsOn: or(listOf(p('DependsOn'), (item) => ({
      containerName: required(text(at(item, 'ContainerName')), at(item, 'ContainerName')),
      condition: required(text(at(item, 'Condition')), at(item, 'Condition')),
    })), [], 'the container waits for no other'),
    mountPoints: or(listOf(p('MountPoints'), (item) => ({
      sourceVolume: required(text(at(item, 'SourceVolume')), at(item, 'SourceVolume')),
      containerPath: required(text(at(item, 'ContainerPath')), at(item, 'ContainerPath')),
      readOnly: or(flag(at(item, 'ReadOnly')), false, 'a mount can be written to'),
    })), [], 'nothing is mounted'),
    environmentNames: namesIn(p('Environment')),
    environment: pairRecord(p('Environment')),
    secrets: pairRecord(p('Secrets'), 'Name', 'ValueFrom'),
    stopTimeoutSeconds: number(p('StopTimeout')),
    startTimeoutSeconds: number(p('StartTimeout')),
    privileged: flag(p('Privileged')),
    readonlyRootFilesystem: flag(p('ReadonlyRootFilesystem')),
    user: text(p('User')),
    repositoryCredentials: pattern(at(p('RepositoryCredentials'), 'CredentialsParameter')),
    firelensType: text(at(p('FirelensConfiguration'), 'Type')),
    environmentFiles: or(plainList(p('EnvironmentFiles'), (item) => pattern(at(item, 'Value'))), [], 'no environment file is named'),
    restartPolicy: flag(at(p('RestartPolicy'), 'Enabled')),
    ...readContainerSettings(container),
    properties: namesOf(container),
  };
}

/** What a resource stands for is an image of any name, not the id of the resource. */
export function readImage(property: Property): Known<string> | undefined {
  const image = pattern(property);
  return property.value.kind === 'reference' && image?.known && !image.value.startsWith('${') ? { ...image, value: `\${${image.value}}` } : image;
}

function readPortMapping(property: Property): PortMapping {
  const protocol = at(property, 'Protocol');
  return {
    containerPort: number(at(property, 'ContainerPort')),
    hostPort: number(at(property, 'HostPort')),
    protocol: or(word(protocol, ['tcp', 'udp'] as const), 'tcp', 'a port is mapped for tcp', protocol.path),
    containerPortRange: text(at(property, 'ContainerPortRange')),
    name: text(at(property, 'Name')),
    appProtocol: text(at(property, 'AppProtocol')),
  };
}

/** GPUs that the container asks for; undefined when it asks for none. */
function gpus(property: Property): Known<number> | undefined {
  const requirements = items(property);
  if (!requirements?.known) {
    return requirements;
  }
  for (const item of requirements.value) {
    const type = text(at(item, 'Type'));
    if (type && !type.known) {
      return unknown(type.because, item.path);
    }
    if (type?.value.toUpperCase() === 'GPU') {
      return required(number(at(item, 'Value')), at(item, 'Value'));
    }
  }
  return undefined;
}

/** What the container asks for beside GPUs; undefined when there is nothing. */
function otherDevices(property: Property): Known<readonly string[]> | undefined {
  const types = plainList(property, (item) => text(at(item, 'Type')));
  if (types === undefined || !types.known) {
    return types;
  }
  const others = types.value.filter((type) => type.toUpperCase() !== 'GPU');
  return others.length === 0 ? undefined : { ...types, value: [...new Set(others)].sort() };
}

function healthCheck(property: Property): Known<ContainerHealthCheck> | undefined {
  if (isAbsent(property)) {
    return undefined;
  }
  if (property.value.kind === 'unresolved') {
    return unknown(property.value.because, property.path);
  }
  const seconds = (name: string, otherwise: number): Known<number> =>
    or(number(at(property, name)), otherwise, `the default of a container health check is ${otherwise}`, at(property, name).path);
  return {
    known: true,
    from: property.path,
    value: {
      command: required(plainList(at(property, 'Command'), pattern), at(property, 'Command')),
      intervalSeconds: seconds('Interval', 30),
      timeoutSeconds: seconds('Timeout', 5),
      retries: seconds('Retries', 3),
      startPeriodSeconds: seconds('StartPeriod', 0),
    },
  };
}

function namesIn(property: Property): Known<readonly string[]> {
  return or(plainList(property, (item) => text(at(item, 'Name'))), [], 'no variable is set');
}
