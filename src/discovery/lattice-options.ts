import * as iam from 'aws-cdk-lib/aws-iam';

/** How a service is reached through Amazon VPC Lattice, from other VPCs and accounts too. */
export interface LatticeOptions {
  /** The id or ARN of the service network that callers are associated with. */
  readonly serviceNetwork: string;

  /**
   * The id of the managed prefix list of VPC Lattice in the region, from which its requests come. This line tells it:
   * `aws ec2 describe-managed-prefix-lists --filters Name=prefix-list-name,Values=com.amazonaws.REGION.vpc-lattice`.
   */
  readonly prefixListId: string;

  /**
   * Whether callers speak HTTPS with VPC Lattice, at port 443; the certificate of the generated name is its own.
   *
   * @default true
   */
  readonly https?: boolean;

  /**
   * Who may call, by their signature of AWS IAM.
   *
   * @default - every caller in the service network
   */
  readonly authPolicy?: iam.PolicyDocument;

  /**
   * The path that must answer for a task to get requests.
   *
   * @default '/'
   */
  readonly healthCheckPath?: string;
}
