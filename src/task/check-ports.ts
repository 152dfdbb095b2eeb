import { Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { checkWhole } from './check-value';
import { DOCUMENTED_RESERVED_PORTS, MAX_PORT_RANGES_PER_CONTAINER, PORT_NAME, PORTS } from '../facts';

/** Throws on port mappings that ECS refuses or that cannot start; tokens pass. */
export function checkPortMappings(mappings: readonly ecs.PortMapping[], mode: ecs.NetworkMode): void {
  if (mode === ecs.NetworkMode.NONE && mappings.length > 0) {
    throw new Error(`\`portMappings\` must be left out in network mode none, got ${mappings.length}`);
  }
  const ranges = mappings.filter((mapping) => mapping.containerPortRange !== undefined).length;
  if (ranges > MAX_PORT_RANGES_PER_CONTAINER) {
    throw new Error(`\`portMappings\` of a container may hold ${MAX_PORT_RANGES_PER_CONTAINER} ranges, got ${ranges}`);
  }
  mappings.forEach((mapping) => {
    if (mapping.containerPortRange !== undefined) checkRange(mapping);
    else checkWhole('containerPort', mapping.containerPort, PORTS);
    checkHostPort(mapping, mode);
    checkName(mapping);
  });
}

/** Throws when two mappings of the task want one port. */
export function checkPortClashes(containers: readonly ecs.ContainerDefinition[], mode: ecs.NetworkMode): void {
  const taken = new Map<string, string>();
  for (const container of containers) {
    for (const mapping of container.portMappings) {
      const key = sharedPort(mapping, mode);
      if (key === undefined) continue;
      const other = taken.get(key);
      if (other !== undefined) throw new Error(`port ${key} must be used once in a task in ${mode} mode, got ${other} and ${container.containerName}`);
      taken.set(key, container.containerName);
    }
  }
}

/** The port on which containers of one task meet: their own in awsvpc and host mode, that of the instance in bridge mode. */
function sharedPort(mapping: ecs.PortMapping, mode: ecs.NetworkMode): string | undefined {
  const port = mode === ecs.NetworkMode.BRIDGE ? mapping.hostPort : mapping.containerPort;
  if (port === undefined || port === 0 || Token.isUnresolved(port)) return undefined;
  return `${port}/${mapping.protocol ?? ecs.Protocol.TCP}`;
}

function checkHostPort({ hostPort, containerPort }: ecs.PortMapping, mode: ecs.NetworkMode): void {
  if (hostPort === undefined || Token.isUnresolved(hostPort)) return;
  checkWhole('hostPort', hostPort, { min: 0, max: PORTS.max });
  if (mode === ecs.NetworkMode.AWS_VPC || mode === ecs.NetworkMode.HOST) {
    if (!Token.isUnresolved(containerPort) && hostPort !== containerPort) {
      throw new Error(`\`hostPort\` in ${mode} mode must be left out or equal \`containerPort\` (${containerPort}), got ${hostPort}`);
    }
  }
  if (mode !== ecs.NetworkMode.AWS_VPC && DOCUMENTED_RESERVED_PORTS.includes(hostPort)) {
    throw new Error(`\`hostPort\` must not be ${DOCUMENTED_RESERVED_PORTS.join(', ')}, which SSH, Docker and the ECS agent use, got ${hostPort}`);
  }
}

function checkRange({ containerPort, containerPortRange, hostPort }: ecs.PortMapping): void {
  if (containerPortRange === undefined || Token.isUnresolved(containerPortRange)) return;
  const [from, to] = containerPortRange.split('-').map(Number);
  const whole = [from, to].every((port) => Number.isInteger(port) && port >= PORTS.min && port <= PORTS.max);
  if (!/^\d+-\d+$/.test(containerPortRange) || !whole || from > to) {
    throw new Error(`\`containerPortRange\` must be two ports from ${PORTS.min} to ${PORTS.max} as first-last, got ${containerPortRange}`);
  }
  if (containerPort !== ecs.ContainerDefinition.CONTAINER_PORT_USE_RANGE || hostPort !== undefined) {
    const got = `containerPort ${containerPort}${hostPort === undefined ? '' : ` and hostPort ${hostPort}`}`;
    throw new Error(`\`containerPortRange\` must come with \`containerPort\` 0 and no \`hostPort\`, got ${got}`);
  }
}

/** Service Connect and target groups find a port by this name (API reference, `PortMapping.name`). */
function checkName({ name, appProtocol }: ecs.PortMapping): void {
  if (name !== undefined && !Token.isUnresolved(name) && !PORT_NAME.test(name)) {
    throw new Error(`\`name\` of a port must be 1 to 64 lower-case letters, digits, _ and -, not beginning with -, got ${name}`);
  }
  if (appProtocol !== undefined && name === undefined) throw new Error(`\`appProtocol\` must come with \`name\`, got ${appProtocol.value} alone`);
}
