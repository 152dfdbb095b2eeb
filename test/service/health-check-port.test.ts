import { App, Size, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Cpu, WebListener, WebService } from '../../src';
import { clusterStack, image, only, templateOf } from '../support/stack';

const size = { image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512), healthCheck: { port: '9000' } };
const CHECKS = { Description: 'Health checks of the load balancer', IpProtocol: 'tcp', FromPort: 9000, ToPort: 9000 };

test('health checks reach another port of the tasks, both ways', () => {
  const { stack, cluster } = clusterStack();
  new WebService(stack, 'Api', { ...size, cluster, listener: WebListener.http() });
  const template = templateOf(stack);
  const [tasks, balancer] = ['ApiSecurityGroup', 'ApiLoadBalancerSecurityGroup'].map((prefix) => only(template, 'AWS::EC2::SecurityGroup', prefix).id);
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
    ...CHECKS, GroupId: { 'Fn::GetAtt': [tasks, 'GroupId'] }, SourceSecurityGroupId: { 'Fn::GetAtt': [balancer, 'GroupId'] },
  });
  template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
    ...CHECKS, GroupId: { 'Fn::GetAtt': [balancer, 'GroupId'] }, DestinationSecurityGroupId: { 'Fn::GetAtt': [tasks, 'GroupId'] },
  });
});

test('also from the load balancer of another stack, without a circle', () => {
  const { stack, cluster } = clusterStack();
  const first = new WebService(stack, 'First', { ...size, healthCheck: undefined, cluster, listener: WebListener.http() });
  const other = new Stack(stack.node.root as App, 'Other');
  new WebService(other, 'Api', { ...size, cluster, listener: WebListener.shared(first.listener, { pathPatterns: ['/api/*'] }) });
  const template = templateOf(other);
  template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', CHECKS);
  template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { ...CHECKS, GroupId: { 'Fn::ImportValue': Match.anyValue() } });
  expect(JSON.stringify(templateOf(stack).toJSON())).not.toContain('9000');
});

test('checks on the port of the requests need no rule of their own', () => {
  const { stack, cluster } = clusterStack();
  new WebService(stack, 'Api', { ...size, healthCheck: { port: 'traffic-port' }, cluster, listener: WebListener.http() });
  expect(JSON.stringify(templateOf(stack).toJSON())).not.toContain(CHECKS.Description);
});
