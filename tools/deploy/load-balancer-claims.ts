import { DescribeListenersCommand, DescribeLoadBalancersCommand, DescribeTargetGroupsCommand, ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { Claim, leafClaims } from './claim';
import { DeployedStack, deployedValue } from './deployed-stack';
import { resourcesOfType } from '../examples/assembly-stacks';

/** Load balancers, listeners and target groups. */
export async function loadBalancerClaims(stack: DeployedStack): Promise<readonly Claim[]> {
  const client = new ElasticLoadBalancingV2Client(stack.emulator.client);
  const each = <T>(type: string, claims: (id: string, properties: Record<string, unknown>, physicalId: string) => Promise<T>) =>
    resourcesOfType(stack.template, `AWS::ElasticLoadBalancingV2::${type}`)
      .filter(([id]) => stack.physicalIds.has(id))
      .map(([id, { Properties = {} }]) => claims(id, Properties, stack.physicalIds.get(id)!));
  const claims = await Promise.all([
    ...each('LoadBalancer', async (id, { Scheme }, arn) => {
      const { LoadBalancers } = await client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [arn] }));
      return leafClaims(`${stack.stackName}/${id}`, { Scheme }, LoadBalancers?.[0]);
    }),
    ...each('Listener', async (id, { Port, Protocol, DefaultActions }, arn) => {
      const { Listeners } = await client.send(new DescribeListenersCommand({ ListenerArns: [arn] }));
      const actions = (DefaultActions as { Type: string; TargetGroupArn?: unknown }[])
        .map(({ Type, TargetGroupArn }) => ({ Type, TargetGroupArn: deployedValue(TargetGroupArn, stack) }));
      return leafClaims(`${stack.stackName}/${id}`, { Port, Protocol, DefaultActions: actions }, Listeners?.[0]);
    }),
    ...each('TargetGroup', async (id, properties, arn) => {
      const { TargetGroups } = await client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] }));
      const { Port, Protocol, TargetType, HealthCheckPath, HealthCheckPort } = properties;
      const expected = { Port, Protocol, TargetType, HealthCheckPath, HealthCheckPort, VpcId: deployedValue(properties.VpcId, stack) };
      return leafClaims(`${stack.stackName}/${id}`, expected, TargetGroups?.[0]);
    }),
  ]);
  return claims.flat();
}
