import { Size, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Capacity, Cpu, DaemonService, ExternalCapacityOptions, InternalService, OneOffTask, QueueWorker, ScheduledTask, WebListener, WebService, Worker } from '../../src';
import { clusterStack, image, only, templateOf } from '../support/stack';

function plant(options: ExternalCapacityOptions = {}) {
  const { stack, cluster } = clusterStack('Plant', { account: '123456789012', region: 'eu-west-1' });
  const machines = cluster.addExternalCapacity('Machines', options);
  return { stack, cluster, machines, task: { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), capacity: Capacity.external() } };
}

const text = (stack: Stack, value: string) => {
  const resolved = stack.resolve(value) as string | { readonly 'Fn::Join': readonly [string, readonly (string | { readonly Ref: string })[]] };
  return typeof resolved === 'string' ? resolved : resolved['Fn::Join'][1].map((part) => typeof part === 'string' ? part : `<${part.Ref}>`).join('');
};

test('gives machines a role that Systems Manager hands out in this account only, with what agent and Session Manager call', () => {
  const { stack } = plant();
  const template = templateOf(stack);
  const role = only(template, 'AWS::IAM::Role', 'ClusterMachines');
  expect(role.resource).toMatchObject({
    Properties: {
      AssumeRolePolicyDocument: {
        Statement: [{
          Principal: { Service: 'ssm.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': '123456789012' }, ArnEquals: { 'aws:SourceArn': expect.anything() } },
        }],
      },
    },
  });
  expect(role.resource).not.toHaveProperty('Properties.ManagedPolicyArns');
  template.hasResourceProperties('AWS::IAM::ManagedPolicy', {
    Roles: [{ Ref: role.id }],
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Action: Match.arrayWith(['ecs:RegisterContainerInstance']), Resource: { 'Fn::GetAtt': ['ClusterEB0386A7', 'Arn'] } }),
        Match.objectLike({
          Action: 'ssm:UpdateInstanceInformation',
          Resource: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':ssm:eu-west-1:123456789012:managed-instance/*']] },
        }),
      ]),
    },
  });
});

test('says how machines are registered, because CloudFormation has no activations', () => {
  const { stack, machines } = plant({ registrationLimit: 12 });
  const role = only(templateOf(stack), 'AWS::IAM::Role', 'ClusterMachines').id;
  expect(text(stack, machines.activationCommand))
    .toBe(`aws ssm create-activation --iam-role <${role}> --registration-limit 12 --region eu-west-1`);
  expect(text(stack, machines.registrationCommand)).toContain(
    'bash /tmp/ecs-anywhere-install.sh --region eu-west-1 --cluster <ClusterEB0386A7> --activation-id "$ACTIVATION_ID" --activation-code "$ACTIVATION_CODE"');
  templateOf(stack).hasOutput('*', { Value: stack.resolve(machines.activationCommand) });
  templateOf(stack).hasOutput('*', { Value: stack.resolve(machines.registrationCommand) });
});

test('runs workers, daemons and tasks by launch type EXTERNAL, without a network of their own', () => {
  const { stack, task } = plant();
  const placementConstraints = [ecs.PlacementConstraint.memberOf('attribute:hall == north')];
  new Worker(stack, 'Reader', { ...task, placementConstraints });
  new DaemonService(stack, 'Logs', { ...task, placementConstraints });
  new ScheduledTask(stack, 'Nightly', { ...task, schedule: ScheduleExpression.cron({ hour: '3' }) });
  const once = new OneOffTask(stack, 'Once', task);
  const template = templateOf(stack);
  template.resourcePropertiesCountIs('AWS::ECS::Service', {
    LaunchType: 'EXTERNAL',
    CapacityProviderStrategy: Match.absent(),
    NetworkConfiguration: Match.absent(),
    PlacementConstraints: [{ Type: 'memberOf', Expression: 'attribute:hall == north' }],
  }, 2);
  template.hasResourceProperties('AWS::ECS::Service', { SchedulingStrategy: 'DAEMON', LaunchType: 'EXTERNAL' });
  template.hasResourceProperties('AWS::Scheduler::Schedule', {
    Target: { EcsParameters: { LaunchType: 'EXTERNAL', CapacityProviderStrategy: Match.absent(), NetworkConfiguration: Match.absent() } },
  });
  template.allResourcesProperties('AWS::ECS::TaskDefinition', { RequiresCompatibilities: ['EXTERNAL'], NetworkMode: 'bridge' });
  expect(text(stack, once.runCommand)).toContain(' --launch-type EXTERNAL');
});

test('fails on what ECS Anywhere does not have, and says what is missing', () => {
  const { stack, task } = plant();
  expect(() => new WebService(stack, 'A', { ...task, listener: WebListener.http() }))
    .toThrow('`capacity` of a web service must be inside of AWS: Elastic Load Balancing does not reach machines outside, got external instances');
  expect(() => new InternalService(stack, 'B', task)).toThrow('neither Service Connect nor Cloud Map reaches machines outside, got external instances');
  expect(() => new QueueWorker(stack, 'C', { ...task, maxCapacity: 4 })).toThrow('services on external instances do not scale');
  expect(() => new Worker(stack, 'D', { ...task, count: { min: 1, max: 4 } })).toThrow('services on external instances do not scale');
  expect(() => new Worker(stack, 'E', { ...task, networkMode: ecs.NetworkMode.AWS_VPC }))
    .toThrow('`networkMode` of a task on external instances must be bridge, host or none, got awsvpc');
  expect(() => new Worker(stack, 'F', { ...task, placementStrategies: [ecs.PlacementStrategy.packedByCpu()] })).toThrow('got external instances and 1 of them');
  expect(() => new Worker(stack, 'G', { ...task, assignPublicIp: true })).toThrow('`assignPublicIp` must be false');
});

test('fails on no machines, on too many, and in regions without ECS Anywhere', () => {
  expect(() => plant({ registrationLimit: 0 })).toThrow('`registrationLimit` must be a whole number from 1 to 1000, got 0');
  expect(() => plant({ registrationLimit: 1001 })).toThrow('`registrationLimit` must be a whole number from 1 to 1000, got 1001');
  const { cluster } = clusterStack('Plant', { region: 'cn-north-1' });
  expect(() => cluster.addExternalCapacity('Machines')).toThrow('which the regions in China do not have, got cn-north-1');
});
