import { App, CfnParameter, Fn, Size, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Capacity, Cluster, Cpu, EndpointUse, OneOffTask, TaskEndpoints, type TaskEndpointsProps, Worker } from '../../src';
import { Preflight } from '../../src/preflight';
import { m6iLarge, only } from '../support/stack';

function isolated() {
  const stack = new Stack(new App(), 'Shop', { env: { account: '111111111111', region: 'us-east-1' } });
  const vpc = new ec2.Vpc(stack, 'Vpc', {
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    natGateways: 0,
    subnetConfiguration: [{ name: 'shut', subnetType: ec2.SubnetType.PRIVATE_ISOLATED }],
  });
  return { stack, vpc };
}

function addWorker(stack: Stack, vpc: ec2.IVpc, onInstances: boolean = false): Worker {
  const cluster = new Cluster(stack, 'Cluster', { vpc });
  const capacity = onInstances ? Capacity.ec2(cluster.addEc2Capacity('General', {
    instanceTypes: [m6iLarge], minCapacity: 1, maxCapacity: 2, vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
  })) : undefined;
  return new Worker(stack, 'Worker', {
    cluster,
    capacity,
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    image: ecs.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Images', 'worker'), '1'),
    cpu: Cpu.vcpu(0.25),
    memory: Size.mebibytes(512),
    desiredCount: 1,
    secrets: { TOKEN: ecs.Secret.fromSecretsManager(new secretsmanager.Secret(stack, 'Token')) },
  });
}

function servicesOf(stack: Stack): readonly string[] {
  return Object.values(Template.fromStack(stack).findResources('AWS::EC2::VPCEndpoint'))
    .map(({ Properties }) => typeof Properties.ServiceName === 'string' ? Properties.ServiceName.replace('com.amazonaws.us-east-1.', '') : 's3')
    .sort();
}

const REACH = ['no-way-out', 'isolated-instances', 'closed-endpoint', 'endpoint-without-private-dns', 'vpc-dns-off', 'closed-egress', 'closed-instance-egress'];
const reachOf = (stack: Stack) => Preflight.fromStack(stack).run().findings.map(({ ruleId }) => ruleId).filter((id) => REACH.includes(id));

describe('the preflight', () => {
  test('finds that tasks in isolated subnets reach nothing, and nothing to say with the endpoints', () => {
    const bare = isolated();
    addWorker(bare.stack, bare.vpc);
    expect(reachOf(bare.stack)).toEqual(['no-way-out']);

    const { stack, vpc } = isolated();
    addWorker(stack, vpc);
    new TaskEndpoints(stack, 'Endpoints', { vpc, uses: [EndpointUse.SECRETS] });
    expect(reachOf(stack)).toEqual([]);
  });

  test('still finds what `uses` leaves out', () => {
    const { stack, vpc } = isolated();
    addWorker(stack, vpc);
    new TaskEndpoints(stack, 'Endpoints', { vpc });
    expect(Preflight.fromStack(stack).run().findings.find(({ ruleId }) => ruleId === 'no-way-out')?.summary)
      .toMatch(/cannot reach secrets of \S+ \(Secrets Manager\) from 2 of 2 subnets/);
  });

  test('finds that isolated container instances never register, and nothing to say with their endpoints', () => {
    const bare = isolated();
    addWorker(bare.stack, bare.vpc, true);
    expect(reachOf(bare.stack)).toEqual(['isolated-instances']);

    const { stack, vpc } = isolated();
    addWorker(stack, vpc, true);
    new TaskEndpoints(stack, 'Endpoints', { vpc, uses: [EndpointUse.SECRETS, EndpointUse.CONTAINER_INSTANCES] });
    expect(reachOf(stack)).toEqual([]);
  });

  test('finds nothing where only the tasks are admitted', () => {
    const { stack, vpc } = isolated();
    const worker = addWorker(stack, vpc);
    new TaskEndpoints(stack, 'Endpoints', { vpc, uses: [EndpointUse.SECRETS], allowFrom: [worker], before: [worker] });
    expect(reachOf(stack)).toEqual([]);
  });
});

test('makes exactly the endpoints for images and logs, with private DNS, for HTTPS from the VPC', () => {
  const { stack, vpc } = isolated();
  new TaskEndpoints(stack, 'Endpoints', { vpc });
  expect(servicesOf(stack)).toEqual(['ecr.api', 'ecr.dkr', 'logs', 's3']);
  const template = Template.fromStack(stack);
  template.resourcePropertiesCountIs('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface', PrivateDnsEnabled: true }, 3);
  const { resource } = only(template, 'AWS::EC2::SecurityGroup', 'Endpoints');
  expect(resource.Properties).toMatchObject({
    SecurityGroupIngress: [{ CidrIp: { 'Fn::GetAtt': [only(template, 'AWS::EC2::VPC').id, 'CidrBlock'] }, FromPort: 443, ToPort: 443, IpProtocol: 'tcp' }],
    SecurityGroupEgress: [{ CidrIp: '255.255.255.255/32' }],
  });
});

test('adds what is used, once, and nothing that is not', () => {
  const { stack, vpc } = isolated();
  new TaskEndpoints(stack, 'Endpoints', {
    vpc,
    logs: false,
    s3Gateway: false,
    uses: [
      EndpointUse.SECRETS, EndpointUse.PARAMETERS, EndpointUse.EXECUTE_COMMAND, EndpointUse.EXECUTE_COMMAND, EndpointUse.KEYS, EndpointUse.ROLES,
      EndpointUse.CONTAINER_INSTANCES, EndpointUse.GUARDDUTY, EndpointUse.custom('Queues', ec2.InterfaceVpcEndpointAwsService.SQS),
    ],
  });
  expect(servicesOf(stack)).toEqual([
    'ecr.api', 'ecr.dkr', 'ecs', 'ecs-agent', 'ecs-telemetry', 'guardduty-data', 'kms', 'secretsmanager', 'sqs', 'ssm', 'ssmmessages', 'sts',
  ]);
});

test('lets roles of the account only use what takes a policy', () => {
  const { stack, vpc } = isolated();
  new TaskEndpoints(stack, 'Endpoints', { vpc, uses: [EndpointUse.EXECUTE_COMMAND], callerAccounts: ['111111111111', '222222222222'] });
  const policies = Object.entries(Template.fromStack(stack).findResources('AWS::EC2::VPCEndpoint'))
    .map(([id, { Properties }]) => [id.replace(/[0-9A-F]{8}$/, ''), Properties.PolicyDocument?.Statement[0].Condition]);
  const own = { StringEquals: { 'aws:PrincipalAccount': ['111111111111', '222222222222'] } };
  expect(policies).toEqual([
    ['EndpointsEcrApi', own], ['EndpointsEcrDocker', own], ['EndpointsLogs', own], ['EndpointsSsmMessages', undefined], ['EndpointsS3', undefined],
  ]);
});

test('what starts tasks waits for every endpoint, and its security groups do not', () => {
  const { stack, vpc } = isolated();
  const worker = addWorker(stack, vpc);
  new TaskEndpoints(stack, 'Endpoints', { vpc, allowFrom: [worker], before: [worker] });
  const template = Template.fromStack(stack);
  const endpoints = Object.keys(template.findResources('AWS::EC2::VPCEndpoint'));
  expect(only(template, 'AWS::ECS::Service').resource.DependsOn).toEqual(expect.arrayContaining(endpoints));
  expect(only(template, 'AWS::EC2::SecurityGroup', 'Worker').resource.DependsOn).toBeUndefined();
});

test('a task of the deployment waits for the endpoints', () => {
  const { stack, vpc } = isolated();
  const migrate = new OneOffTask(stack, 'Migrate', {
    cluster: new Cluster(stack, 'Cluster', { vpc }),
    vpcSubnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED },
    image: ecs.ContainerImage.fromEcrRepository(ecr.Repository.fromRepositoryName(stack, 'Images', 'worker'), '1'),
    cpu: Cpu.vcpu(0.25),
    memory: Size.mebibytes(512),
  });
  migrate.runOnDeployment();
  new TaskEndpoints(stack, 'Endpoints', { vpc, before: [migrate] });
  const template = Template.fromStack(stack);
  const endpoints = Object.keys(template.findResources('AWS::EC2::VPCEndpoint'));
  expect(only(template, 'Custom::StowageOneOffTask').resource.DependsOn).toEqual(expect.arrayContaining(endpoints));
});

test('works in an imported VPC, in chosen subnets', () => {
  const { stack } = isolated();
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Imported', {
    vpcId: 'vpc-1',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    isolatedSubnetIds: ['subnet-1', 'subnet-2'],
    isolatedSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
  });
  new TaskEndpoints(stack, 'Endpoints', { vpc, subnets: { availabilityZones: ['us-east-1b'], subnetType: ec2.SubnetType.PRIVATE_ISOLATED } });
  const template = Template.fromStack(stack);
  template.resourcePropertiesCountIs('AWS::EC2::VPCEndpoint', { VpcId: 'vpc-1', SubnetIds: ['subnet-2'] }, 3);
  template.hasResourceProperties('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway', RouteTableIds: ['rtb-1', 'rtb-2'] });
  template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [Match.objectLike({ CidrIp: '10.0.0.0/16' })] });
});

test.each<[string, (vpc: ec2.Vpc) => Partial<TaskEndpointsProps>, string]>([
  ['no caller', () => ({ allowFrom: [] }), '`allowFrom` must have at least one caller, got none: leave it out to admit the VPC'],
  ['no account', () => ({ callerAccounts: [] }),
    '`callerAccounts` must have at least one account, got none: leave it out for the account of the stack'],
  ['an account that is none', () => ({ callerAccounts: ['shop'] }), '`callerAccounts` must be account ids of 12 digits, got shop'],
  ['subnets of no gateway', () => ({ s3Gateway: false, s3Subnets: [] }), '`s3Subnets` needs the gateway endpoint for S3, got `s3Gateway: false`'],
  ['two subnets in a zone', ({ isolatedSubnets: [one] }) => ({ subnets: { subnets: [one, one] } }),
    '`subnets` must have one subnet in each zone, got two in us-east-1a'],
  ['two services of one id', () => ({ uses: [EndpointUse.custom('Logs', ec2.InterfaceVpcEndpointAwsService.SQS)] }),
    '`uses` must give each endpoint an id of its own, got Logs for '],
])('fails with %s', (_, props, message) => {
  const { stack, vpc } = isolated();
  expect(() => new TaskEndpoints(stack, 'Endpoints', { vpc, ...props(vpc) })).toThrow(message);
});

test('fails where the VPC has task endpoints', () => {
  const { stack, vpc } = isolated();
  new TaskEndpoints(stack, 'Endpoints', { vpc });
  expect(() => new TaskEndpoints(stack, 'More', { vpc })).toThrow(
    '`vpc` must have one TaskEndpoints, got one in Shop/Endpoints and one in Shop/More: private DNS names a service once in a VPC',
  );
});

test('fails where another stack of the app has made them in the same VPC, by another import', () => {
  const app = new App();
  const endpointsIn = (id: string, vpcId: string) => {
    const stack = new Stack(app, id);
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
      vpcId, vpcCidrBlock: '10.0.0.0/16', availabilityZones: ['us-east-1a'], privateSubnetIds: ['subnet-1'], privateSubnetRouteTableIds: ['rtb-1'],
    });
    return new TaskEndpoints(stack, 'Endpoints', { vpc });
  };
  endpointsIn('Shop', 'vpc-1');
  endpointsIn('Billing', 'vpc-2');
  expect(() => endpointsIn('Orders', 'vpc-1')).toThrow('must have one TaskEndpoints, got one in Shop/Endpoints and one in Orders/Endpoints');
});

test('takes a VPC, subnets and accounts that are known at deployment', () => {
  const stack = new Stack(new App(), 'Shop');
  const subnets = new CfnParameter(stack, 'Subnets', { type: 'List<AWS::EC2::Subnet::Id>' }).valueAsList;
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Vpc', {
    vpcId: Fn.importValue('VpcId'),
    vpcCidrBlock: Fn.importValue('VpcRange'),
    availabilityZones: ['us-east-1a', 'us-east-1b'],
    privateSubnetIds: [Fn.select(0, subnets), Fn.select(1, subnets)],
    privateSubnetRouteTableIds: [Fn.importValue('RoutesA'), Fn.importValue('RoutesB')],
  });
  const account = new CfnParameter(stack, 'Tools').valueAsString;
  new TaskEndpoints(stack, 'Endpoints', { vpc, callerAccounts: [account] });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::EC2::SecurityGroup', { SecurityGroupIngress: [Match.objectLike({ CidrIp: { 'Fn::ImportValue': 'VpcRange' } })] });
  template.hasResourceProperties('AWS::EC2::VPCEndpoint', {
    VpcEndpointType: 'Interface',
    VpcId: { 'Fn::ImportValue': 'VpcId' },
    SubnetIds: [{ 'Fn::Select': [0, { Ref: 'Subnets' }] }, { 'Fn::Select': [1, { Ref: 'Subnets' }] }],
    PolicyDocument: { Statement: [Match.objectLike({ Condition: { StringEquals: { 'aws:PrincipalAccount': [{ Ref: 'Tools' }] } } })] },
  });
  template.hasResourceProperties('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway', RouteTableIds: [{ 'Fn::ImportValue': 'RoutesA' }, { 'Fn::ImportValue': 'RoutesB' }] });
});

test('ids are the same whatever is used besides, in whatever order', () => {
  const idsWith = (...uses: EndpointUse[]) => {
    const { stack, vpc } = isolated();
    new TaskEndpoints(stack, 'Endpoints', { vpc, uses });
    const endpoints = Object.entries(Template.fromStack(stack).findResources('AWS::EC2::VPCEndpoint'));
    return Object.fromEntries(endpoints.map(([id, { Properties }]) => [JSON.stringify(Properties.ServiceName), id]));
  };
  const { SECRETS, EXECUTE_COMMAND, KEYS } = EndpointUse;
  expect(idsWith(KEYS, EXECUTE_COMMAND, SECRETS)).toEqual(idsWith(SECRETS, KEYS, EXECUTE_COMMAND, SECRETS));
  expect(idsWith(KEYS, SECRETS)).toMatchObject(idsWith(SECRETS));
  expect(Object.values(idsWith()).sort()).toEqual([
    'EndpointsEcrApiEA5E8197', 'EndpointsEcrDocker5B496EB8', 'EndpointsLogs925F157B', 'EndpointsS332DF97CF',
  ]);
});
