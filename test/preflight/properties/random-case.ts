import { MEANINGS } from './naive-constraints';
import type { CapacityShare, Instance, Problem, Strategy, TaskRequest } from '../../../src/preflight/scheduler/problem';
import { Random } from '../../../src/preflight/scheduler/random';
import { query } from '../scheduler/cluster-builder';

/** A problem and what is done to it, made from a seed. */
export interface RandomCase {
  readonly problem: Problem;
  readonly steps: readonly Step[];
}

/** Indices are taken modulo what there is, so that a case stays meaningful when parts of it are left out. */
export type Step =
  | { readonly kind: 'place' | 'stop-one'; readonly request: number }
  | { readonly kind: 'place-many' | 'stop-many'; readonly request: number; readonly count: number }
  | { readonly kind: 'place-on' | 'stop'; readonly request: number; readonly instance: number }
  | { readonly kind: 'lose' | 'drain' | 'restore'; readonly instance: number }
  | { readonly kind: 'mark' | 'roll-back' };

export interface CaseSize {
  readonly instances: number;
  readonly requests: number;
  readonly steps: number;
}

export function randomCase(seed: number, most: CaseSize = { instances: 40, requests: 8, steps: 30 }): RandomCase {
  const random = new Random(seed);
  const shapes = Array.from({ length: 1 + random.below(4) }, () => randomShape(random));
  const instances = Array.from({ length: random.below(most.instances + 1) }, (_, index) => randomInstance(random, index, shapes));
  const requests = Array.from({ length: 1 + random.below(most.requests) }, (_, index) => randomRequest(random, index));
  return { problem: { instances, requests }, steps: Array.from({ length: 1 + random.below(most.steps) }, () => randomStep(random)) };
}

const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)];

type Shape = Pick<Instance, 'registered' | 'instanceType' | 'group' | 'attributes'>;

function randomShape(random: Random): Shape {
  const rack = random.below(3);
  return {
    registered: {
      cpu: pick(random, [0, 512, 1024, 2048, 4096]),
      memory: pick(random, [0, 1000, 2000, 3704, 7680]),
      gpus: random.below(3),
      enis: random.below(4),
    },
    instanceType: pick(random, ['m5.large', 'm5.xlarge', 'c5.large']),
    group: pick(random, ['od', 'od', 'spot']),
    attributes: rack === 0 ? {} : { rack: String(rack) },
  };
}

/** Up to one or two below the limit of 100. */
const [MOST_PORTS, ALL_BUT_ONE] = [98, 99].map((length) => Array.from({ length }, (_, port) => 9000 + port));
const AGENT_TCP_PORTS: readonly (readonly number[])[] = [[], [22, 2375], [80], MOST_PORTS, ALL_BUT_ONE];
const AGENT_UDP_PORTS: readonly (readonly number[])[] = [[], [], [53], MOST_PORTS, ALL_BUT_ONE];

function randomInstance(random: Random, index: number, shapes: readonly Shape[]): Instance {
  const zone = pick(random, ['a', 'b', 'c']);
  const shape = pick(random, shapes);
  return {
    ...shape,
    id: `i-${index}`,
    zone,
    vpc: pick(random, ['vpc', 'vpc', 'vpc', undefined]),
    reservedTcpPorts: pick(random, AGENT_TCP_PORTS),
    reservedUdpPorts: pick(random, AGENT_UDP_PORTS),
    attributes: { ...shape.attributes, 'ecs.availability-zone': zone, 'ecs.instance-type': shape.instanceType },
    unknownAttributes: pick(random, [[], [], [], [], [], [], ['rack'], ['*']]),
  };
}

const STRATEGIES: readonly Strategy[] = [
  { kind: 'spread', by: 'attribute', name: 'ecs.availability-zone' },
  { kind: 'spread', by: 'attribute', name: 'rack' },
  { kind: 'spread', by: 'instance' },
  { kind: 'binpack', by: 'memory' },
  { kind: 'binpack', by: 'cpu' },
  { kind: 'random' },
];

/** The chains that the fast engines know, and others of any length. */
function randomStrategies(random: Random): readonly Strategy[] {
  const [zone, rack, instance, memory, cpu] = STRATEGIES;
  const usual = [
    [],
    [zone],
    [zone, memory],
    [zone, cpu],
    [memory],
    [cpu],
    [instance],
    [zone, instance],
    [rack, memory],
    [memory, instance],
    [rack, memory, instance],
  ];
  return random.below(4) > 0 ? pick(random, usual) : Array.from({ length: 1 + random.below(3) }, () => pick(random, STRATEGIES));
}

const CONSTRAINTS = Object.keys(MEANINGS).map(query);

function randomShares(random: Random): readonly CapacityShare[] | undefined {
  if (random.below(3) > 0) return undefined;
  const groups = pick(random, [['od'], ['spot'], ['od', 'spot'], ['spot', 'od'], ['none', 'od'], []]);
  const based = random.below(3);
  return groups.map((group, index) => ({ group, base: index === based ? random.below(4) : 0, weight: random.below(4) }));
}

function randomRequest(random: Random, index: number): TaskRequest {
  const rarely = <T>(value: T, otherwise: T): T => (random.below(5) === 0 ? value : otherwise);
  const often = <T>(value: T, otherwise: T): T => (random.below(3) === 0 ? value : otherwise);
  return {
    id: `r${index}`,
    group: `service:s${random.below(4)}`,
    needs: {
      cpu: pick(random, [0, 128, 256, 512, 700, 1024]),
      memory: pick(random, [0, 100, 256, 500, 1000, 1852]),
      gpus: rarely(1, 0),
      enis: rarely(1, 0),
    },
    tcpPorts: often(pick(random, [[80], [443], [80, 443], [80, 80]]), []),
    udpPorts: often(pick(random, [[53], [123], [53, 123]]), []),
    requiredAttributes: rarely(['rack'], []),
    zones: rarely<readonly string[] | undefined>(pick(random, [['a'], ['b', 'c'], []]), undefined),
    vpc: rarely<string | undefined>(pick(random, ['vpc', 'other']), undefined),
    memberOf: Array.from({ length: often(1 + random.below(2), 0) }, () => pick(random, CONSTRAINTS)),
    distinctInstance: random.below(6) === 0,
    strategies: randomStrategies(random),
    capacity: randomShares(random),
    daemon: random.below(15) === 0,
    unknownConstraintHolds: random.below(2) === 0,
  };
}

function randomStep(random: Random): Step {
  const [request, instance] = [random.below(1000), random.below(1000)];
  const kind = random.below(22);
  if (kind < 7) return { kind: 'place-many', request, count: random.below(30) };
  if (kind < 10) return { kind: 'place', request };
  if (kind < 11) return { kind: 'stop-one', request };
  if (kind < 13) return { kind: 'stop-many', request, count: random.below(12) };
  if (kind < 16) return { kind: pick(random, ['place-on', 'stop']), request, instance };
  if (kind < 19) return { kind: pick(random, ['lose', 'drain', 'restore']), instance };
  return { kind: pick(random, ['mark', 'roll-back']) };
}
