import * as ecs from 'aws-cdk-lib/aws-ecs';
import { checkSeconds } from './check-value';
import { ContainerOptions } from './container-options';
import { FARGATE_ADDABLE_CAPABILITIES, FARGATE_LOG_DRIVERS, FARGATE_MAX_STOP_TIMEOUT_SECONDS } from '../facts';

/** Throws on what Fargate has not and container instances have. */
export function checkFargateContainer(options: ContainerOptions): void {
  for (const prop of REFUSED) {
    const value = options[prop];
    if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) continue;
    throw new Error(`\`${prop}\` must be left out on Fargate, got ${shown(value)}`);
  }
  const capabilities = (options.addCapabilities ?? []).filter((each) => !FARGATE_ADDABLE_CAPABILITIES.includes(each));
  if (capabilities.length > 0) throw new Error(`\`addCapabilities\` on Fargate may hold SYS_PTRACE, got ${capabilities.join(', ')}`);
  const ulimits = (options.ulimits ?? []).filter((each) => each.name !== ecs.UlimitName.NOFILE);
  if (ulimits.length > 0) throw new Error(`\`ulimits\` on Fargate may hold nofile, got ${ulimits.map((each) => each.name).join(', ')}`);
  checkSeconds('stopTimeout', options.stopTimeout, { min: 0, max: FARGATE_MAX_STOP_TIMEOUT_SECONDS });
  checkSeconds('startTimeout', options.startTimeout, { min: 2, max: 120 });
}

/** Throws on a log driver that Fargate does not run. */
export function checkFargateLogDriver(driver: string | undefined): void {
  if (driver === undefined || FARGATE_LOG_DRIVERS.includes(driver)) return;
  throw new Error(`\`logging\` on Fargate must be ${FARGATE_LOG_DRIVERS.join(', ')}, got ${driver}`);
}

/** Developer guide, task definition differences for Fargate. */
const REFUSED = [
  'privileged', 'gpuCount', 'dnsServers', 'dnsSearchDomains', 'dockerSecurityOptions', 'extraHosts', 'links', 'disableNetworking',
  'sharedMemory', 'maxSwap', 'swappiness', 'tmpfs', 'devices',
] as const satisfies readonly (keyof ContainerOptions)[];

function shown(value: NonNullable<ContainerOptions[typeof REFUSED[number]]>): string {
  if (Array.isArray(value)) return `${value.length}`;
  return typeof value === 'object' ? 'a value' : `${value}`;
}
