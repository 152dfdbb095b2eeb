import { modelOfResources, onlyGroup } from './template';

const SCRIPT = [
  '#!/bin/bash',
  'yum install -y aws-cfn-bootstrap',
  '/opt/aws/bin/cfn-init -v --region ${AWS::Region} --stack ${AWS::StackName} --resource Launch',
  '/opt/aws/bin/cfn-signal -e $? --region ${AWS::Region} --stack ${AWS::StackName} --resource Group',
].join('\n');

function groupWith(init: object, image = 'ami-0123456789abcdef0') {
  return onlyGroup(
    modelOfResources({
      Cluster: { Type: 'AWS::ECS::Cluster' },
      Launch: {
        Type: 'AWS::AutoScaling::LaunchConfiguration',
        Metadata: { 'AWS::CloudFormation::Init': init },
        Properties: { ImageId: image, InstanceType: 'm5.large', UserData: { 'Fn::Base64': { 'Fn::Sub': SCRIPT } } },
      },
      Group: {
        Type: 'AWS::AutoScaling::AutoScalingGroup',
        Properties: { MinSize: '1', MaxSize: '2', LaunchConfigurationName: { Ref: 'Launch' }, AvailabilityZones: ['us-east-1a'] },
      },
    }),
  );
}

test.each([
  ['a command', { config: { commands: { '01_join': { command: { 'Fn::Sub': 'echo ECS_CLUSTER=${Cluster} >> /etc/ecs/ecs.config' } } } } }],
  ['a joined command', { config: { commands: { join: { command: { 'Fn::Join': ['', ['#!/bin/bash\n', 'echo ECS_CLUSTER=', { Ref: 'Cluster' }, ' >> /etc/ecs/ecs.config']] } } } } }],
  ['a file', { config: { files: { '/etc/ecs/ecs.config': { content: { 'Fn::Sub': 'ECS_CLUSTER=${Cluster}\nECS_RESERVED_MEMORY=64\n' } } } } }],
  ['a file of a set', { configSets: { default: ['ecs'] }, ecs: { files: { '/etc/ecs/ecs.config': { content: { 'Fn::Sub': 'ECS_CLUSTER=${Cluster}' } } } } }],
])('the cluster that cfn-init sets by %s is read', (_, init) => {
  expect(groupWith(init).cluster).toMatchObject({ known: true, value: 'template/Cluster' });
});

test('other settings of the agent come from there as well', () => {
  const { agent } = groupWith({ config: { files: { '/etc/ecs/ecs.config': { content: { 'Fn::Sub': 'ECS_CLUSTER=${Cluster}\nECS_RESERVED_MEMORY=64\n' } } } } });
  expect(agent.reservedMemoryMiB).toMatchObject({ known: true, value: 64 });
});

test('a file that is fetched from elsewhere leaves the cluster open', () => {
  const init = { config: { files: { '/etc/ecs/ecs.config': { source: 'https://acme.example/ecs.config' } } } };
  expect(groupWith(init, '{{resolve:ssm:/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id}}').cluster).toMatchObject({ known: false });
});
