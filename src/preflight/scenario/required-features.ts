import type { TaskFeature } from '../../facts';
import type { ContainerDefinition, Known, Service, TaskDefinition, Volume } from '../model';
import { valueOr } from '../model';

/** What a task uses that ECS asks of an instance by an attribute. Only what is known to be used. */
export function featuresOf(definition: TaskDefinition, service?: Service): readonly TaskFeature[] {
  const containers = valueOr(definition.containers, []);
  return [
    ...networkFeatures(definition),
    ...sizeFeatures(definition, containers),
    ...roleFeatures(definition, containers),
    ...valueOr(definition.volumes, []).flatMap(volumeFeatures),
    ...containers.flatMap(containerFeatures),
    ...when(isTrue(service?.serviceConnect), 'service-connect'),
    ...when(isTrue(service?.executeCommand), 'execute-command'),
    ...when(isTrue(definition.faultInjection), 'fault-injection'),
  ];
}

/** CPU units of 10 vCPU, up to which every agent goes. */
const TEN_VCPU = 10 * 1024;

function networkFeatures({ networkMode, pidMode, ipcMode, proxyConfiguration }: TaskDefinition): readonly TaskFeature[] {
  return [
    ...when(is(networkMode, 'awsvpc'), 'awsvpc'),
    ...when(isKnown(pidMode) || isKnown(ipcMode), 'shared-namespaces'),
    ...when(is(proxyConfiguration, 'APPMESH'), 'app-mesh'),
  ];
}

function sizeFeatures({ cpuUnits, memoryMiB }: TaskDefinition, containers: readonly ContainerDefinition[]): readonly TaskFeature[] {
  return [
    ...when(cpuUnits !== undefined || memoryMiB !== undefined, 'task-size'),
    ...when(cpuUnits?.known === true && cpuUnits.value > TEN_VCPU, 'task-cpu-above-10-vcpu'),
    ...when(containers.some(({ memoryReservationMiB }) => memoryReservationMiB !== undefined), 'memory-reservation'),
  ];
}

function roleFeatures({ taskRole, executionRole, networkMode }: TaskDefinition, containers: readonly ContainerDefinition[]): readonly TaskFeature[] {
  const fromEcr = containers.some(({ image }) => isEcrImage(image));
  const logs = containers.some(({ logDriver }) => is(logDriver, 'awslogs'));
  return [
    ...when(fromEcr, 'ecr-image'),
    ...when(fromEcr && executionRole !== undefined, 'execution-role-with-ecr'),
    ...when(logs && executionRole !== undefined, 'execution-role-with-awslogs'),
    ...when(taskRole !== undefined, 'task-role'),
    ...when(taskRole !== undefined && is(networkMode, 'host'), 'task-role-in-host-mode'),
  ];
}

function volumeFeatures({ kind, efsIamAuthorization, efsAccessPoint }: Volume): readonly TaskFeature[] {
  switch (kind) {
    case 'efs': return ['efs', ...when(isTrue(efsIamAuthorization) || efsAccessPoint !== undefined, 'efs-with-iam-or-access-point')];
    case 'ebs-at-launch': return ['ebs-volume'];
    case 'fsx': return ['fsx-windows'];
    default: return [];
  }
}

function containerFeatures(container: ContainerDefinition): readonly TaskFeature[] {
  return [
    ...when(isTrue(container.privileged), 'privileged'),
    ...when(container.healthCheck !== undefined, 'health-check'),
    ...when(valueOr(container.dependsOn, []).length > 0, 'container-dependency'),
    ...when(container.repositoryCredentials !== undefined, 'repository-credentials'),
    ...when(valueOr(container.environmentFiles, []).length > 0, 'environment-files'),
    ...when(is(container.firelensType, 'fluentd'), 'firelens-fluentd'),
    ...when(is(container.firelensType, 'fluentbit'), 'firelens-fluentbit'),
    ...when(isTrue(container.restartPolicy), 'restart-policy'),
    ...when(valueOr(container.portMappings, []).some(({ containerPortRange }) => containerPortRange !== undefined), 'container-port-range'),
    ...secretFeatures(container.secrets, 'secrets-from-ssm', 'secrets-from-secrets-manager'),
    ...secretFeatures(container.logSecrets ?? {}, 'log-secrets-from-ssm', 'log-secrets-from-secrets-manager'),
    ...securityFeatures(container),
  ];
}

/** The name of a parameter may stand without an ARN; a secret is always an ARN. */
function secretFeatures(secrets: Readonly<Record<string, Known<string>>>, ssm: TaskFeature, secretsManager: TaskFeature): readonly TaskFeature[] {
  const sources = Object.values(secrets).filter(isKnown).map(({ value }) => value);
  const isSecret = (source: string) => source.includes(':secretsmanager:');
  return [...when(sources.some((source) => !isSecret(source)), ssm), ...when(sources.some(isSecret), secretsManager)];
}

function securityFeatures({ dockerSecurityOptions, credentialSpecs }: ContainerDefinition): readonly TaskFeature[] {
  const options = dockerSecurityOptions === undefined ? [] : valueOr(dockerSecurityOptions, []);
  const specs = (credentialSpecs === undefined ? [] : valueOr(credentialSpecs, [])).filter(isKnown).map(({ value }) => value);
  const domainless = specs.filter((spec) => spec.startsWith('credentialspecdomainless:'));
  return [
    ...when(options.some((option) => option.startsWith('label:')), 'selinux-option'),
    ...when(options.some((option) => option.startsWith('apparmor:')), 'apparmor-option'),
    ...when(specs.length > domainless.length, 'gmsa'),
    ...when(domainless.length > 0, 'gmsa-domainless'),
  ];
}

function when(holds: boolean, feature: TaskFeature): readonly TaskFeature[] {
  return holds ? [feature] : [];
}

function isEcrImage(image: Known<string>): boolean {
  return image.known && image.value.includes('.dkr.ecr.');
}

function isTrue(value: Known<boolean> | undefined): boolean {
  return value?.known === true && value.value;
}

function is(value: Known<string> | undefined, expected: string): boolean {
  return value?.known === true && value.value === expected;
}

function isKnown<T>(value: Known<T> | undefined): value is Extract<Known<T>, { known: true }> {
  return value?.known === true;
}
