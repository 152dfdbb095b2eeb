import { CfnOutput, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { InstancePolicy } from './instance-policy';

/** How machines outside of AWS register with a cluster: Amazon ECS Anywhere. */
export interface ExternalCapacityOptions {
  /**
   * How many machines one activation registers, from 1 to 1,000.
   *
   * @default 1
   */
  readonly registrationLimit?: number;
}

/** Properties of `ExternalCapacity`. */
export interface ExternalCapacityProps extends ExternalCapacityOptions {
  /** The cluster the machines register with. */
  readonly cluster: ecs.ICluster;
}

/**
 * Machines outside of AWS that run tasks of a cluster: Amazon ECS Anywhere. Made by `cluster.addExternalCapacity()`.
 *
 * CloudFormation has no resource for an activation of Systems Manager, whose code is a secret: the two commands that a
 * machine is registered with are properties of this construct, and outputs of its stack.
 */
export class ExternalCapacity extends Construct implements iam.IGrantable {
  /** The role of the machines. Tasks do not get it. */
  public readonly role: iam.IRole;

  /** The principal that grants go to: the role of the machines. */
  public readonly grantPrincipal: iam.IPrincipal;

  /** First, with your own credentials: it answers with the id and the code of an activation, which are valid for a day. */
  public readonly activationCommand: string;

  /** Then, as root on each Linux machine, with the id and the code in `ACTIVATION_ID` and `ACTIVATION_CODE`. */
  public readonly registrationCommand: string;

  constructor(scope: Construct, id: string, props: ExternalCapacityProps) {
    super(scope, id);
    const limit = props.registrationLimit ?? 1;
    checkLimit(limit);
    checkRegion(Stack.of(this).region);
    this.role = newRole(this);
    this.grantPrincipal = this.role;
    new InstancePolicy(this, 'Policy', { cluster: props.cluster, role: this.role, sessionManager: true, external: true });
    const { region } = Stack.of(this);
    this.activationCommand = `aws ssm create-activation --iam-role ${this.role.roleName} --registration-limit ${Tokenization.stringifyNumber(limit)} --region ${region}`;
    this.registrationCommand = 'curl --proto https -fsSo /tmp/ecs-anywhere-install.sh ' +
      'https://amazon-ecs-agent.s3.amazonaws.com/ecs-anywhere-install-latest.sh && ' +
      `bash /tmp/ecs-anywhere-install.sh --region ${region} --cluster ${props.cluster.clusterName} ` +
      '--activation-id "$ACTIVATION_ID" --activation-code "$ACTIVATION_CODE"';
    new CfnOutput(this, 'Activation', { value: this.activationCommand, description: `Activates machines for ${this.node.path}` });
    new CfnOutput(this, 'Registration', { value: this.registrationCommand, description: `Registers a machine with ${this.node.path}` });
  }
}

/** Systems Manager hands the role to machines that were activated, and to those of this account only. */
function newRole(scope: Construct): iam.Role {
  const stack = Stack.of(scope);
  return new iam.Role(scope, 'Role', {
    assumedBy: new iam.ServicePrincipal('ssm.amazonaws.com', {
      conditions: {
        StringEquals: { 'aws:SourceAccount': stack.account },
        ArnEquals: { 'aws:SourceArn': `arn:${stack.partition}:ssm:${stack.region}:${stack.account}:*` },
      },
    }),
  });
}

function checkLimit(limit: number): void {
  if (Token.isUnresolved(limit) || (Number.isInteger(limit) && limit >= 1 && limit <= 1_000)) return;
  throw new Error(`\`registrationLimit\` must be a whole number from 1 to 1000, got ${limit}`);
}

function checkRegion(region: string): void {
  if (Token.isUnresolved(region) || !region.startsWith('cn-')) return;
  throw new Error(`external capacity must be in a region with Amazon ECS Anywhere, which the regions in China do not have, got ${region}`);
}
