import {
  EC2_LOG_DRIVERS,
  logDriverAttribute,
  registrationOf,
  REQUIRED_ATTRIBUTES,
  type AgentPlatform,
  type TaskFeature,
} from '../../facts';
import { valueOr } from '../model';
import type { ContainerDefinition, InstanceGroup, TaskDefinition } from '../model';

/** Attributes that ECS adds to a task because of what its definition uses. Only what is known to be used. */
export function requiredAttributes(definition: TaskDefinition): readonly string[] {
  const features: TaskFeature[] = [];
  if (definition.networkMode.known && definition.networkMode.value === 'awsvpc') features.push('awsvpc');
  if (definition.pidMode?.known || definition.ipcMode?.known) features.push('shared-namespaces');
  const volumes = valueOr(definition.volumes, []);
  if (volumes.some((volume) => volume.kind === 'efs')) features.push('efs');
  const containers = valueOr(definition.containers, []);
  if (containers.some((container) => container.privileged?.known && container.privileged.value)) features.push('privileged');
  const attributes = features.flatMap((feature) => REQUIRED_ATTRIBUTES[feature].attributes);
  return [...new Set([...attributes, ...containers.flatMap(logAttribute)])].sort();
}

/** What the agent of a group registers. What it perhaps registers is taken as there: an alarm has to be certain. */
export function registeredCapabilities(group: InstanceGroup): Readonly<Record<string, string>> {
  const settings = {
    platform: platformOf(group),
    loggingDrivers:
      group.agent.loggingDrivers.known && group.agent.loggingDrivers.value.length > 0 ? group.agent.loggingDrivers.value : undefined,
  };
  const registered: Record<string, string> = {};
  for (const attribute of ALL_CAPABILITIES) {if (!group.agent.loggingDrivers.known || registrationOf(attribute, settings) !== 'missing') registered[attribute] = '';}
  return registered;
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
