import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** One interface endpoint of a use. */
export interface EndpointOfUse {
  readonly id: string;
  readonly service: ec2.IInterfaceVpcEndpointService;
  /** Whether all that is called there is known to be signed by roles, which a policy can tell apart. */
  readonly takesPolicy: boolean;
}
