import { Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct, IConstruct } from 'constructs';

/** A VPC with two zones and one NAT gateway, which is what most examples run in. */
export function exampleVpc(scope: Construct): ec2.Vpc {
  const vpc = new ec2.Vpc(scope, 'Vpc', { maxAzs: 2, natGateways: 1 });
  const ownedByNetworkTeam = 'an example has to bring a network; in an organization the network account owns it';
  acknowledge(vpc, 'VPC7', ownedByNetworkTeam);
  acknowledge(vpc, 'VPCFlowLogsEnabled', ownedByNetworkTeam);
  acknowledge(vpc, 'VPCDefaultSecurityGroupClosed', 'nothing in the example uses the default security group');
  acknowledge(vpc, 'VPCSubnetAutoAssignPublicIpDisabled', 'the public subnets hold nothing but the NAT gateway');
  acknowledge(vpc, 'VPCNoUnrestrictedRouteToIGW', 'the NAT gateway needs the route; instances and tasks are in private subnets');
  return vpc;
}

/** Accepts one rule in every compliance pack of cdk-nag that has it. */
export function acknowledge(scope: IConstruct, rule: string, reason: string): void {
  ['AwsSolutions', 'HIPAA.Security', 'NIST.800.53.R5', 'PCI.DSS.321'].forEach((pack) => {
    Validations.of(scope).acknowledge({ id: `${pack}-${rule}`, reason });
  });
}

/** Accepts what follows from a load balancer that answers plain HTTP inside the VPC and is destroyed with the example. */
export function acknowledgePrivateHttp(service: IConstruct): void {
  acknowledge(service, 'ELB2', 'access logs need a log bucket and a known region; give `accessLogsBucket` in your own stack');
  acknowledge(service, 'ELBLoggingEnabled', 'access logs need a log bucket and a known region');
  acknowledge(service, 'ELBDeletionProtectionEnabled', 'the example is meant to be destroyed');
  acknowledge(service, 'ALBWAFEnabled', 'the load balancer has private addresses only');
  acknowledge(service, 'ALBHttpToHttpsRedirection', 'an example has no certificate; use WebListener.https(certificate)');
  acknowledge(service, 'ELBv2ACMCertificateRequired', 'an example has no certificate; use WebListener.https(certificate)');
  acknowledge(service, 'EC2RestrictedCommonPorts', 'only the address range of the VPC is admitted, which the rule cannot read');
  acknowledge(service, 'EC2RestrictedSSH', 'only the address range of the VPC is admitted, which the rule cannot read');
}
