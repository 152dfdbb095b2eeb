import { Annotations, Lazy, Size } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { Cpu } from './cpu';
import type { TaskDefinition } from './task-definition';
import { TaskDefinitionProps } from './task-definition-props';
import { Json, JsonObject, listOf, objectOf, parseTaskJson, textOf } from './task-json';
import { allowWhatJsonNeeds } from './task-json-permissions';

/** Makes a task definition of the text. What the text says is rendered as it is; later additions come on top. */
export function readTaskJson(scope: Construct, text: string, make: (props: TaskDefinitionProps) => TaskDefinition): TaskDefinition {
  const { task, ignored } = parseTaskJson(text);
  const made = make(propsOf(scope, task));
  const containers = listOf('containerDefinitions', task.containerDefinitions);
  containers.forEach((each) => addContainer(made, each));
  override(made.ecsTaskDefinition, task, containers);
  if (task.executionRoleArn === undefined) allowWhatJsonNeeds(made, containers);
  if (ignored.length > 0) Annotations.of(made).addInfo(`${ignored.join(', ')} of the JSON are written by ECS and were ignored`);
  return made;
}

function propsOf(scope: Construct, task: JsonObject): TaskDefinitionProps {
  const os = task.runtimePlatform === undefined ? undefined : textOf(objectOf('runtimePlatform', task.runtimePlatform).operatingSystemFamily);
  const operatingSystemFamily = os === undefined ? undefined : ecs.OperatingSystemFamily.of(os);
  const windows = operatingSystemFamily?.isWindows() ?? false;
  const mode = textOf(task.networkMode) as ecs.NetworkMode | undefined;
  return {
    compatibility: compatibilityOf(task.requiresCompatibilities),
    family: textOf(task.family),
    networkMode: mode ?? (windows ? ecs.NetworkMode.NAT : ecs.NetworkMode.BRIDGE),
    cpu: task.cpu === undefined ? undefined : Cpu.units(amount(task.cpu, 'cpu', /^\s*([\d.]+)\s*vcpu\s*$/i)),
    memory: task.memory === undefined ? undefined : Size.mebibytes(amount(task.memory, 'memory', /^\s*([\d.]+)\s*gb\s*$/i)),
    runtimePlatform: operatingSystemFamily && { operatingSystemFamily },
    taskRole: roleOf(scope, 'BroughtTaskRole', task.taskRoleArn),
    executionRole: roleOf(scope, 'BroughtExecutionRole', task.executionRoleArn),
  };
}

/** `256`, `.25 vCPU` and `2 GB` are all taken by ECS. */
function amount(value: Json, prop: string, withUnit: RegExp): number {
  const text = `${value as string | number}`;
  const match = withUnit.exec(text);
  const number = match ? Number(match[1]) * 1024 : Number(text);
  if (!Number.isInteger(number) || number < 1) throw new Error(`\`${prop}\` must be a whole number or one with its unit, got ${text}`);
  return number;
}

function compatibilityOf(value: Json | undefined): ecs.Compatibility {
  const names = (Array.isArray(value) ? value : []).map(String).sort().join(' and ');
  const found = COMPATIBILITIES[names];
  if (found === undefined) throw new Error(`\`requiresCompatibilities\` must be EC2, FARGATE, EXTERNAL, MANAGED_INSTANCES or a mix that the CDK has, got ${names}`);
  return found;
}

const COMPATIBILITIES: Readonly<Record<string, ecs.Compatibility>> = {
  '': ecs.Compatibility.EC2,
  'EC2': ecs.Compatibility.EC2,
  'FARGATE': ecs.Compatibility.FARGATE,
  'EXTERNAL': ecs.Compatibility.EXTERNAL,
  'MANAGED_INSTANCES': ecs.Compatibility.MANAGED_INSTANCES,
  'EC2 and FARGATE': ecs.Compatibility.EC2_AND_FARGATE,
  'EC2 and MANAGED_INSTANCES': ecs.Compatibility.EC2_AND_MANAGED_INSTANCES,
  'FARGATE and MANAGED_INSTANCES': ecs.Compatibility.FARGATE_AND_MANAGED_INSTANCES,
  'EC2 and FARGATE and MANAGED_INSTANCES': ecs.Compatibility.FARGATE_AND_EC2_AND_MANAGED_INSTANCES,
};

function roleOf(scope: Construct, id: string, arn: Json | undefined): iam.IRole | undefined {
  return arn === undefined ? undefined : iam.Role.fromRoleArn(scope, id, textOf(arn) ?? '', { mutable: false });
}

/** What services and grants need to know of a container. The rest is rendered from the text. */
function addContainer(made: TaskDefinition, json: JsonObject): void {
  const mebibytes = (value: Json | undefined): Size | undefined => (value === undefined ? undefined : Size.mebibytes(value as number));
  made.addContainer(textOf(json.name) ?? '', {
    image: ecs.ContainerImage.fromRegistry(textOf(json.image) ?? ''),
    essential: json.essential === undefined ? true : Boolean(json.essential),
    cpu: json.cpu ? Cpu.units(json.cpu as number) : undefined,
    memory: mebibytes(json.memory),
    memoryReservation: mebibytes(json.memoryReservation),
    portMappings: listOf('portMappings', json.portMappings).map(portOf),
    logging: new RenderedFromText(),
  });
}

function portOf({ containerPort, containerPortRange, hostPort, protocol, name }: JsonObject): ecs.PortMapping {
  return {
    containerPort: containerPort === undefined ? ecs.ContainerDefinition.CONTAINER_PORT_USE_RANGE : containerPort as number,
    containerPortRange: textOf(containerPortRange),
    hostPort: hostPort as number | undefined,
    protocol: textOf(protocol) as ecs.Protocol | undefined,
    name: textOf(name),
  };
}

/** Stands where the log configuration of the text is. */
class RenderedFromText extends ecs.LogDriver {
  public bind(): ecs.LogDriverConfig {
    return { logDriver: 'awslogs' };
  }
}

function override(ecsTask: ecs.TaskDefinition, task: JsonObject, containers: readonly JsonObject[]): void {
  const cfn = ecsTask.node.defaultChild as ecs.CfnTaskDefinition;
  const rendered = cfn.containerDefinitions;
  const added = cfn.volumes;
  cfn.containerDefinitions = Lazy.uncachedAny({
    produce: (context) => (context.resolve(rendered) as readonly JsonObject[]).map((each, index) => withAdditions(containers[index], each)),
  });
  cfn.volumes = Lazy.uncachedAny({ produce: (context) => [...listOf('volumes', task.volumes).map(toCdkVolume), ...context.resolve(added) ?? []] }, { omitEmptyArray: true });
  cfn.cpu = textOf(task.cpu);
  cfn.memory = textOf(task.memory);
  cfn.networkMode = textOf(task.networkMode);
  cfn.requiresCompatibilities = task.requiresCompatibilities as string[] | undefined;
  Object.assign(cfn, sameOf(task), proxyOf(task.proxyConfiguration));
  listOf('tags', task.tags).forEach(({ key, value }) => cfn.tags.setTag(textOf(key) ?? '', textOf(value) ?? ''));
}

/** What L2 calls added after the text was read: lists only, which is what grants, secrets and volumes add. */
function withAdditions(text: JsonObject | undefined, rendered: JsonObject): JsonObject {
  if (text === undefined) return rendered;
  const lists = ['environment', 'secrets', 'mountPoints', 'dependsOn', 'ulimits'].flatMap((key) => {
    const all = [...listOf(key, text[key]), ...listOf(key, rendered[key])];
    return all.length === 0 ? [] : [[key, all] as const];
  });
  return { ...text, ...Object.fromEntries(lists) };
}

/** Properties that are called the same in JSON and in the CDK. */
function sameOf(task: JsonObject): JsonObject {
  const keys = [
    'placementConstraints', 'pidMode', 'ipcMode', 'ephemeralStorage', 'runtimePlatform', 'enableFaultInjection',
  ];
  return Object.fromEntries(keys.filter((key) => task[key] !== undefined).map((key) => [key, task[key]]));
}

function proxyOf(value: Json | undefined): JsonObject {
  if (value === undefined) return {};
  const { properties, ...rest } = objectOf('proxyConfiguration', value);
  return { proxyConfiguration: { ...rest, proxyConfigurationProperties: properties } };
}

function toCdkVolume(volume: JsonObject): JsonObject {
  const { efsVolumeConfiguration, fsxWindowsFileServerVolumeConfiguration, s3filesVolumeConfiguration, ...rest } = volume;
  const efs = efsVolumeConfiguration === undefined ? undefined : objectOf('efsVolumeConfiguration', efsVolumeConfiguration);
  return {
    ...rest,
    efsVolumeConfiguration: efs && renamed(efs, 'fileSystemId', 'filesystemId'),
    fSxWindowsFileServerVolumeConfiguration: fsxWindowsFileServerVolumeConfiguration,
    s3FilesVolumeConfiguration: s3filesVolumeConfiguration,
  };
}

function renamed(value: JsonObject, from: string, to: string): JsonObject {
  const { [from]: moved, ...rest } = value;
  return { ...rest, [to]: moved };
}
