import { Size } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Capacity, Cpu, Deployment, ExpressMeasure, ExpressService, ExpressServiceProps } from '../../src';
import { clusterStack, image, only, templateOf } from '../support/stack';

function shop() {
  const { stack, cluster } = clusterStack();
  const add = (more: Partial<ExpressServiceProps> = {}, id = 'Web') => (
    new ExpressService(stack, id, { cluster, image, cpu: Cpu.vcpu(0.5), memory: Size.gibibytes(1), ...more })
  );
  return { stack, cluster, add };
}

test('says in Express Mode what a web service says', () => {
  const { stack, cluster, add } = shop();
  const token = ssm.StringParameter.fromSecureStringParameterAttributes(stack, 'Token', { parameterName: '/shop/token' });
  add({
    count: { min: 2, max: 8 },
    scaleOn: ExpressMeasure.REQUESTS,
    scaleTarget: 300,
    containerPort: 8080,
    healthCheckPath: '/health',
    environment: { STAGE: 'prod' },
    secrets: { TOKEN: ecs.Secret.fromSsmParameter(token) },
    vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
  });
  const template = templateOf(stack);
  const subnets = stack.resolve(cluster.vpc.publicSubnets.map(({ subnetId }) => subnetId)) as unknown[];
  template.hasResourceProperties('AWS::ECS::ExpressGatewayService', {
    Cluster: { Ref: only(template, 'AWS::ECS::Cluster').id },
    Cpu: '512',
    Memory: '1024',
    HealthCheckPath: '/health',
    NetworkConfiguration: { Subnets: subnets, SecurityGroups: [Match.anyValue()] },
    ScalingTarget: { MinTaskCount: 2, MaxTaskCount: 8, AutoScalingMetric: 'REQUEST_COUNT_PER_TARGET', AutoScalingTargetValue: 300 },
    PrimaryContainer: {
      Image: 'public.ecr.aws/nginx/nginx:1.29',
      ContainerPort: 8080,
      Environment: [{ Name: 'STAGE', Value: 'prod' }],
      Secrets: [{ Name: 'TOKEN', ValueFrom: Match.anyValue() }],
      AwsLogsConfiguration: { LogGroup: { Ref: only(template, 'AWS::Logs::LogGroup').id }, LogStreamPrefix: 'Web' },
    },
  });
  template.resourceCountIs('AWS::ECS::TaskDefinition', 0);
});

test('may pull its image, read its secrets and write its logs, and no more', () => {
  const { stack, add } = shop();
  const repository = new ecr.Repository(stack, 'Images');
  add({ image: ecs.ContainerImage.fromEcrRepository(repository, '1.0') });
  const template = templateOf(stack);
  const policies = JSON.stringify(template.findResources('AWS::IAM::ManagedPolicy'));
  expect(policies).toContain('ecr:BatchGetImage');
  expect(policies).toContain('logs:PutLogEvents');
  expect(policies).not.toContain('secretsmanager');
  template.hasResourceProperties('AWS::IAM::Role', {
    ManagedPolicyArns: [{ 'Fn::Join': ['', Match.arrayWith([':iam::aws:policy/service-role/AmazonECSInfrastructureRoleforExpressGatewayServices'])] }],
  });
});

test('is granted to as a service is, and says where it is found', () => {
  const { stack, add } = shop();
  const web = add();
  new sqs.Queue(stack, 'Queue').grantSendMessages(web);
  expect(stack.resolve(web.endpoint)).toEqual({ 'Fn::GetAtt': [only(templateOf(stack), 'AWS::ECS::ExpressGatewayService').id, 'Endpoint'] });
  templateOf(stack).hasResourceProperties('AWS::IAM::ManagedPolicy', {
    Roles: [{ Ref: only(templateOf(stack), 'AWS::IAM::Role', 'WebTaskRole').id }],
  });
});

test('fails on what ECS decides in Express Mode, and names it', () => {
  const { add } = shop();
  expect(() => add({ writablePaths: ['/tmp'], deployment: Deployment.canary(), enableExecuteCommand: true }, 'A'))
    .toThrow('`writablePaths`, `deployment`, `enableExecuteCommand` of Shop/A must be left out in Express Mode, where ECS decides it; use WebService');
  expect(() => add({ capacity: Capacity.fargateSpot() }, 'B')).toThrow('`capacity` must be Capacity.fargate() in Express Mode, got FARGATE_SPOT');
  expect(() => add({ count: { min: 1, max: 4, initial: 2 } }, 'C')).toThrow('`count.initial` must be left out in Express Mode');
  expect(() => add({ image: undefined }, 'D')).toThrow('`image` of Shop/D must be given: Express Mode runs an image');
  expect(() => add({ memory: Size.gibibytes(5) }, 'E')).toThrow('`memory` of a Fargate task with 0.5 vCPU must be');
  expect(() => add({ healthCheckPath: 'health' }, 'F')).toThrow('`healthCheckPath` must begin with /, got health');
});
