import { Stack, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, IConstruct } from 'constructs';
import { EndpointOfUse } from './endpoint-of-use';
import { EndpointUse } from './endpoint-use';
import { dependOnEndpoints } from './wait-for-endpoints';

/** Properties of `TaskEndpoints`. */
export interface TaskEndpointsProps {
  /** The VPC the tasks run in. Imported ones work. */
  readonly vpc: ec2.IVpc;

  /**
   * What the tasks do besides pulling images from Amazon ECR and sending logs.
   *
   * @default - nothing else: endpoints for `ecr.api`, `ecr.dkr`, `logs` and S3
   */
  readonly uses?: EndpointUse[];

  /**
   * Whether tasks send logs to CloudWatch Logs.
   *
   * @default true
   */
  readonly logs?: boolean;

  /**
   * Whether a gateway endpoint for S3, where Amazon ECR keeps the layers of images, is made. A route table takes one only, so this is
   * `false` where the VPC has one.
   *
   * @default true
   */
  readonly s3Gateway?: boolean;

  /**
   * The subnets the interface endpoints are in, one in each zone. All subnets of the VPC reach them.
   *
   * @default - the private subnets, else the isolated ones
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * The subnets whose route tables lead to S3 through the gateway endpoint: those of the tasks.
   *
   * @default - all subnets of the VPC
   */
  readonly s3Subnets?: ec2.SubnetSelection[];

  /**
   * Who may call the interface endpoints.
   *
   * @default - every address in the first range of the VPC
   */
  readonly allowFrom?: ec2.IConnectable[];

  /**
   * Accounts whose roles may use the endpoints for images, logs, secrets, parameters, keys and roles. Others are refused by the policies
   * of the endpoints.
   *
   * @default - the account of the stack
   */
  readonly callerAccounts?: string[];

  /**
   * Services, one-off tasks or capacity that are made after the endpoints. A task that starts earlier finds no image.
   *
   * @default - none: the order is up to CloudFormation
   */
  readonly before?: IConstruct[];
}

const HTTPS = ec2.Port.tcp(443);
const { ECR, ECR_DOCKER, CLOUDWATCH_LOGS } = ec2.InterfaceVpcEndpointAwsService;
const IMAGES: readonly EndpointOfUse[] = [
  { id: 'EcrApi', service: ECR, takesPolicy: true },
  { id: 'EcrDocker', service: ECR_DOCKER, takesPolicy: true },
];
const LOGS: EndpointOfUse = { id: 'Logs', service: CLOUDWATCH_LOGS, takesPolicy: true };

/**
 * The VPC endpoints that tasks need in subnets without a way to the internet: for images of Amazon ECR, for logs, and for what `uses` says.
 *
 * Images of public registries have no endpoint: copy them, or fetch them through a `PullThroughCache` while there still is a way out.
 */
export class TaskEndpoints extends Construct implements ec2.IConnectable {
  /** The one security group of all interface endpoints; its default port is 443. */
  public readonly connections: ec2.Connections;

  /** The interface endpoints. */
  public readonly interfaceEndpoints: ec2.InterfaceVpcEndpoint[];

  /** The gateway endpoint for S3; undefined with `s3Gateway: false`. */
  public readonly s3Endpoint?: ec2.GatewayVpcEndpoint;

  /** @internal */
  public readonly _vpc: ec2.IVpc;

  constructor(scope: Construct, id: string, props: TaskEndpointsProps) {
    super(scope, id);
    const wanted = endpointsOf(props);
    checkEndpoints(this, props);
    const { vpc, allowFrom } = props;
    const securityGroup = new ec2.SecurityGroup(this, 'SecurityGroup', {
      vpc, allowAllOutbound: false, description: `VPC endpoints of ${this.node.path}`,
    });
    this.connections = new ec2.Connections({ securityGroups: [securityGroup], defaultPort: HTTPS });
    if (allowFrom) for (const caller of allowFrom) this.connections.allowDefaultPortFrom(caller, 'tasks call AWS services');
    else this.connections.allowDefaultPortFrom(ec2.Peer.ipv4(vpc.vpcCidrBlock), 'tasks call AWS services');

    this.interfaceEndpoints = wanted.map((one) => this.newEndpoint(one, props, securityGroup));
    if (props.s3Gateway ?? true) {
      this.s3Endpoint = new ec2.GatewayVpcEndpoint(this, 'S3', {
        vpc, service: ec2.GatewayVpcEndpointAwsService.S3, subnets: props.s3Subnets,
      });
    }
    this._vpc = vpc;
    dependOnEndpoints(props.before ?? [], this);
  }

  private newEndpoint({ id, service, takesPolicy }: EndpointOfUse, props: TaskEndpointsProps, group: ec2.ISecurityGroup): ec2.InterfaceVpcEndpoint {
    const endpoint = new ec2.InterfaceVpcEndpoint(this, id, {
      vpc: props.vpc,
      service,
      // What admits callers is said above, once for all endpoints.
      open: false,
      securityGroups: [group],
      privateDnsEnabled: true,
      subnets: { ...props.subnets, onePerAz: true },
    });
    if (takesPolicy) {
      endpoint.addToPolicy(new iam.PolicyStatement({
        principals: [new iam.AnyPrincipal()],
        actions: ['*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:PrincipalAccount': props.callerAccounts ?? [Stack.of(this).account] } },
      }));
    }
    return endpoint;
  }
}

function endpointsOf({ uses = [], logs = true }: TaskEndpointsProps): readonly EndpointOfUse[] {
  const byId = new Map<string, EndpointOfUse>();
  for (const one of [...IMAGES, ...(logs ? [LOGS] : []), ...uses.flatMap(({ _endpoints }) => _endpoints)]) {
    const same = byId.get(one.id);
    if (same && same.service.name !== one.service.name) {
      throw new Error(`\`uses\` must give each endpoint an id of its own, got ${one.id} for ${same.service.name} and ${one.service.name}`);
    }
    byId.set(one.id, one);
  }
  return [...byId.values()];
}

/** Private DNS gives the name of a service away once in a VPC, which an app may import several times. */
function othersIn(vpc: ec2.IVpc, endpoints: TaskEndpoints): TaskEndpoints | undefined {
  const same = (other: ec2.IVpc) => other === vpc || (!Token.isUnresolved(vpc.vpcId) && other.vpcId === vpc.vpcId);
  const all = endpoints.node.root.node.findAll().filter((each): each is TaskEndpoints => each instanceof TaskEndpoints);
  // One that failed has no VPC yet.
  return all.find((each) => each !== endpoints && each._vpc !== undefined && same(each._vpc));
}

function checkEndpoints(endpoints: TaskEndpoints, { vpc, allowFrom, callerAccounts, s3Gateway, s3Subnets, subnets }: TaskEndpointsProps): void {
  const other = othersIn(vpc, endpoints);
  if (other) {
    throw new Error(`\`vpc\` must have one TaskEndpoints, got one in ${other.node.path} and one in ${endpoints.node.path}: ` +
      'private DNS names a service once in a VPC');
  }
  if (allowFrom?.length === 0) throw new Error('`allowFrom` must have at least one caller, got none: leave it out to admit the VPC');
  if (callerAccounts?.length === 0) throw new Error('`callerAccounts` must have at least one account, got none: leave it out for the account of the stack');
  const odd = callerAccounts?.find((account) => !Token.isUnresolved(account) && !/^\d{12}$/.test(account));
  if (odd !== undefined) throw new Error(`\`callerAccounts\` must be account ids of 12 digits, got ${odd}`);
  if (s3Gateway === false && s3Subnets) throw new Error('`s3Subnets` needs the gateway endpoint for S3, got `s3Gateway: false`');
  const zones = (subnets?.subnets ?? []).map(({ availabilityZone }) => availabilityZone).filter((zone) => !Token.isUnresolved(zone));
  const twice = zones.find((zone, index) => zones.indexOf(zone) < index);
  if (twice !== undefined) throw new Error(`\`subnets\` must have one subnet in each zone, got two in ${twice}`);
}
