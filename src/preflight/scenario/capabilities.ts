import { featuresOf } from './required-features';
import {
  EC2_LOG_DRIVERS,
  logDriverAttribute,
  registrationOf,
  REQUIRED_ATTRIBUTES,
  SWITCHED_FEATURES,
  type AgentPlatform,
} from '../../facts';
import { valueOr } from '../model';
import type { ContainerDefinition, InstanceGroup, Service, TaskDefinition } from '../model';

/** Attributes that ECS adds to a task because of what its definition and its service use. Only what is known to be used. */
export function requiredAttributes(definition: TaskDefinition, service?: Service): readonly string[] {
  const attributes = featuresOf(definition, service).flatMap((feature) => REQUIRED_ATTRIBUTES[feature].attributes);
  return [...new Set([...attributes, ...valueOr(definition.containers, []).flatMap(logAttribute)])].sort();
}

/** What the agent of a group registers. What it perhaps registers is taken as there: an alarm has to be certain. */
export function registeredCapabilities(group: InstanceGroup): Readonly<Record<string, string>> {
  const settings = {
    platform: platformOf(group),
    loggingDrivers:
      group.agent.loggingDrivers.known && group.agent.loggingDrivers.value.length > 0 ? group.agent.loggingDrivers.value : undefined,
  };
  const registered: Record<string, string> = {};
  const off = switchedOff(group);
  for (const attribute of ALL_CAPABILITIES) {
    if (off.includes(attribute)) continue;
    if (!group.agent.loggingDrivers.known || registrationOf(attribute, settings) !== 'missing') registered[attribute] = '';
  }
  return registered;
}

/** What user data switches off on every instance of the group. */
function switchedOff({ agent }: InstanceGroup): readonly string[] {
  const says = (setting: string, value: string): boolean => {
    const written = agent.settings[setting];
    return written?.known === true && written.value.trim().toLowerCase() === value;
  };
  // Roles in host mode have a switch of their own, and which of the two attributes ECS asks for there is not certain.
  const hostRoles = says('ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST', 'true');
  return SWITCHED_FEATURES.filter(({ feature, setting, off }) => says(setting, off) && !(feature === 'task-role' && hostRoles)).flatMap(({ feature }) => REQUIRED_ATTRIBUTES[feature].attributes.filter((name) => !name.includes('docker-remote-api')));
}

const ALL_CAPABILITIES: readonly string[] = [
  ...new Set([
    ...Object.values(REQUIRED_ATTRIBUTES).flatMap((required) => required.attributes),
    ...EC2_LOG_DRIVERS.map(logDriverAttribute),
  ]),
].sort();

function logAttribute(container: ContainerDefinition): readonly string[] {
  return container.logDriver?.known && EC2_LOG_DRIVERS.includes(container.logDriver.value)
    ? [logDriverAttribute(container.logDriver.value)]
    : [];
}

function platformOf(group: InstanceGroup): AgentPlatform {
  const { os, ecsOptimized } = group.ami;
  if (!os.known || !ecsOptimized.known || !ecsOptimized.value) return 'agent-on-other-linux';
  if (os.value === 'windows') return 'windows';
  if (os.value === 'bottlerocket') return 'bottlerocket';
  return os.value === 'linux-other' ? 'agent-on-other-linux' : 'ecs-optimized-linux';
}
