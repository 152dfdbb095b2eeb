import { Aws } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lattice from 'aws-cdk-lib/aws-vpclattice';
import { Construct } from 'constructs';
import { LatticeOptions } from './lattice-options';
import { acknowledge } from '../validation/acknowledge';

export interface LatticeService {
  readonly host: string;
  readonly port: number;
  readonly targetGroupArn: string;
  readonly roleArn: string;
}

/** A service of VPC Lattice whose listener sends every request to the tasks, as children `Lattice...` of the scope. */
export function newLatticeService(scope: Construct, vpc: ec2.IVpc, containerPort: number, options: LatticeOptions): LatticeService {
  const https = options.https ?? true;
  const group = new lattice.CfnTargetGroup(scope, 'LatticeTargetGroup', {
    type: 'IP',
    config: {
      port: containerPort,
      protocol: 'HTTP',
      protocolVersion: 'HTTP1',
      vpcIdentifier: vpc.vpcId,
      healthCheck: { enabled: true, path: options.healthCheckPath ?? '/', protocol: 'HTTP' },
    },
  });
  const service = new lattice.CfnService(scope, 'LatticeService', { authType: options.authPolicy ? 'AWS_IAM' : 'NONE' });
  new lattice.CfnListener(scope, 'LatticeListener', {
    serviceIdentifier: service.attrId,
    protocol: https ? 'HTTPS' : 'HTTP',
    port: https ? 443 : 80,
    defaultAction: { forward: { targetGroups: [{ targetGroupIdentifier: group.attrId }] } },
  });
  new lattice.CfnServiceNetworkServiceAssociation(scope, 'LatticeAssociation', {
    serviceNetworkIdentifier: options.serviceNetwork, serviceIdentifier: service.attrId,
  });
  if (options.authPolicy) {
    new lattice.CfnAuthPolicy(scope, 'LatticeAuthPolicy', { resourceIdentifier: service.attrArn, policy: options.authPolicy });
  }
  return {
    host: service.attrDnsEntryDomainName,
    port: https ? 443 : 80,
    targetGroupArn: group.attrArn,
    roleArn: newInfrastructureRole(scope, 'LatticeRole', 'AmazonECSInfrastructureRolePolicyForVpcLattice').roleArn,
  };
}

/** A role with which ECS manages what AWS alone knows the permissions for. */
export function newInfrastructureRole(scope: Construct, id: string, policyName: string): iam.Role {
  const role = new iam.Role(scope, id, {
    assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com').withConditions({ StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } }),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName(policyName)],
  });
  acknowledge(
    role, `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${policyName}]`,
    'what ECS does with the role is its own to say, and AWS keeps the managed policy in step with it',
  );
  return role;
}
