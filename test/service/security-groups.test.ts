import { Size } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity, Cpu, WebListener, WebService } from '../../src';
import { clusterStack, image, m6iLarge, only, templateOf } from '../support/stack';

/** What the load balancer may reach, by the group that admits it: [logical id prefix, from, to]. */
function admittedFromLoadBalancer(networkMode: ecs.NetworkMode, hostPort?: number, onFargate = false) {
  const { stack, cluster } = clusterStack();
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  cluster.addEc2Capacity('Unused', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  new WebService(stack, 'Api', {
    cluster,
    image,
    networkMode,
    hostPort,
    containerPort: 8080,
    capacity: onFargate ? Capacity.fargate() : Capacity.ec2(general),
    listener: WebListener.http(),
    cpu: Cpu.vcpu(0.25),
    memory: Size.mebibytes(512),
  });
  const template = templateOf(stack);
  const loadBalancer = only(template, 'AWS::EC2::SecurityGroup', 'ApiLoadBalancerSecurityGroup').id;
  return Object.values(template.findResources('AWS::EC2::SecurityGroupIngress')).map(({ Properties: rule }) => {
    expect(rule.SourceSecurityGroupId).toEqual({ 'Fn::GetAtt': [loadBalancer, 'GroupId'] });
    return [rule.GroupId['Fn::GetAtt'][0].replace(/[0-9A-F]{8}$/, ''), rule.FromPort, rule.ToPort];
  });
}

test.each<[string, ecs.NetworkMode, number | undefined, boolean, unknown]>([
  ['the task alone, on its port, on Fargate', ecs.NetworkMode.AWS_VPC, undefined, true, ['ApiSecurityGroup', 8080, 8080]],
  ['the task alone, on its port, in awsvpc mode on EC2', ecs.NetworkMode.AWS_VPC, undefined, false, ['ApiSecurityGroup', 8080, 8080]],
  ['the instances of its capacity, on the ports Docker picks from, in bridge mode', ecs.NetworkMode.BRIDGE, undefined, false,
    ['ClusterGeneralSecurityGroup', 32768, 65535]],
  ['the instances of its capacity, on the fixed port, in bridge mode', ecs.NetworkMode.BRIDGE, 9090, false, ['ClusterGeneralSecurityGroup', 9090, 9090]],
  ['the instances of its capacity, on the container port, in host mode', ecs.NetworkMode.HOST, undefined, false,
    ['ClusterGeneralSecurityGroup', 8080, 8080]],
])('the load balancer reaches %s', (_, mode, hostPort, onFargate, expected) => {
  expect(admittedFromLoadBalancer(mode, hostPort, onFargate)).toEqual([expected]);
});
