import { at, isAbsent, number, or, pairRecord, pattern, patternList, plainList, propertiesOf, required, text, type Property } from './property';
import { readImage } from './read-container';
import { createdAround, dependsOn, type ServiceSurroundings } from './read-service';
import { readSubnets } from './read-subnets';
import { cpuUnits, memoryMiB } from './sizes';
import { assumed, known, unknown, type AwsvpcConfiguration, type ContainerDefinition, type ExpressService, type Known, type ScalableTarget, type Service, type TaskDefinition } from '../../model';
import type { Evaluation } from '../intrinsics/evaluation';
import type { Resource } from '../template/stack';

/** The container that express mode makes; the template does not name it. */
const CONTAINER = 'Main';

/** What ECS puts around the container without telling its name. */
const MADE = unknown('ECS makes it at deployment');

/** An express service as the Fargate service behind a load balancer that ECS makes of it. */
export function readExpressService(resource: Resource, evaluation: Evaluation, around: ServiceSurroundings): Service {
  const properties = propertiesOf(resource, evaluation);
  const p = (...names: readonly string[]): Property => at(properties, ...names);
  const scaling = readScaling(resource, properties);
  const port = containerPort(properties);
  const infrastructureRole = required(pattern(p('InfrastructureRoleArn')), p('InfrastructureRoleArn'));
  const minimum = scaling.minCapacity;
  return {
    id: resource.id,
    subject: resource.subject,
    name: pattern(p('ServiceName')) ?? unknown('ECS makes up the name at deployment', 'Properties.ServiceName'),
    cluster: around.clusters.find(p('Cluster'), resource),
    taskDefinition: isAbsent(p('TaskDefinitionArn')) ? known(taskDefinitionId(resource)) : around.taskDefinitions.find(p('TaskDefinitionArn'), resource),
    schedulingStrategy: known('REPLICA'),
    desiredCount: minimum.known ? assumed(minimum.value, 'an express service starts with its minimum', minimum.from) : minimum,
    desiredCountIsSet: false,
    scaling,
    launchType: known('FARGATE'),
    minHealthyPercent: or(undefined, 100, 'the default of a REPLICA service'),
    maxHealthyPercent: or(undefined, 200, 'the default of a REPLICA service'),
    deploymentController: known('ECS'),
    deploymentStrategy: or(undefined, 'CANARY', 'an express service is deployed with a canary'),
    circuitBreaker: unknown('ECS chooses how a failing deployment of an express service is stopped'),
    deploymentAlarms: unknown('ECS makes the alarm of an express service at deployment'),
    placementStrategies: known([]),
    placementConstraints: known([]),
    availabilityZoneRebalancing: or(undefined, true, 'a service on Fargate is rebalanced by default'),
    network: readNetwork(p('NetworkConfiguration')),
    loadBalancers: known([{
      targetGroup: MADE,
      containerName: known(CONTAINER),
      containerPort: port,
      trafficShift: { alternateTargetGroup: MADE, productionListenerRule: MADE, role: infrastructureRole },
    }]),
    serviceConnect: known(false),
    executeCommand: known(false),
    express: {
      infrastructureRole,
      healthCheckPath: or(text(p('HealthCheckPath')), '/ping', 'express mode checks /ping by default', p('HealthCheckPath').path),
      containerPort: port,
      ...besideTaskDefinition(properties),
    },
    ...createdAround(resource, around.order),
    dependsOn: dependsOn(resource),
  };
}

/** The task definition that ECS registers for an express service; undefined when the service names its own. */
export function expressTaskDefinition(resource: Resource, evaluation: Evaluation): TaskDefinition | undefined {
  const properties = propertiesOf(resource, evaluation);
  const p = (...names: readonly string[]): Property => at(properties, ...names);
  const twoDefaults = (name: string, one: string, other: string): Known<number> =>
    unknown(`the template does not set ${name}, and AWS documents two defaults (${one} and ${other})`, p(name).path);
  return isAbsent(p('TaskDefinitionArn')) ? {
    id: taskDefinitionId(resource),
    subject: resource.subject,
    imported: false,
    madeFor: 'express',
    family: unknown('ECS makes up the family at deployment'),
    networkMode: known('awsvpc'),
    cpuUnits: cpuUnits(p('Cpu')) ?? twoDefaults('Cpu', '256', '1,024'),
    memoryMiB: memoryMiB(p('Memory')) ?? twoDefaults('Memory', '512 MiB', '2,048 MiB'),
    requiresCompatibilities: known(['FARGATE']),
    cpuArchitecture: or(undefined, 'x86_64', 'an express service runs on x86_64'),
    operatingSystemFamily: or(undefined, 'LINUX', 'an express service runs on Linux'),
    containers: known([readContainer(p('PrimaryContainer'), properties)]),
    volumes: known([]),
    placementConstraints: known([]),
    executionRole: required(pattern(p('ExecutionRoleArn')), p('ExecutionRoleArn')),
    taskRole: pattern(p('TaskRoleArn')),
  } : undefined;
}

function readContainer(container: Property, properties: Property): ContainerDefinition {
  const p = (...names: readonly string[]): Property => at(container, ...names);
  const logs = p('AwsLogsConfiguration');
  return {
    name: known(CONTAINER),
    image: required(readImage(p('Image')), p('Image')),
    essential: known(true),
    portMappings: known([{ containerPort: containerPort(properties), protocol: known('tcp') }]),
    logDriver: or(undefined, 'awslogs', 'an express service writes to CloudWatch Logs', logs.path),
    logOptions: known({
      'awslogs-group': isAbsent(logs) ? MADE : required(pattern(at(logs, 'LogGroup')), at(logs, 'LogGroup')),
      'awslogs-stream-prefix': isAbsent(logs) ? MADE : required(text(at(logs, 'LogStreamPrefix')), at(logs, 'LogStreamPrefix')),
      'awslogs-region': assumed('${AWS::Region}', 'an express service logs in its own region', logs.path),
    }, logs.path),
    dependsOn: known([]),
    mountPoints: known([]),
    command: patternList(p('Command')),
    environmentNames: or(plainList(p('Environment'), (item) => text(at(item, 'Name'))), [], 'no variable is set'),
    environment: pairRecord(p('Environment')),
    secrets: pairRecord(p('Secrets'), 'Name', 'ValueFrom'),
    repositoryCredentials: pattern(p('RepositoryCredentials', 'CredentialsParameter')),
    environmentFiles: known([]),
    properties: [],
  };
}

function readScaling(resource: Resource, properties: Property): ScalableTarget {
  const p = (name: string): Property => at(properties, 'ScalingTarget', name);
  return {
    subject: resource.subject,
    minCapacity: or(number(p('MinTaskCount')), 1, 'an express service keeps one task by default', p('MinTaskCount').path),
    maxCapacity: number(p('MaxTaskCount'))
      ?? unknown('the template does not set ScalingTarget.MaxTaskCount, and AWS documents two defaults (1 and 20)', p('MaxTaskCount').path),
    policies: [{
      subject: resource.subject,
      type: known('TargetTrackingScaling'),
      metric: or(text(p('AutoScalingMetric')), 'AVERAGE_CPU', 'an express service follows its average CPU by default', p('AutoScalingMetric').path),
      targetValue: or(number(p('AutoScalingTargetValue')), 60, 'the target of an express service is 60 by default', p('AutoScalingTargetValue').path),
    }],
  };
}

/** What says in a second place what a task definition of its own says. */
function besideTaskDefinition(properties: Property): Pick<ExpressService, 'besideTaskDefinition'> {
  const twice = ['Cpu', 'ExecutionRoleArn', 'Memory', 'PrimaryContainer', 'TaskRoleArn'].filter((name) => !isAbsent(at(properties, name)));
  return isAbsent(at(properties, 'TaskDefinitionArn')) || twice.length === 0 ? {} : { besideTaskDefinition: twice };
}

function readNetwork(property: Property): AwsvpcConfiguration {
  const choice = readSubnets(at(property, 'Subnets'));
  const groups = at(property, 'SecurityGroups');
  const defaultVpc = unknown('the template names no subnet, so the default VPC is used', property.path);
  return {
    ...(isAbsent(at(property, 'Subnets')) ? { subnets: defaultVpc, zones: defaultVpc, vpc: defaultVpc } : choice),
    securityGroups: patternList(groups) ?? unknown('ECS makes the security group at deployment', groups.path),
    assignPublicIp: unknown('ECS gives public addresses where the subnets are public', property.path),
  };
}

function containerPort(properties: Property): Known<number> {
  const port = at(properties, 'PrimaryContainer', 'ContainerPort');
  return or(number(port), 80, 'express mode sends requests to port 80 by default', port.path);
}

function taskDefinitionId(resource: Resource): string {
  return `${resource.id}/TaskDefinition`;
}
