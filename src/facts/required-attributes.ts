import type { Basis } from './basis';

/** Prefix of the older capabilities. */
const C = 'com.amazonaws.ecs.capability.';
/** Prefix of the newer ones. */
const E = 'ecs.capability.';

/** What a feature of a task definition asks of a container instance. */
export interface RequiredAttributes {
  readonly attributes: readonly string[];
  readonly basis: Basis;
}

/**
 * Feature of a task definition to the attributes that ECS adds to `requiresAttributes`. There is no complete public
 * list: `observed` rows are from the agent's sources and from recorded `describe-task-definition` outputs, the others
 * are the agent's capability of the same name. Features with a name inside are functions below.
 */
export const REQUIRED_ATTRIBUTES = {
  'awsvpc': observed(`${E}task-eni`, `${C}docker-remote-api.1.18`),
  'ecr-image': observed(`${C}ecr-auth`),
  'execution-role-with-ecr': observed(`${E}execution-role-ecr-pull`),
  'execution-role-with-awslogs': observed(`${E}execution-role-awslogs`),
  'task-role': observed(`${C}task-iam-role`),
  'task-role-in-host-mode': observed(`${C}task-iam-role-network-host`),
  'task-size': observed(`${E}task-cpu-mem-limit`),
  'task-cpu-above-10-vcpu': chosen(`${E}increased-task-cpu-limit`),
  'memory-reservation': observed(`${C}docker-remote-api.1.21`),
  'health-check': observed(`${E}container-health-check`),
  'secrets-from-ssm': observed(`${E}secrets.ssm.environment-variables`),
  'secrets-from-secrets-manager': observed(`${E}secrets.asm.environment-variables`),
  'log-secrets-from-ssm': observed(`${E}secrets.ssm.bootstrap.log-driver`),
  'log-secrets-from-secrets-manager': observed(`${E}secrets.asm.bootstrap.log-driver`),
  'container-dependency': observed(`${E}container-ordering`),
  'shared-namespaces': observed(`${E}pid-ipc-namespace-sharing`),
  'privileged': observed(`${C}privileged-container`),
  'selinux-option': chosen(`${C}selinux`),
  'apparmor-option': chosen(`${C}apparmor`),
  'efs': observed(`${E}efs`),
  'efs-with-iam-or-access-point': observed(`${E}efsAuth`),
  'ebs-volume': chosen(`${E}storage.ebs-task-volume-attach`),
  'fsx-windows': chosen(`${E}fsxWindowsFileServer`),
  'repository-credentials': observed(`${E}private-registry-authentication.secretsmanager`),
  'environment-files': observed(`${E}env-files.s3`),
  'firelens-fluentd': observed(`${E}firelens.fluentd`),
  'firelens-fluentbit': observed(`${E}firelens.fluentbit`),
  'app-mesh': observed(`${E}aws-appmesh`),
  'service-connect': observed(`${E}service-connect-v1`),
  'execute-command': observed(`${E}execute-command`),
  'container-port-range': chosen(`${E}network.container-port-range`),
  'restart-policy': chosen(`${E}container-restart-policy`),
  'gmsa': observed(`${E}gmsa`),
  'gmsa-domainless': observed(`${E}gmsa-domainless`),
  'fault-injection': chosen(`${E}fault-injection`),
} as const satisfies Readonly<Record<string, RequiredAttributes>>;

export type TaskFeature = keyof typeof REQUIRED_ATTRIBUTES;

/** The attribute of a log driver, such as `awslogs`. */
export function logDriverAttribute(driver: string): string {
  return `${C}logging-driver.${driver}`;
}

/** The attribute of a Docker volume driver; the agent writes the tag's colon as a dot. */
export function dockerPluginAttribute(driver: string): string {
  return `${E}docker-plugin.${driver.replaceAll(':', '.')}`;
}

function observed(...attributes: string[]): RequiredAttributes {
  return { attributes, basis: 'observed' };
}

function chosen(...attributes: string[]): RequiredAttributes {
  return { attributes, basis: 'our choice' };
}
