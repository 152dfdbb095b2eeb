import { Token } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { ExpressServiceProps } from './express-service';
import { checkCount } from '../scaling/scaling-bounds';
import { checkFargateSize } from '../task/fargate-size';

/** What an Express service can be told; ECS decides the rest. */
const MEANINGFUL: readonly string[] = [
  'cluster', 'image', 'cpu', 'memory', 'command', 'environment', 'secrets', 'containerPort', 'healthCheckPath', 'serviceName', 'vpcSubnets',
  'securityGroups', 'count', 'desiredCount', 'scaleOn', 'scaleTarget', 'taskRole', 'executionRole', 'permissionsBoundary', 'rolePath', 'logGroup',
  'logRetention', 'logEncryptionKey', 'capacity',
] satisfies (keyof ExpressServiceProps)[];

/** Throws on props that Express Mode has no place for, and on values that it refuses; tokens pass. */
export function checkExpress(props: ExpressServiceProps, path: string): void {
  const other = Object.entries(props).filter(([name, value]) => value !== undefined && !MEANINGFUL.includes(name)).map(([name]) => `\`${name}\``);
  if (other.length > 0) {
    throw new Error(`${other.join(', ')} of ${path} must be left out in Express Mode, where ECS decides it; use WebService to say it`);
  }
  const missing = (['image', 'cpu', 'memory'] as const).filter((name) => props[name] === undefined).map((name) => `\`${name}\``);
  if (missing.length > 0) throw new Error(`${missing.join(', ')} of ${path} must be given: Express Mode runs an image, not a \`taskDefinition\``);
  checkCapacity(props);
  checkFargateSize(props.cpu!, props.memory!);
  checkScaling(props);
}

function checkCapacity({ capacity }: ExpressServiceProps): void {
  if (!capacity) return;
  const { compatibility, strategies } = capacity.bind();
  const onlyFargate = compatibility === ecs.Compatibility.FARGATE && strategies.every(({ capacityProvider }) => capacityProvider === 'FARGATE');
  if (onlyFargate) return;
  throw new Error('`capacity` must be Capacity.fargate() in Express Mode, ' +
    `got ${strategies.map(({ capacityProvider }) => Token.isUnresolved(capacityProvider) ? 'container instances' : capacityProvider).join(' and ')}`);
}

function checkScaling({ count, desiredCount, scaleTarget, healthCheckPath }: ExpressServiceProps): void {
  if (count) checkCount(count);
  if (count && desiredCount !== undefined) throw new Error(`\`desiredCount\` must be left out beside \`count\`, got ${desiredCount}`);
  if (count?.initial !== undefined && count.initial !== count.min) {
    throw new Error(`\`count.initial\` must be left out in Express Mode, where ECS begins at \`count.min\`, got ${count.initial}`);
  }
  if (scaleTarget !== undefined && !Token.isUnresolved(scaleTarget) && !(Number.isInteger(scaleTarget) && scaleTarget > 0)) {
    throw new Error(`\`scaleTarget\` must be a whole number from 1, got ${scaleTarget}`);
  }
  if (healthCheckPath !== undefined && !Token.isUnresolved(healthCheckPath) && !healthCheckPath.startsWith('/')) {
    throw new Error(`\`healthCheckPath\` must begin with /, got ${healthCheckPath}`);
  }
}
