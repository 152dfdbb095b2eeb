import { App, Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Capacity, Cpu, WebListener, WebService } from '../../src';
import { clusterStack, image, m6iLarge, templateOf } from '../support/stack';

/** A service in a stack of its own, next to the stack of the network, the cluster and its capacity. */
function serviceBesideCluster(networkMode: ecs.NetworkMode): { readonly platform: Template; readonly service: Template } {
  const { stack: platform, cluster } = clusterStack('Platform');
  const general = cluster.addEc2Capacity('General', { instanceTypes: [m6iLarge], maxCapacity: 4 });
  const stack = new Stack(platform.node.root as App, 'Product');
  new WebService(stack, 'Api', {
    cluster, image, networkMode, capacity: Capacity.ec2(general), listener: WebListener.http(), cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512),
  });
  return { platform: templateOf(platform), service: templateOf(stack) };
}

test.each([ecs.NetworkMode.AWS_VPC, ecs.NetworkMode.BRIDGE, ecs.NetworkMode.HOST])(
  'a service in %s mode brings its own rule into the instances of a cluster in another stack', (networkMode) => {
    const { platform, service } = serviceBesideCluster(networkMode);
    service.resourceCountIs('AWS::EC2::SecurityGroupIngress', 1);
    service.resourceCountIs('AWS::EC2::SecurityGroupEgress', 1);
    platform.resourceCountIs('AWS::EC2::SecurityGroupIngress', 0);
    expect(JSON.stringify(platform.toJSON())).not.toContain('Product');
  });
