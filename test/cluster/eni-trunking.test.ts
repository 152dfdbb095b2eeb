import { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Ec2CapacityOptions, EniTrunking, InstanceImage } from '../../src';
import { clusterStack, m6iLarge, only, templateOf } from '../support/stack';

function stackWith(options: Partial<Ec2CapacityOptions>): Stack {
  const { stack, cluster } = clusterStack();
  cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4, ...options });
  return stack;
}

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';

test('is off unless it is asked for: nothing is deployed, and nothing is said to the preflight', () => {
  const template = templateOf(stackWith({}));
  template.hasResource(GROUP, { Metadata: Match.absent() });
  template.resourceCountIs('Custom::EniTrunking', 0);
});

test('says in the template that the account setting is on already', () => {
  const template = templateOf(stackWith({ eniTrunking: EniTrunking.alreadyOn() }));
  template.hasResource(GROUP, { Metadata: { 'stowage:eniTrunking': true } });
  template.resourceCountIs('Custom::EniTrunking', 0);
});

test('turns the account setting on before the first instance starts, once per stack, and leaves it on', () => {
  const { stack, cluster } = clusterStack();
  for (const id of ['General', 'Burst']) {
    cluster.addEc2Capacity(id, { instanceTypes: [m6iLarge], maxCapacity: 4, eniTrunking: EniTrunking.accountSetting() });
  }
  const template = templateOf(stack);
  const { id, resource } = only(template, 'Custom::EniTrunking');
  const { Create, Update, Delete } = resource.Properties as Readonly<Record<string, string | undefined>>;
  expect(JSON.parse(Create ?? '')).toMatchObject({
    service: 'ECS', action: 'putAccountSettingDefault', parameters: { name: 'awsvpcTrunking', value: 'enabled' },
  });
  expect([Update, Delete]).toEqual([Create, undefined]);
  template.allResources(GROUP, { DependsOn: Match.arrayWith([id]), Metadata: { 'stowage:eniTrunking': true } });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'ecs:PutAccountSettingDefault', Resource: '*' }] },
  });
});

test('warns of instance types that have no trunk, and fails on Windows', () => {
  const eniTrunking = EniTrunking.alreadyOn();
  const without = stackWith({ eniTrunking, instanceTypes: ['t3.large', 'm5.large'].map((name) => new ec2.InstanceType(name)) });
  Annotations.fromStack(without).hasWarning('*', Match.stringLikeRegexp('changes nothing on t3.large, which has no trunk interface'));
  Annotations.fromStack(stackWith({ eniTrunking })).hasNoWarning('*', Match.stringLikeRegexp('trunk'));
  expect(() => stackWith({ eniTrunking, image: InstanceImage.windows(ecs.WindowsOptimizedVersion.SERVER_2022) }))
    .toThrow('`eniTrunking` must be left out on Windows');
});
