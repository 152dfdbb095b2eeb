import { Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Json, JsonObject, listOf, objectOf } from './task-json';

/** The task definition as the input of `register-task-definition`. */
export function writeTaskJson(ecsTask: ecs.TaskDefinition): string {
  const cfn = ecsTask.node.defaultChild as ecs.CfnTaskDefinition;
  const properties: JsonObject = Stack.of(ecsTask).resolve({
    family: cfn.family,
    taskRoleArn: cfn.taskRoleArn,
    executionRoleArn: cfn.executionRoleArn,
    networkMode: cfn.networkMode,
    containerDefinitions: cfn.containerDefinitions,
    volumes: cfn.volumes,
    placementConstraints: cfn.placementConstraints,
    requiresCompatibilities: cfn.requiresCompatibilities,
    cpu: cfn.cpu,
    memory: cfn.memory,
    pidMode: cfn.pidMode,
    ipcMode: cfn.ipcMode,
    proxyConfiguration: cfn.proxyConfiguration,
    ephemeralStorage: cfn.ephemeralStorage,
    runtimePlatform: cfn.runtimePlatform,
    enableFaultInjection: cfn.enableFaultInjection,
    tags: cfn.tags.renderTags(),
  });
  const { proxyConfiguration, volumes, ...rest } = properties;
  const task = { ...rest, volumes: volumes && listOf('volumes', volumes).map(toApiVolume), proxyConfiguration: toApiProxy(proxyConfiguration) };
  return `${JSON.stringify(plain(task), undefined, 2)}\n`;
}

function toApiVolume(volume: JsonObject): JsonObject {
  const { efsVolumeConfiguration, fSxWindowsFileServerVolumeConfiguration, s3FilesVolumeConfiguration, ...rest } = volume;
  const efs = efsVolumeConfiguration === undefined ? undefined : objectOf('efsVolumeConfiguration', efsVolumeConfiguration);
  const { filesystemId, ...same } = efs ?? {};
  return {
    ...rest,
    efsVolumeConfiguration: efs && { fileSystemId: filesystemId, ...same },
    fsxWindowsFileServerVolumeConfiguration: fSxWindowsFileServerVolumeConfiguration,
    s3filesVolumeConfiguration: s3FilesVolumeConfiguration,
  };
}

function toApiProxy(value: Json | undefined): JsonObject | undefined {
  if (value === undefined) return undefined;
  const { proxyConfigurationProperties, ...rest } = objectOf('proxyConfiguration', value);
  return { ...rest, properties: proxyConfigurationProperties };
}

/** What CloudFormation works out at deployment becomes text in the notation of `Fn::Sub`, because the API takes text there. */
function plain(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) {
    const all = value.map(plain).filter((each) => each !== undefined);
    return all.length === 0 ? undefined : all as Json[];
  }
  if (typeof value !== 'object' || value === null) return value;
  const object = value as JsonObject;
  const intrinsic = intrinsicText(object);
  if (intrinsic !== undefined) return intrinsic;
  return Object.fromEntries(Object.keys(object).map((key) => [key, plain(object[key])] as const).filter(([, each]) => each !== undefined));
}

function intrinsicText(value: JsonObject): string | undefined {
  const keys = Object.keys(value);
  if (keys.length !== 1) return undefined;
  const [key] = keys;
  const inner = value[key];
  if (key === 'Ref') return `\${${inner as string}}`;
  if (key === 'Fn::GetAtt' && Array.isArray(inner)) return `\${${inner.join('.')}}`;
  if (key === 'Fn::Join' && Array.isArray(inner)) return (inner[1] as readonly Json[]).map((part) => (typeof part === 'string' ? part : plain(part))).join(inner[0] as string);
  return key.startsWith('Fn::') ? `\${${key} ${JSON.stringify(inner)}}` : undefined;
}
