import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Runnable } from './runnable';
import { DOCUMENTED_EPHEMERAL_PORTS, LINUX_EPHEMERAL_PORTS } from '../facts';

/** The port at which a load balancer reaches a task: its own, the fixed one of the instance, or one of those that Docker picks from. */
export function reachedPort({ ecsTaskDefinition, container }: Runnable, containerPort: number, protocol: ecs.Protocol): ec2.Port {
  const one = protocol === ecs.Protocol.UDP ? ec2.Port.udp : ec2.Port.tcp;
  const range = protocol === ecs.Protocol.UDP ? ec2.Port.udpRange : ec2.Port.tcpRange;
  const { networkMode } = ecsTaskDefinition;
  if (networkMode === ecs.NetworkMode.AWS_VPC || networkMode === ecs.NetworkMode.HOST) return one(containerPort);
  const hostPort = container.findPortMapping(containerPort, protocol)?.hostPort ?? 0;
  return hostPort === 0 ? range(LINUX_EPHEMERAL_PORTS.from, DOCUMENTED_EPHEMERAL_PORTS.to) : one(hostPort);
}
