import { createEngine, type EngineOptions } from '../../../src/preflight/scheduler/create-engine';
import type { Engine } from '../../../src/preflight/scheduler/engine';
import type { Instance, Problem, Resources, Strategy, TaskRequest } from '../../../src/preflight/scheduler/problem';
import { parseQuery, type QueryExpression } from '../../../src/query/parse';

/** What Linux instances register, and their network interfaces for awsvpc tasks without trunking. */
const REGISTERED: Readonly<Record<string, Resources>> = {
  'm5.large': { cpu: 2048, memory: 7680, gpus: 0, enis: 2 },
  'm5.xlarge': { cpu: 4096, memory: 15576, gpus: 0, enis: 3 },
  'c5.large': { cpu: 2048, memory: 3704, gpus: 0, enis: 2 },
  't3.medium': { cpu: 2048, memory: 3828, gpus: 0, enis: 2 },
  'g4dn.xlarge': { cpu: 4096, memory: 15731, gpus: 1, enis: 2 },
};

/** What the agent of an ECS-optimized Linux AMI reserves. */
const AGENT_PORTS = [22, 2375, 2376, 51678, 51679];

export const ZONE_SPREAD: Strategy = { kind: 'spread', by: 'attribute', name: 'ecs.availability-zone' };
export const INSTANCE_SPREAD: Strategy = { kind: 'spread', by: 'instance' };
export const PACK_MEMORY: Strategy = { kind: 'binpack', by: 'memory' };
export const PACK_CPU: Strategy = { kind: 'binpack', by: 'cpu' };
export const RANDOM: Strategy = { kind: 'random' };

/** Test name of an expression is its text. */
export function query(text: string): QueryExpression {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error.message}`);
  return parsed.expression;
}

type InstanceOptions = Partial<Omit<Instance, 'id' | 'registered' | 'instanceType'>> & Partial<Resources> & {
  /** Number of zones (a, b, c ...) that the instances take in turn. */
  readonly zones?: number;
};

type ServiceOptions = Partial<Omit<TaskRequest, 'needs' | 'memberOf' | 'zones'>> & Partial<Resources> & {
  readonly memberOf?: readonly string[];
  readonly zones?: readonly string[];
};

export class ClusterBuilder {
  private readonly instanceList: Instance[] = [];
  private readonly requests: TaskRequest[] = [];

  instances(count: number, instanceType: string, { zones = 1, ...options }: InstanceOptions = {}): this {
    const { cpu, memory, gpus, enis, ...rest } = { ...REGISTERED[instanceType], ...options };
    for (let made = 0; made < count; made++) {
      const zone = options.zone ?? 'abcdef'[made % zones];
      this.instanceList.push({
        id: `i-${this.instanceList.length}`,
        group: 'asg',
        vpc: 'vpc',
        reservedTcpPorts: AGENT_PORTS,
        reservedUdpPorts: [],
        ...rest,
        instanceType,
        zone,
        registered: { cpu, memory, gpus, enis },
        attributes: { 'ecs.availability-zone': zone, 'ecs.instance-type': instanceType, ...options.attributes },
      });
    }
    return this;
  }

  service(id: string, { cpu = 0, memory = 0, gpus = 0, enis = 0, memberOf = [], ...options }: ServiceOptions = {}): this {
    this.requests.push({
      id,
      group: `service:${id}`,
      tcpPorts: [],
      udpPorts: [],
      requiredAttributes: [],
      distinctInstance: false,
      strategies: [],
      daemon: false,
      unknownConstraintHolds: false,
      ...options,
      needs: { cpu, memory, gpus, enis },
      memberOf: memberOf.map(query),
    });
    return this;
  }

  problem(): Problem {
    return { instances: this.instanceList, requests: this.requests };
  }

  engine(options?: EngineOptions): Engine {
    return createEngine(this.problem(), options);
  }
}

export function cluster(): ClusterBuilder {
  return new ClusterBuilder();
}
