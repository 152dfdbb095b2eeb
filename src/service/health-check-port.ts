import { Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';

/**
 * A port with a name, where it may be known at deployment only. Security groups tell rules apart by it, and for the CDK all such
 * ports have the same, so that the second rule would be left out.
 */
export function namedPort(protocol: ec2.Protocol, port: number, name: string): ec2.Port {
  return new ec2.Port({ protocol, fromPort: port, toPort: port, stringRepresentation: name });
}

/** The port that health checks come to when it is not that of the requests. Throws on what is no port; tokens pass. */
export function healthCheckPort({ port }: elbv2.HealthCheck = {}): ec2.Port | undefined {
  if (port === undefined || port === 'traffic-port') return undefined;
  if (Token.isUnresolved(port)) return namedPort(ec2.Protocol.TCP, Token.asNumber(port), 'health checks');
  if (/^\d+$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535) return ec2.Port.tcp(Number(port));
  throw new Error(`\`healthCheck.port\` must be a port number or 'traffic-port', got ${port}`);
}
