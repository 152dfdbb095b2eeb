import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { modelOfResources, modelOfStack } from './template';
import type { Network } from '../../../src/preflight/model';

function networkOf(build: (stack: Stack) => void): Network {
  const { network } = modelOfStack(build);
  expect(network).toBeDefined();
  return network!;
}

test('the way out of a subnet follows its routes', () => {
  const { subnets } = networkOf((stack) => {
    new ec2.Vpc(stack, 'Vpc', {
      maxAzs: 1,
      subnetConfiguration: [
        { name: 'open', subnetType: ec2.SubnetType.PUBLIC }, { name: 'inner', subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS },
        { name: 'shut', subnetType: ec2.SubnetType.PRIVATE_ISOLATED, cidrMask: 26 },
      ],
    });
  });
  expect(subnets.map((subnet) => [subnet.subject.constructPath, subnet.wayOut])).toMatchObject([
    ['Shop/Vpc/openSubnet1/Subnet', { value: 'internet-gateway' }],
    ['Shop/Vpc/innerSubnet1/Subnet', { value: 'nat-gateway' }],
    ['Shop/Vpc/shutSubnet1/Subnet', { value: 'none' }],
  ]);
  expect(subnets[2].usableAddresses).toMatchObject({ known: true, value: 59 });
});

test('a NAT gateway that is private, or lies in a subnet without a way out, does not lead to the internet', () => {
  const table = { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } };
  const network = modelOfResources({
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    Inner: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-east-1a' } },
    Outer: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24', AvailabilityZone: 'us-east-1a' } },
    Table: table,
    Join: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { SubnetId: { Ref: 'Inner' }, RouteTableId: { Ref: 'Table' } } },
    Nat: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: { Ref: 'Outer' } } },
    Route: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: 'Table' }, DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: 'Nat' } } },
  }).network;
  expect(network?.subnets[0].wayOut).toMatchObject({ value: 'nat-without-internet' });
});

test('routes that lead in a circle end', () => {
  const resources = {
    A: { Type: 'AWS::EC2::Subnet', Properties: { VpcId: 'vpc-1' } },
    Table: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: 'vpc-1' } },
    Join: { Type: 'AWS::EC2::SubnetRouteTableAssociation', Properties: { SubnetId: { Ref: 'A' }, RouteTableId: { Ref: 'Table' } } },
    Nat: { Type: 'AWS::EC2::NatGateway', Properties: { SubnetId: { Ref: 'A' } } },
    Route: { Type: 'AWS::EC2::Route', Properties: { RouteTableId: { Ref: 'Table' }, DestinationCidrBlock: '0.0.0.0/0', NatGatewayId: { Ref: 'Nat' } } },
  };
  expect(modelOfResources(resources).network?.subnets[0].wayOut).toMatchObject({ value: 'nat-without-internet' });
});

test('rules of a security group come from its own list and from separate resources', () => {
  const { securityGroups } = networkOf((stack) => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 });
    const server = new ec2.SecurityGroup(stack, 'Server', { vpc, allowAllOutbound: false });
    const client = new ec2.SecurityGroup(stack, 'Client', { vpc });
    server.addIngressRule(ec2.Peer.ipv4('10.0.0.0/8'), ec2.Port.tcp(443));
    server.connections.allowFrom(client, ec2.Port.tcpRange(8000, 8010));
  });
  const [server, client] = securityGroups;
  expect(server.ingress).toMatchObject({
    value: [
      { protocol: { value: 'tcp' }, fromPort: { value: 443 }, peer: { value: { kind: 'cidr', cidr: '10.0.0.0/8' } } },
      { fromPort: { value: 8000 }, toPort: { value: 8010 }, peer: { value: { kind: 'group', group: client.id } } },
    ],
  });
  expect(client.egress).toMatchObject({ value: [{ protocol: { value: '-1' } }] });
});

test('an endpoint tells its service by the short name', () => {
  const { endpoints } = networkOf((stack) => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 });
    vpc.addInterfaceEndpoint('Docker', { service: ec2.InterfaceVpcEndpointAwsService.ECR_DOCKER });
    vpc.addGatewayEndpoint('Storage', { service: ec2.GatewayVpcEndpointAwsService.S3 });
  });
  expect(endpoints).toMatchObject([
    { service: { value: 'ecr.dkr' }, type: { value: 'Interface' }, privateDns: { value: true } },
    { service: { value: 's3' }, type: { value: 'Gateway' }, routeTables: { value: [{ known: true }, { known: true }] } },
  ]);
});

test('an attribute that is another thing is not taken for the resource', () => {
  const model = modelOfStack((stack) => {
    const vpc = new ec2.Vpc(stack, 'Vpc', { maxAzs: 1 });
    const cluster = new ecs.Cluster(stack, 'Cluster', { vpc });
    const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
    taskDefinition.addContainer('app', { image: ecs.ContainerImage.fromRegistry('nginx') });
    const group = ec2.SecurityGroup.fromSecurityGroupId(stack, 'Default', vpc.vpcDefaultSecurityGroup);
    new ecs.FargateService(stack, 'Service', { cluster, taskDefinition, securityGroups: [group] });
  });
  const groups = model.services[0].network?.securityGroups;
  expect(groups?.known && groups.value[0]).toMatchObject({ value: expect.stringMatching(/^\$\{Shop\/Vpc\w+\.DefaultSecurityGroup\}$/) });
});
