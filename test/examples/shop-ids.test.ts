import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

jest.mock('cdk-ecs-stowage', () => jest.requireActual('../../src'), { virtual: true });
// After the mock, so that the example gets the sources and not a build.
import { ShopStack } from '../../examples/shop/shop-stack';

/** CloudFormation replaces a resource whose logical id changes. Whoever changes one of these says so in the changelog. */
test('gives the resources of the shop the logical ids they have in deployed stacks', () => {
  const { Resources } = Template.fromStack(new ShopStack(new App(), 'Shop')).toJSON() as { readonly Resources: Record<string, { readonly Type: string }> };
  const ids = Object.entries(Resources)
    .filter(([, { Type }]) => !Type.startsWith('AWS::EC2::Subnet') && !Type.startsWith('AWS::EC2::Route'))
    .map(([id, { Type }]) => `${Type} ${id}`)
    .sort();
  expect(ids).toEqual(IDS);
});

const IDS: readonly string[] = [
  'AWS::ApplicationAutoScaling::ScalableTarget OrdersServiceTaskCountTarget2FEDC163',
  'AWS::ApplicationAutoScaling::ScalingPolicy OrdersServiceTaskCountTargetCpu4C259D13',
  'AWS::AutoScaling::AutoScalingGroup ClusterGeneralAutoScalingGroupASG22794827',
  'AWS::EC2::EIP VpcPublicSubnet1EIPD7E02669',
  'AWS::EC2::InternetGateway VpcIGWD7BA715C',
  'AWS::EC2::LaunchTemplate ClusterGeneralLaunchTemplateD049D012',
  'AWS::EC2::NatGateway VpcPublicSubnet1NATGateway4D7517AA',
  'AWS::EC2::SecurityGroup ClusterGeneralSecurityGroup60B33BAD',
  'AWS::EC2::SecurityGroup OrdersSecurityGroup2E5456CF',
  'AWS::EC2::SecurityGroup StorefrontLoadBalancerSecurityGroupD4BD7013',
  'AWS::EC2::SecurityGroupEgress StorefrontLoadBalancerSecurityGrouptoShopClusterGeneralSecurityGroup6C0B22853276865535730BC7A7',
  'AWS::EC2::SecurityGroupEgress StorefrontLoadBalancerSecurityGrouptoShopOrdersSecurityGroup125F26398080C6B3EF6E',
  'AWS::EC2::SecurityGroupIngress ClusterGeneralSecurityGroupfromShopStorefrontLoadBalancerSecurityGroup649209E0327686553573B3EA91',
  'AWS::EC2::SecurityGroupIngress OrdersSecurityGroupfromShopStorefrontLoadBalancerSecurityGroup649209E08080C6254B29',
  'AWS::EC2::VPC Vpc8378EB38',
  'AWS::EC2::VPCGatewayAttachment VpcVPCGWBF912B6E',
  'AWS::ECR::Repository ImagesF8C4E866',
  'AWS::ECS::CapacityProvider ClusterGeneralCapacityProvider3B339ECC',
  'AWS::ECS::Cluster ClusterEB0386A7',
  'AWS::ECS::ClusterCapacityProviderAssociations Cluster3DA9CCBA',
  'AWS::ECS::Service OrdersServiceD066556E',
  'AWS::ECS::Service StorefrontServiceAE58B2F3',
  'AWS::ECS::TaskDefinition OrdersTaskDefinitionD28FE699',
  'AWS::ECS::TaskDefinition StorefrontTaskDefinition4280C364',
  'AWS::ElasticLoadBalancingV2::Listener StorefrontLoadBalancerListenerB498D99F',
  'AWS::ElasticLoadBalancingV2::ListenerRule OrdersListenerRule7F040BD9',
  'AWS::ElasticLoadBalancingV2::LoadBalancer StorefrontLoadBalancerF2513BB3',
  'AWS::ElasticLoadBalancingV2::TargetGroup OrdersTargetGroup6F7DDFA8',
  'AWS::ElasticLoadBalancingV2::TargetGroup StorefrontTargetGroup4B115508',
  'AWS::IAM::InstanceProfile ClusterGeneralLaunchTemplateProfileA44ED562',
  'AWS::IAM::ManagedPolicy ClusterGeneralPolicy0330F44E',
  'AWS::IAM::ManagedPolicy OrdersTaskDefinitionExecutionRolePolicy9C47B28D',
  'AWS::IAM::ManagedPolicy StorefrontTaskDefinitionExecutionRolePolicy0CA69789',
  'AWS::IAM::Role ClusterGeneralRole14E19A1A',
  'AWS::IAM::Role OrdersTaskDefinitionExecutionRoleB27D2941',
  'AWS::IAM::Role OrdersTaskDefinitionTaskRole8F5E8E18',
  'AWS::IAM::Role StorefrontTaskDefinitionExecutionRoleB0933E25',
  'AWS::IAM::Role StorefrontTaskDefinitionTaskRole04FCB9E6',
  'AWS::KMS::Key ImagesKey72752799',
  'AWS::KMS::Key StowageLogKeyF2DA2DCA',
  'AWS::Logs::LogGroup OrdersTaskDefinitionLogsBBDD7B54',
  'AWS::Logs::LogGroup StorefrontTaskDefinitionLogs10B86725',
];
