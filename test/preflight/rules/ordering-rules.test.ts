import { claim } from './rule-claims';
import { container, instances, ON_INSTANCES, shop } from './shop-template';
import { closedInstanceEgress } from '../../../src/preflight/rules/closed-instance-egress';
import { endpointWithoutPrivateDns } from '../../../src/preflight/rules/endpoint-without-private-dns';
import { unorderedMountTarget } from '../../../src/preflight/rules/unordered-mount-target';

const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const files = {
  Files: { Type: 'AWS::EFS::FileSystem' },
  Mount: {
    Type: 'AWS::EFS::MountTarget',
    Properties: { FileSystemId: { Ref: 'Files' }, SubnetId: { Ref: 'SubnetA' }, SecurityGroups: [{ Ref: 'TaskGroup' }] },
  },
  Task: { Volumes: [{ Name: 'files', EFSVolumeConfiguration: { FilesystemId: { Ref: 'Files' } } }] },
};
const after = {
  Type: 'AWS::ECS::Service',
  DependsOn: 'Mount',
  Properties: { Cluster: { Ref: 'Cluster' }, TaskDefinition: { Ref: 'Task' }, LaunchType: 'FARGATE' },
};

claim(unorderedMountTarget, {
  fires: [['no DependsOn', shop(files), { severity: 'warning', summary: 'template/Service may be created before template/Mount' }]],
  staysQuiet: [
    ['DependsOn', shop({ ...files, Service: after })],
    ['no file system', shop()],
  ],
  doesNotKnow: [
    ['the file system', shop({ ...files, Task: { Volumes: [{ Name: 'files', EFSVolumeConfiguration: { FilesystemId: OPEN } }] } })],
    ['the volumes', shop({ ...files, Task: { Volumes: OPEN } })],
  ],
});

const endpoint = (privateDns: unknown) => ({
  Type: 'AWS::EC2::VPCEndpoint',
  Properties: {
    VpcId: { Ref: 'Vpc' },
    ServiceName: 'com.amazonaws.us-east-1.logs',
    VpcEndpointType: 'Interface',
    PrivateDnsEnabled: privateDns,
    SubnetIds: [{ Ref: 'SubnetA' }],
  },
});

claim(endpointWithoutPrivateDns, {
  fires: [
    [
      'the only way',
      shop({ WayOut: null, Point: endpoint(false) }),
      { severity: 'warning', summary: 'tasks of template/Service do not find logs behind template/Point, whose private DNS is off' },
    ],
  ],
  staysQuiet: [
    ['a NAT gateway', shop({ Point: endpoint(false) })],
    ['another one with private DNS', shop({ WayOut: null, Point: endpoint(false), Other: endpoint(true) })],
    ['nobody calls it', shop({ WayOut: null, Point: endpoint(false), Task: container({ LogConfiguration: undefined }) })],
  ],
  doesNotKnow: [['the answer', shop({ WayOut: null, Point: endpoint(OPEN) })]],
});

const out = (rules: readonly unknown[]) => ({
  ...instances(),
  ...ON_INSTANCES,
  InstanceGroup: { Type: 'AWS::EC2::SecurityGroup', Properties: { VpcId: { Ref: 'Vpc' }, SecurityGroupEgress: rules } },
});

claim(closedInstanceEgress, {
  fires: [
    [
      'the database only',
      shop(out([{ IpProtocol: 'tcp', FromPort: 5432, ToPort: 5432, CidrIp: '10.0.0.0/16' }])),
      {
        severity: 'error',
        summary: 'the security groups of template/Group let nothing out on port 443, so its instances cannot reach ECS',
      },
    ],
  ],
  staysQuiet: [
    ['all out by default', shop({ ...instances(), ...ON_INSTANCES })],
    ['443', shop(out([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/16' }]))],
  ],
  doesNotKnow: [
    ['the protocol', shop(out([{ IpProtocol: OPEN, CidrIp: '0.0.0.0/0' }]))],
    ['the groups', shop({ ...instances({}, { SecurityGroupIds: [OPEN] }), ...ON_INSTANCES })],
  ],
});
