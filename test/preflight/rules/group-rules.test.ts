import { claim } from './rule-claims';
import { container, instances, ON_INSTANCES, shop, type Changes } from './shop-template';
import { amiWithoutAgent } from '../../../src/preflight/rules/ami-without-agent';
import { circularDependency } from '../../../src/preflight/rules/circular-dependency';
import { contradictorySchedule } from '../../../src/preflight/rules/contradictory-schedule';
import { misdirectedInstances } from '../../../src/preflight/rules/misdirected-instances';
import { openInstance } from '../../../src/preflight/rules/open-instance';
import { repeatedDiscoveryName } from '../../../src/preflight/rules/repeated-discovery-name';
import { rivalScaling } from '../../../src/preflight/rules/rival-scaling';
import { scalerWithoutPolicy } from '../../../src/preflight/rules/scaler-without-policy';
import { smallRootVolume } from '../../../src/preflight/rules/small-root-volume';
import { taskOnEmptyCapacity } from '../../../src/preflight/rules/task-on-empty-capacity';
import { unsupportedWarmPool } from '../../../src/preflight/rules/unsupported-warm-pool';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const on = (changes: Changes = {}, group: Properties = {}, launch: Properties = {}) =>
  shop({ ...instances(group, launch), ...ON_INSTANCES, ...changes });
const disk = (ebs: Properties) => ({ BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: ebs }] });
const image = (name: string) => ({ ImageId: `{{resolve:ssm:${name}}}` });
const userData = (text: string) => ({ UserData: { 'Fn::Base64': text } });

claim(smallRootVolume, {
  fires: [
    [
      '20 GiB',
      on({}, {}, disk({ VolumeSize: 20 })),
      { severity: 'error', summary: 'the root volume of template/Group has 20 GiB, and the snapshot of its AMI 30 GiB' },
    ],
  ],
  staysQuiet: [
    ['30 GiB', on()],
    [
      'an AMI of another kind',
      on({}, {}, { ...disk({ VolumeSize: 20 }), ...image('/aws/service/bottlerocket/aws-ecs-2/x86_64/latest/image_id') }),
    ],
  ],
  doesNotKnow: [
    ['the size', on({}, {}, disk({ VolumeSize: OPEN }))],
    ['the AMI', on({}, {}, { ...disk({ VolumeSize: 20 }), ImageId: 'ami-1' })],
  ],
});

claim(amiWithoutAgent, {
  fires: [
    [
      'a plain Amazon Linux',
      on({}, {}, image('/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64')),
      {
        severity: 'warning',
        summary:
          'template/Group starts from /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64, which holds no ECS agent',
      },
    ],
  ],
  staysQuiet: [['an ECS-optimized one', on()]],
  doesNotKnow: [['the AMI', on({}, {}, { ImageId: 'ami-1' })]],
});

claim(openInstance, {
  fires: [
    [
      'Amazon Linux 2 by default',
      on({}, {}, image('/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id')),
      { severity: 'warning', summary: 'instances of template/Group answer metadata requests without a token (IMDSv1)' },
    ],
    [
      'tokens made optional',
      on({}, {}, { MetadataOptions: { HttpTokens: 'optional' } }),
      { severity: 'warning', summary: 'instances of template/Group answer metadata requests without a token (IMDSv1)' },
    ],
    [
      'encryption switched off',
      on({}, {}, disk({ VolumeSize: 30, Encrypted: false })),
      { severity: 'warning', summary: 'the root volume of template/Group is not encrypted' },
    ],
    [
      'encryption left to the account',
      on({}, {}, { BlockDeviceMappings: undefined }),
      { severity: 'note', summary: 'whether the root volume of template/Group is encrypted is up to the account' },
    ],
  ],
  staysQuiet: [
    ['Amazon Linux 2023, encrypted', on()],
    [
      'tokens asked for',
      on(
        {},
        {},
        { ...image('/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id'), MetadataOptions: { HttpTokens: 'required' } },
      ),
    ],
  ],
  doesNotKnow: [
    ['the tokens and the AMI', on({}, {}, { MetadataOptions: { HttpTokens: OPEN } })],
    ['the encryption', on({}, {}, disk({ VolumeSize: 30, Encrypted: OPEN }))],
  ],
});

const pool = (policy: unknown) => ({
  Pool: { Type: 'AWS::AutoScaling::WarmPool', Properties: { AutoScalingGroupName: { Ref: 'Group' }, InstanceReusePolicy: policy } },
});
const checked = userData(
  '#!/bin/bash\necho ECS_CLUSTER=shop >> /etc/ecs/ecs.config\necho ECS_WARM_POOLS_CHECK=true >> /etc/ecs/ecs.config',
);

claim(unsupportedWarmPool, {
  fires: [
    [
      'reuse',
      on(pool({ ReuseOnScaleIn: true }), {}, checked),
      { severity: 'warning', summary: 'the warm pool of template/Group takes instances back on scale-in, which ECS does not support' },
    ],
    [
      'no check',
      on(pool(undefined)),
      { severity: 'warning', summary: 'instances of template/Group register with the cluster while they are in its warm pool' },
    ],
  ],
  staysQuiet: [
    ['neither', on(pool(undefined), {}, checked)],
    ['no warm pool', on()],
  ],
  doesNotKnow: [
    ['the policy', on(pool({ ReuseOnScaleIn: OPEN }), {}, checked)],
    ['user data', on(pool(undefined), {}, { UserData: OPEN })],
  ],
});

const OTHER = { Other: { Type: 'AWS::ECS::Cluster', Properties: { ClusterName: 'other' } } };

claim(misdirectedInstances, {
  fires: [
    [
      'user data of another cluster',
      on(OTHER, {}, userData('#!/bin/bash\necho ECS_CLUSTER=other >> /etc/ecs/ecs.config')),
      {
        severity: 'error',
        summary: 'instances of template/Group register with template/Other, and their capacity provider belongs to template/Cluster',
      },
    ],
    [
      'two groups, one launch template',
      on({
        ...OTHER,
        OtherGroup: { ...instances().Group },
        OtherProvider: {
          Type: 'AWS::ECS::CapacityProvider',
          Properties: { AutoScalingGroupProvider: { AutoScalingGroupArn: { Ref: 'OtherGroup' } } },
        },
        OtherProviders: {
          Type: 'AWS::ECS::ClusterCapacityProviderAssociations',
          Properties: { Cluster: { Ref: 'Other' }, CapacityProviders: [{ Ref: 'OtherProvider' }] },
        },
      }),
      {
        severity: 'error',
        summary: 'instances of template/OtherGroup register with template/Cluster, and their capacity provider belongs to template/Other',
      },
    ],
  ],
  staysQuiet: [['its own cluster', on(OTHER)]],
  doesNotKnow: [
    ['what user data names', on(OTHER, {}, { UserData: OPEN })],
    [
      'the cluster of the provider',
      on({ ...OTHER, Providers: null }, {}, userData('#!/bin/bash\necho ECS_CLUSTER=other >> /etc/ecs/ecs.config')),
    ],
  ],
});

claim(rivalScaling, {
  fires: [
    [
      'a policy of its own',
      on({ Policy: { Type: 'AWS::AutoScaling::ScalingPolicy', Properties: { AutoScalingGroupName: { Ref: 'Group' } } } }),
      { severity: 'warning', summary: 'template/Group has scaling policies of its own beside the managed scaling of template/Provider' },
    ],
    [
      'two providers',
      on({ Second: instances().Provider }),
      { severity: 'warning', summary: '2 capacity providers stand over template/Group, and ECS supports one for each group' },
    ],
  ],
  staysQuiet: [['managed scaling alone', on()]],
  doesNotKnow: [
    ['whose policy it is', on({ Policy: { Type: 'AWS::AutoScaling::ScalingPolicy', Properties: { AutoScalingGroupName: OPEN } } })],
  ],
});

const alarm = (name: unknown) => ({
  Errors: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'errors', Dimensions: [{ Name: 'ServiceName', Value: name }] } },
});
const watched = { Service: { DeploymentConfiguration: { Alarms: { Enable: true, Rollback: true, AlarmNames: [{ Ref: 'Errors' }] } } } };

claim(circularDependency, {
  fires: [
    [
      'an alarm on the metric of its own service',
      shop({ ...watched, ...alarm({ 'Fn::GetAtt': ['Service', 'Name'] }) }),
      { severity: 'error', summary: '2 resources wait for one another: template/Errors, template/Service' },
    ],
  ],
  staysQuiet: [['the name written out', shop({ ...watched, ...alarm('app') })]],
  doesNotKnow: [
    [
      'a reference inside of a condition',
      shop({ ...watched, ...alarm({ 'Fn::If': ['Own', { 'Fn::GetAtt': ['Service', 'Name'] }, 'app'] }) }),
    ],
  ],
});

const target = (more: Properties = {}, minimum: unknown = 2) => ({
  Scaler: {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      ResourceId: { 'Fn::Join': ['', ['service/shop/', { 'Fn::GetAtt': ['Service', 'Name'] }]] },
      MinCapacity: minimum,
      MaxCapacity: 4,
      ...more,
    },
  },
});
const action = (bounds: unknown) =>
  target({ ScheduledActions: [{ ScheduledActionName: 'night', Schedule: 'rate(1 day)', ScalableTargetAction: bounds }] });

claim(scalerWithoutPolicy, {
  fires: [
    [
      'bounds alone',
      shop(target()),
      { severity: 'warning', summary: 'template/Scaler may move template/Service between 2 and 4 tasks, and no policy does' },
    ],
  ],
  staysQuiet: [
    [
      'a policy',
      shop({
        ...target(),
        Policy: {
          Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
          Properties: { ScalingTargetId: { Ref: 'Scaler' }, PolicyType: 'StepScaling' },
        },
      }),
    ],
    ['a scheduled action', shop(action({ MinCapacity: 3 }))],
    ['nothing to move', shop(target({ MaxCapacity: 2 }))],
  ],
  doesNotKnow: [
    ['the bounds', shop(target({ MaxCapacity: OPEN }))],
    ['the actions', shop(target({ ScheduledActions: OPEN }))],
  ],
});

claim(contradictorySchedule, {
  fires: [
    [
      'above its own maximum',
      shop(action({ MinCapacity: 5, MaxCapacity: 3 })),
      { severity: 'error', summary: 'the scheduled action night of template/Scaler sets 5 as the minimum under a maximum of 3' },
    ],
    [
      'above the maximum of the target',
      shop(action({ MinCapacity: 5 })),
      { severity: 'warning', summary: 'the scheduled action night of template/Scaler sets 5 as the minimum under a maximum of 4' },
    ],
  ],
  staysQuiet: [['both moved', shop(action({ MinCapacity: 5, MaxCapacity: 9 }))]],
  doesNotKnow: [['the minimum', shop(action({ MinCapacity: OPEN }))]],
});

const connect = (namespace: unknown, name?: unknown) => ({
  ServiceConnectConfiguration: {
    Enabled: true,
    Namespace: namespace,
    Services: [{ PortName: 'http', ...(name === undefined ? {} : { DiscoveryName: name }) }],
  },
});
const pair = (own: Properties, other: Properties) =>
  shop({
    Service: own,
    Twin: {
      Type: 'AWS::ECS::Service',
      Properties: { Cluster: { Ref: 'Cluster' }, TaskDefinition: { Ref: 'Task' }, LaunchType: 'FARGATE', ...other },
    },
    Task: container({ PortMappings: [{ ContainerPort: 8080, Name: 'http' }] }),
  });

claim(repeatedDiscoveryName, {
  fires: [
    [
      'the name of the port, twice',
      pair(connect('shop.local'), connect('shop.local')),
      { severity: 'error', summary: 'template/Service and template/Twin are both called http in the namespace shop.local' },
    ],
  ],
  staysQuiet: [
    ['names of their own', pair(connect('shop.local', 'a'), connect('shop.local', 'b'))],
    ['two namespaces', pair(connect('shop.local'), connect('other.local'))],
  ],
  doesNotKnow: [
    ['the namespace', pair(connect(OPEN), connect(OPEN))],
    ['a name', pair(connect('shop.local', 'a'), connect('shop.local', OPEN))],
  ],
});

const night = (parameters: Properties, state = 'ENABLED') => ({
  Night: {
    Type: 'AWS::Events::Rule',
    Properties: {
      ScheduleExpression: 'rate(1 day)',
      State: state,
      Targets: [
        {
          Id: 'task',
          Arn: { 'Fn::GetAtt': ['Cluster', 'Arn'] },
          RoleArn: 'arn:aws:iam::123456789012:role/r',
          EcsParameters: { TaskDefinitionArn: { Ref: 'Task' }, ...parameters },
        },
      ],
    },
  },
});
const EMPTY = { MinSize: '0', MaxSize: '4' };

claim(taskOnEmptyCapacity, {
  fires: [
    [
      'launch type EC2 on a group of none',
      on({ ...night({ LaunchType: 'EC2' }), Service: null }, EMPTY),
      { severity: 'error', summary: 'template/Night has launch type EC2, and the one group of template/Cluster starts with 0 instances' },
    ],
  ],
  staysQuiet: [
    [
      'a strategy',
      on({ ...night({ CapacityProviderStrategy: [{ CapacityProvider: { Ref: 'Provider' }, Weight: 1 }] }), Service: null }, EMPTY),
    ],
    ['a service that holds instances', on(night({ LaunchType: 'EC2' }), EMPTY)],
    ['an instance at least', on({ ...night({ LaunchType: 'EC2' }), Service: null })],
    ['a rule that is off', on({ ...night({ LaunchType: 'EC2' }, 'DISABLED'), Service: null }, EMPTY)],
  ],
  doesNotKnow: [
    ['the launch type', on({ ...night({ LaunchType: OPEN }), Service: null }, EMPTY)],
    ['the size', on({ ...night({ LaunchType: 'EC2' }), Service: null }, { MinSize: OPEN })],
  ],
});
