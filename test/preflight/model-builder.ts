import { assumed, known } from '../../src/preflight/model';
import type {
  Cluster,
  InstanceGroup,
  Known,
  PlacementConstraint,
  PlacementModel,
  PlacementStrategy,
  PortMapping,
  Service,
  TaskDefinition,
} from '../../src/preflight/model';

/** What a test says of a group; everything else is an ordinary ECS group. */
export interface GroupFacts {
  readonly types?: readonly string[];
  readonly count?: number;
  readonly max?: number;
  readonly zones?: Known<readonly string[]>;
  readonly managedScaling?: boolean;
  readonly overrides?: Partial<InstanceGroup>;
}

export interface ServiceFacts {
  readonly desired?: Known<number> | number;
  readonly cpu?: number;
  readonly memory?: Known<number> | number;
  readonly mode?: 'awsvpc' | 'bridge' | 'host';
  readonly hostPort?: number;
  readonly min?: number;
  readonly max?: number;
  readonly daemon?: boolean;
  readonly fargate?: boolean;
  /** Groups whose capacity providers the service names; launch type EC2 when there are none. */
  readonly providers?: readonly string[];
  readonly constraints?: readonly PlacementConstraint[];
  readonly strategies?: readonly PlacementStrategy[];
  readonly overrides?: Partial<Service>;
}

const subject = (path: string) => ({ constructPath: path, logicalId: path.replace(/\W/g, ''), templatePath: 'Shop.template.json' });
const asKnown = <T>(value: Known<T> | T): Known<T> =>
  typeof value === 'object' && value !== null && 'known' in value ? value : known(value as T);

/** Builds a placement model of one cluster, as the reader would extract it. */
export class ModelBuilder {
  private readonly capacities: InstanceGroup[] = [];
  private readonly services: Service[] = [];
  private readonly definitions: TaskDefinition[] = [];
  private cluster: Cluster = {
    id: 'cluster',
    subject: subject('Shop/Cluster'),
    name: known('shop'),
    imported: false,
    capacityProviders: known([]),
    defaultStrategy: known([]),
  };

  public imported(): this {
    this.cluster = { ...this.cluster, imported: true };
    return this;
  }

  public group(name: string, facts: GroupFacts): this {
    const count = facts.count ?? 1;
    const max = facts.max ?? count;
    const grows = facts.managedScaling ?? false;
    this.capacities.push({
      kind: 'instance-group',
      id: name,
      subject: subject(`Shop/Cluster/${name}`),
      cluster: known('cluster'),
      provider: grows ? provider(name) : undefined,
      instanceTypes: known(facts.types ?? ['m5.large']),
      minSize: known(count),
      maxSize: known(max),
      desiredCapacity: assumed(count, 'desired capacity is the minimum where it is not set'),
      zones: facts.zones ?? known(['us-east-1a', 'us-east-1b', 'us-east-1c']),
      subnets: known(['subnet-a', 'subnet-b', 'subnet-c']),
      vpc: known('vpc'),
      ami: {
        os: known('amazon-linux-2023'),
        architecture: known('x86_64'),
        variant: known('standard'),
        ecsOptimized: known(true),
        source: known('/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id'),
      },
      agent: {
        reservedMemoryMiB: known(0),
        attributes: known({}),
        loggingDrivers: known([]),
        gpuSupport: known(true),
        spotDraining: known(false),
        awsvpcBlockImds: known(true),
        settings: {},
      },
      purchase: known({ kind: 'on-demand' }),
      rootVolumeGiB: known(30),
      blockDevices: known([{ deviceName: known('/dev/xvda'), sizeGiB: known(30), encrypted: known(true) }]),
      protectedFromScaleIn: known(false),
      securityGroups: known([]),
      instanceRole: known('role'),
      ...facts.overrides,
    });
    return this;
  }

  public service(name: string, facts: ServiceFacts = {}): this {
    this.definitions.push(definition(name, facts));
    const daemon = facts.daemon ?? false;
    this.services.push({
      id: name,
      subject: subject(`Shop/${name}/Service`),
      name: known(name),
      cluster: known('cluster'),
      taskDefinition: known(`${name}Task`),
      schedulingStrategy: known(daemon ? 'DAEMON' : 'REPLICA'),
      desiredCount: asKnown(facts.desired ?? 1),
      desiredCountIsSet: true,
      ...(facts.providers
        ? { strategy: known(facts.providers.map((group) => ({ provider: known(group), base: known(0), weight: known(1) }))) }
        : { launchType: known(facts.fargate ? 'FARGATE' : 'EC2') }),
      minHealthyPercent: known(facts.min ?? (daemon ? 0 : 100)),
      maxHealthyPercent: known(facts.max ?? (daemon ? 100 : 200)),
      deploymentController: known('ECS'),
      deploymentStrategy: known('ROLLING'),
      circuitBreaker: known({ enable: true, rollback: true }),
      deploymentAlarms: known([]),
      placementStrategies: known(facts.strategies ?? []),
      placementConstraints: known(facts.constraints ?? []),
      availabilityZoneRebalancing: known(false),
      loadBalancers: known([]),
      serviceConnect: known(false),
      executeCommand: known(false),
      dependsOn: [],
      ...facts.overrides,
    });
    return this;
  }

  public build(): PlacementModel {
    return { clusters: [this.cluster], capacities: this.capacities, taskDefinitions: this.definitions, services: this.services, notes: [] };
  }
}

export function cluster(): ModelBuilder {
  return new ModelBuilder();
}

function provider(name: string): NonNullable<InstanceGroup['provider']> {
  return {
    id: `${name}Provider`,
    subject: subject(`Shop/Cluster/${name}/Provider`),
    name: known(name.toLowerCase()),
    managedScaling: known(true),
    targetCapacity: known(100),
    minimumScalingStepSize: known(1),
    maximumScalingStepSize: known(10_000),
    managedTerminationProtection: known(false),
    managedDraining: known(true),
  };
}

function definition(name: string, facts: ServiceFacts): TaskDefinition {
  const ports: PortMapping[] =
    facts.hostPort === undefined ? [] : [{ containerPort: known(8080), hostPort: known(facts.hostPort), protocol: known('tcp') }];
  return {
    id: `${name}Task`,
    subject: subject(`Shop/${name}/Task`),
    imported: false,
    family: known(name),
    networkMode: known(facts.mode ?? 'bridge'),
    cpuUnits: known(facts.cpu ?? 256),
    memoryMiB: asKnown(facts.memory ?? 512),
    requiresCompatibilities: known(['EC2']),
    cpuArchitecture: known('x86_64'),
    operatingSystemFamily: known('LINUX'),
    containers: known([
      {
        name: known('app'),
        image: known('nginx:1.27'),
        essential: known(true),
        portMappings: known(ports),
        logOptions: known({}),
        dependsOn: known([]),
        mountPoints: known([]),
        environmentNames: known([]),
        environment: {},
        secrets: {},
        environmentFiles: known([]),
        properties: ['LogConfiguration'],
      },
    ]),
    volumes: known([]),
    placementConstraints: known([]),
  };
}
