import { claim } from './rule-claims';
import { container, instances, network, ON_INSTANCES, onInstances, shop, type Changes } from './shop-template';
import { incompleteManagedInstances } from '../../../src/preflight/rules/incomplete-managed-instances';
import { misplacedDaemon } from '../../../src/preflight/rules/misplaced-daemon';
import { reservationsOnly } from '../../../src/preflight/rules/reservations-only';
import { switchedOffFeature } from '../../../src/preflight/rules/switched-off-feature';
import { unattachedCapacityProvider } from '../../../src/preflight/rules/unattached-capacity-provider';
import { unavailableVolumeDriver } from '../../../src/preflight/rules/unavailable-volume-driver';
import { unorderedCapacityProvider } from '../../../src/preflight/rules/unordered-capacity-provider';
import { unreachableInstanceMetadata } from '../../../src/preflight/rules/unreachable-instance-metadata';
import { unsupportedFargateZone } from '../../../src/preflight/rules/unsupported-fargate-zone';
import { waitingAgent } from '../../../src/preflight/rules/waiting-agent';
import { weightedInstances } from '../../../src/preflight/rules/weighted-instances';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const on = (group: Properties = {}, launch: Properties = {}, changes: Changes = {}) =>
  shop({ ...instances(group, launch), ...ON_INSTANCES, ...changes });
const script = (...lines: readonly string[]) => ({
  UserData: { 'Fn::Base64': ['#!/bin/bash', 'echo ECS_CLUSTER=shop >> /etc/ecs/ecs.config', ...lines].join('\n') },
});
const mixed = (...overrides: readonly Properties[]) => ({
  LaunchTemplate: undefined,
  MixedInstancesPolicy: {
    LaunchTemplate: { LaunchTemplateSpecification: { LaunchTemplateId: { Ref: 'Launch' }, Version: '1' }, Overrides: overrides },
  },
});
const WEIGHTED = mixed({ InstanceType: 'm5.large', WeightedCapacity: '1' }, { InstanceType: 'm5.xlarge', WeightedCapacity: '2' });
const provider = (status: unknown) => ({
  Provider: {
    Type: 'AWS::ECS::CapacityProvider',
    Properties: {
      Name: 'general',
      AutoScalingGroupProvider: { AutoScalingGroupArn: { Ref: 'Group' }, ManagedScaling: { Status: status } },
    },
  },
});

claim(weightedInstances, {
  fires: [
    [
      'two weights',
      on(WEIGHTED),
      {
        severity: 'warning',
        summary: 'template/Group counts in weights (m5.large 1, m5.xlarge 2), and managed scaling counts instances',
      },
    ],
  ],
  staysQuiet: [
    ['no weights', on(mixed({ InstanceType: 'm5.large' }))],
    ['a weight of one for each', on(mixed({ InstanceType: 'm5.large', WeightedCapacity: '1' }))],
    ['no managed scaling', on(WEIGHTED, {}, provider('DISABLED'))],
  ],
  doesNotKnow: [
    ['a weight', on(mixed({ InstanceType: 'm5.large', WeightedCapacity: OPEN }))],
    ['whether ECS scales it', on(WEIGHTED, {}, provider(OPEN))],
  ],
});

claim(unreachableInstanceMetadata, {
  fires: [
    [
      'switched off',
      on({}, { MetadataOptions: { HttpEndpoint: 'disabled' } }),
      {
        severity: 'warning',
        summary:
          'instances of template/Group have no metadata service, from which the agent learns its region, its identity and its credentials',
      },
    ],
  ],
  staysQuiet: [
    ['by default', on()],
    ['with tokens only', on({}, { MetadataOptions: { HttpEndpoint: 'enabled', HttpTokens: 'required' } })],
  ],
  doesNotKnow: [['the endpoint', on({}, { MetadataOptions: { HttpEndpoint: OPEN } })]],
});

const WAITS = (command: string, unit: string) =>
  `user data of template/Group runs "${command}" and waits for ${unit}, which waits for user data to end`;

claim(waitingAgent, {
  fires: [
    ['a start', on({}, script('systemctl start ecs')), { severity: 'warning', summary: WAITS('systemctl start ecs', 'ecs') }],
    [
      'a restart by sudo',
      on({}, script('sudo systemctl restart ecs.service')),
      { severity: 'warning', summary: WAITS('sudo systemctl restart ecs.service', 'ecs') },
    ],
    [
      'switched on at once',
      on({}, script('systemctl enable --now ecs')),
      { severity: 'warning', summary: WAITS('systemctl enable --now ecs', 'ecs') },
    ],
    [
      'the old command, after another',
      on({}, script('yum update -y && service ecs start')),
      { severity: 'warning', summary: WAITS('service ecs start', 'ecs') },
    ],
    ['Docker', on({}, script('systemctl restart docker')), { severity: 'note', summary: WAITS('systemctl restart docker', 'docker') }],
  ],
  staysQuiet: [
    ['without waiting', on({}, script('systemctl enable --now --no-block ecs.service'))],
    ['in the background', on({}, script('systemctl restart ecs &'))],
    ['a comment', on({}, script('# systemctl start ecs'))],
    ['a file that others run', on({}, script('cat > /usr/local/bin/again.sh << EOF', 'systemctl restart ecs', 'EOF'))],
    ['a stop', on({}, script('systemctl stop ecs'))],
    ['another unit', on({}, script('systemctl restart amazon-ssm-agent'))],
  ],
  doesNotKnow: [
    ['the script', on({}, { UserData: OPEN })],
    ['the AMI', on({}, { ...script('systemctl start ecs'), ImageId: 'ami-1' })],
  ],
});

const setting = (text: string, task: Properties) =>
  onInstances({ TaskRoleArn: undefined, ...task }, script(`echo ${text} >> /etc/ecs/ecs.config`));
const SETS = (what: string, text: string) => `template/Task ${what}, and user data of template/Group sets ${text}`;

claim(switchedOffFeature, {
  fires: [
    [
      'privileged containers',
      setting('ECS_DISABLE_PRIVILEGED=true', container({ Privileged: true })),
      { severity: 'error', summary: SETS('has a privileged container', 'ECS_DISABLE_PRIVILEGED=true') },
    ],
    [
      'task roles',
      setting('ECS_ENABLE_TASK_IAM_ROLE=false', { TaskRoleArn: { 'Fn::GetAtt': ['TaskRole', 'Arn'] } }),
      { severity: 'error', summary: SETS('has a task role', 'ECS_ENABLE_TASK_IAM_ROLE=false') },
    ],
    [
      'interfaces of tasks',
      setting('ECS_ENABLE_TASK_ENI=false', { NetworkMode: 'awsvpc' }),
      { severity: 'error', summary: SETS('has the network mode awsvpc', 'ECS_ENABLE_TASK_ENI=false') },
    ],
  ],
  staysQuiet: [
    ['a task that does not use it', setting('ECS_DISABLE_PRIVILEGED=true', {})],
    ['switched on', setting('ECS_ENABLE_TASK_ENI=true', { NetworkMode: 'awsvpc' })],
    ['a task on Fargate', shop({ ...instances({}, script('echo ECS_ENABLE_TASK_ENI=false >> /etc/ecs/ecs.config')) })],
  ],
  doesNotKnow: [
    ['the script', onInstances(container({ Privileged: true }), { UserData: OPEN })],
    ['whether it is privileged', setting('ECS_DISABLE_PRIVILEGED=true', container({ Privileged: OPEN }))],
    [
      'the setting',
      onInstances(container({ Privileged: true }), {
        UserData: { 'Fn::Base64': { 'Fn::Sub': '#!/bin/bash\necho ECS_DISABLE_PRIVILEGED=${Flag} >> /etc/ecs/ecs.config' } },
      }),
    ],
  ],
});

const VOLUME = { Volumes: [{ Name: 'data', DockerVolumeConfiguration: { Scope: 'shared', Driver: 'rexray/ebs' } }] };

claim(unavailableVolumeDriver, {
  fires: [
    [
      'a plugin that nobody installs',
      onInstances(VOLUME),
      {
        severity: 'warning',
        summary: 'template/Task has a Docker volume of rexray/ebs, and user data of template/Group does not install that plugin',
      },
    ],
  ],
  staysQuiet: [
    ['an installed one', onInstances(VOLUME, script('docker plugin install rexray/ebs --grant-all-permissions'))],
    ['the local driver', onInstances({ Volumes: [{ Name: 'data', DockerVolumeConfiguration: { Scope: 'shared' } }] })],
    ['a script from elsewhere', onInstances(VOLUME, script('curl -s https://example.com/setup.sh | bash'))],
  ],
  doesNotKnow: [
    ['the script', onInstances(VOLUME, { UserData: OPEN })],
    ['the AMI', onInstances(VOLUME, { ImageId: 'ami-1' })],
  ],
});

const SUBNETS = [{ Ref: 'SubnetA' }];
const managed = (change: Properties = {}, launch: Properties = {}, own: Properties = { ClusterName: { Ref: 'Cluster' } }): Changes => ({
  Managed: {
    Type: 'AWS::ECS::CapacityProvider',
    Properties: {
      ...own,
      ManagedInstancesProvider: {
        InfrastructureRoleArn: 'arn:aws:iam::123456789012:role/ecs',
        InstanceLaunchTemplate: {
          Ec2InstanceProfileArn: 'arn:aws:iam::123456789012:instance-profile/ecs',
          NetworkConfiguration: { Subnets: SUBNETS },
          ...launch,
        },
        ...change,
      },
    },
  },
});

claim(incompleteManagedInstances, {
  fires: [
    [
      'no role',
      shop(managed({ InfrastructureRoleArn: undefined })),
      { severity: 'error', summary: 'template/Managed has no InfrastructureRoleArn, without which ECS starts no instance' },
    ],
    [
      'no subnets',
      shop(managed({}, { NetworkConfiguration: {} })),
      {
        severity: 'error',
        summary: 'template/Managed has no InstanceLaunchTemplate.NetworkConfiguration.Subnets, without which ECS starts no instance',
      },
    ],
    [
      'an empty list of them',
      shop(managed({}, { NetworkConfiguration: { Subnets: [] } })),
      {
        severity: 'error',
        summary: 'template/Managed has no InstanceLaunchTemplate.NetworkConfiguration.Subnets, without which ECS starts no instance',
      },
    ],
  ],
  staysQuiet: [
    ['all of it', shop(managed())],
    ['a provider over a group', on()],
  ],
  doesNotKnow: [
    [
      'the values',
      shop(managed({ InfrastructureRoleArn: OPEN }, { NetworkConfiguration: { Subnets: OPEN }, Ec2InstanceProfileArn: OPEN })),
    ],
  ],
});

const onManaged = { Service: { LaunchType: undefined, CapacityProviderStrategy: [{ CapacityProvider: { Ref: 'Managed' } }] } };

claim(unattachedCapacityProvider, {
  fires: [
    [
      'Managed Instances of another cluster',
      shop({
        ...managed({}, {}, { ClusterName: { Ref: 'Other' } }),
        ...onManaged,
        Other: { Type: 'AWS::ECS::Cluster', Properties: {} },
      }),
      {
        severity: 'error',
        summary: 'template/Service asks for the capacity provider template/Managed, which is not associated with template/Cluster',
      },
    ],
  ],
  staysQuiet: [['those of its own', shop({ ...managed(), ...onManaged })]],
  doesNotKnow: [
    ['their cluster', shop({ ...managed(), Service: { LaunchType: undefined, CapacityProviderStrategy: [{ CapacityProvider: OPEN }] } })],
  ],
});

const daemon = (arns: unknown): Changes => ({
  Daemon: { Type: 'AWS::ECS::Daemon', Properties: { ClusterArn: { 'Fn::GetAtt': ['Cluster', 'Arn'] }, CapacityProviderArns: arns } },
});

claim(misplacedDaemon, {
  fires: [
    [
      'a provider over a group',
      on({}, {}, daemon([{ 'Fn::GetAtt': ['Provider', 'Arn'] }])),
      {
        severity: 'error',
        summary: 'template/Daemon is a managed daemon for template/Group, and managed daemons are for Managed Instances alone',
      },
    ],
    [
      'Fargate',
      shop(daemon(['FARGATE'])),
      {
        severity: 'error',
        summary: 'template/Daemon is a managed daemon for FARGATE, and managed daemons are for Managed Instances alone',
      },
    ],
  ],
  staysQuiet: [['Managed Instances', shop({ ...managed(), ...daemon([{ Ref: 'Managed' }]) })]],
  doesNotKnow: [
    ['the provider', shop(daemon([OPEN]))],
    ['one of another app', shop(daemon(['arn:aws:ecs:us-east-1:123456789012:capacity-provider/own']))],
  ],
});

const strategy = {
  Service: { ...ON_INSTANCES.Service, LaunchType: undefined, CapacityProviderStrategy: [{ CapacityProvider: { Ref: 'Provider' } }] },
};

claim(unorderedCapacityProvider, {
  fires: [
    [
      'the association may come later',
      on({}, {}, strategy),
      {
        severity: 'note',
        summary: 'template/Service may be created before template/Providers, which associates template/Provider with its cluster',
      },
    ],
  ],
  staysQuiet: [
    ['the launch type names no provider', on()],
    ['the cluster lists it itself', on({}, {}, { ...strategy, Cluster: { CapacityProviders: [{ Ref: 'Provider' }] } })],
    ['it waits for the association', on({}, {}, { Service: { ...strategy.Service, ServiceName: { 'Fn::Sub': 'app${Providers}' } } })],
  ],
  doesNotKnow: [['the strategy', on({}, {}, { Service: { ...strategy.Service, CapacityProviderStrategy: OPEN } })]],
});

claim(reservationsOnly, {
  fires: [
    [
      'Managed Instances',
      shop(managed({}, { CapacityReservations: { ReservationPreference: 'RESERVATIONS_ONLY' } })),
      {
        severity: 'note',
        summary: 'instances of template/Managed start in capacity reservations alone (RESERVATIONS_ONLY), and the input holds none',
      },
    ],
    [
      'a group',
      on({}, { CapacityReservationSpecification: { CapacityReservationPreference: 'capacity-reservations-only' } }),
      {
        severity: 'note',
        summary: 'instances of template/Group start in capacity reservations alone (capacity-reservations-only), and the input holds none',
      },
    ],
  ],
  staysQuiet: [
    ['reservations first', shop(managed({}, { CapacityReservations: { ReservationPreference: 'RESERVATIONS_FIRST' } }))],
    [
      'a group of them',
      shop(
        managed(
          {},
          {
            CapacityReservations: {
              ReservationPreference: 'RESERVATIONS_ONLY',
              ReservationGroupArn: 'arn:aws:resource-groups:us-east-1:123456789012:group/own',
            },
          },
        ),
      ),
    ],
    [
      'one of the input',
      shop({
        ...managed({}, { CapacityReservations: { ReservationPreference: 'RESERVATIONS_ONLY' } }),
        Reservation: { Type: 'AWS::EC2::CapacityReservation', Properties: { InstanceType: 'm5.large', InstanceCount: 2 } },
      }),
    ],
  ],
  doesNotKnow: [['the preference', shop(managed({}, { CapacityReservations: { ReservationPreference: OPEN } }))]],
});

const inZone = (zone: unknown, task: Properties = {}) =>
  shop({
    SubnetA: { AvailabilityZone: undefined, AvailabilityZoneId: zone },
    Task: task,
    Service: network({ Subnets: SUBNETS }),
  });

claim(unsupportedFargateZone, {
  fires: [
    [
      'a zone of Tokyo',
      inZone('apne1-az3'),
      {
        severity: 'warning',
        summary: 'template/Service uses template/SubnetA (apne1-az3), and Fargate has no capacity in that zone',
      },
    ],
    [
      'a zone without Windows',
      inZone('use1-az3', { RuntimePlatform: { OperatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } }),
      {
        severity: 'warning',
        summary: 'template/Service uses template/SubnetA (use1-az3), and Fargate has no Windows in that zone',
      },
    ],
  ],
  staysQuiet: [
    ['another zone', inZone('apne1-az1')],
    ['Linux there', inZone('use1-az3')],
    ['a name, which tells nothing', shop()],
  ],
  doesNotKnow: [['the zone', inZone(OPEN)]],
});
