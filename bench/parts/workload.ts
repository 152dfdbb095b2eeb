import type { Instance, Problem, Resources, Strategy, TaskRequest } from '../../src/preflight/scheduler/problem';
import { Random } from '../../src/preflight/scheduler/random';
import { parseQuery, type QueryExpression } from '../../src/query/parse';

/** CPU units, MiB, GPUs, awsvpc interfaces (with trunking where there is one) of six shapes. */
const SHAPES: readonly (readonly [string, Resources])[] = [
  ['m5.large', { cpu: 2048, memory: 7680, gpus: 0, enis: 10 }],
  ['m5.xlarge', { cpu: 4096, memory: 15576, gpus: 0, enis: 20 }],
  ['g4dn.2xlarge', { cpu: 8192, memory: 31462, gpus: 1, enis: 2 }],
  ['c5.xlarge', { cpu: 4096, memory: 7624, gpus: 0, enis: 20 }],
  ['c5.2xlarge', { cpu: 8192, memory: 15463, gpus: 0, enis: 40 }],
  ['r5.xlarge', { cpu: 4096, memory: 31517, gpus: 0, enis: 20 }],
];

/** CPU units and MiB of ten task sizes. */
const SIZES = [[256, 256], [256, 512], [256, 1024], [512, 512], [512, 1024], [512, 2048], [768, 1024], [512, 1536], [512, 768], [256, 2048]] as const;

export const CHAINS: Readonly<Record<string, readonly Strategy[]>> = {
  'binpack memory': [{ kind: 'binpack', by: 'memory' }],
  'spread zone, binpack memory': [{ kind: 'spread', by: 'attribute', name: 'ecs.availability-zone' }, { kind: 'binpack', by: 'memory' }],
  'spread instance': [{ kind: 'spread', by: 'instance' }],
};

export interface Workload {
  readonly problem: Problem;
  /** Tasks wanted of each request. */
  readonly counts: readonly number[];
}

/** A cluster in three zones, six shapes in turn, and services that reserve about 90 % of its CPU when there are ten tasks an instance. */
export function workload(instances: number, tasks: number, services: number, strategies: readonly Strategy[], seed = 1): Workload {
  const random = new Random(seed);
  const counts = Array.from({ length: services }, (_, index) => Math.floor(tasks / services) + (index < tasks % services ? 1 : 0));
  const requests = counts.map((_, index) => request(index, SIZES[random.below(SIZES.length)], strategies));
  return { problem: { instances: Array.from({ length: instances }, (_, index) => instance(index)), requests }, counts };
}

function instance(index: number): Instance {
  const [instanceType, registered] = SHAPES[index % SHAPES.length];
  const zone = 'abc'[Math.floor(index / SHAPES.length) % 3];
  return {
    id: `i-${index}`,
    group: 'asg',
    instanceType,
    zone,
    vpc: 'vpc',
    registered,
    reservedTcpPorts: [22, 2375, 2376, 51678, 51679],
    reservedUdpPorts: [],
    attributes: { 'ecs.availability-zone': zone, 'ecs.instance-type': instanceType, 'ecs.os-type': 'linux', 'ecs.capability.task-eni': '' },
  };
}

const CURRENT = parsed('attribute:ecs.instance-type !~ g4dn.*');

/** Of the services a third has interfaces of its own, some have fixed ports, a constraint, a GPU, or one task an instance. */
function request(index: number, [cpu, memory]: readonly [number, number], strategies: readonly Strategy[]): TaskRequest {
  const awsvpc = index % 3 === 0;
  const gpus = index % 97 === 50 ? 1 : 0;
  return {
    id: `service-${index}`,
    group: `service:service-${index}`,
    needs: { cpu, memory, gpus, enis: awsvpc ? 1 : 0 },
    tcpPorts: !awsvpc && index % 10 === 1 ? [8000 + (index % 50)] : [],
    udpPorts: !awsvpc && index % 25 === 2 ? [5000 + (index % 20)] : [],
    requiredAttributes: awsvpc ? ['ecs.capability.task-eni'] : [],
    zones: awsvpc ? ['a', 'b', 'c'] : undefined,
    vpc: 'vpc',
    memberOf: gpus === 0 && index % 10 === 4 ? [CURRENT] : [],
    distinctInstance: index % 40 === 7,
    strategies,
    daemon: false,
    unknownConstraintHolds: true,
  };
}

function parsed(text: string): QueryExpression {
  const parse = parseQuery(text);
  if (!parse.ok) throw new Error(parse.error.message);
  return parse.expression;
}
