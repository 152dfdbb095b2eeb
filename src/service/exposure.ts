import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** Who can reach a load balancer. */
export class Exposure {
  /** Callers inside the VPC. The load balancer has private addresses only. */
  public static internal(): Exposure {
    return new Exposure(false);
  }

  /** Everyone. The load balancer has public addresses. */
  public static internet(): Exposure {
    return new Exposure(true, [ec2.Peer.anyIpv4()], [ec2.Peer.anyIpv6()]);
  }

  /**
   * Callers on the internet with certain addresses only. The load balancer has public addresses.
   *
   * @param cidrs the IPv4 or IPv6 ranges of the callers, for example `203.0.113.0/24`
   */
  public static internetFrom(...cidrs: string[]): Exposure {
    if (cidrs.length === 0) throw new Error('`internetFrom` needs at least one address range, got none');
    return new Exposure(true, cidrs.map((cidr) => cidr.includes(':') ? ec2.Peer.ipv6(cidr) : ec2.Peer.ipv4(cidr)));
  }

  /**
   * Callers that have one of these security groups. The load balancer has private addresses only.
   *
   * @param callers things with a security group, for example another service or a function in the VPC
   */
  public static internalFrom(...callers: ec2.IConnectable[]): Exposure {
    const groups = callers.flatMap((caller) => caller.connections.securityGroups);
    if (groups.length === 0) throw new Error('`internalFrom` needs at least one caller with a security group, got none');
    return new Exposure(false, groups);
  }

  private constructor(
    /** Whether the load balancer has public addresses. */
    public readonly internetFacing: boolean,
    private readonly callers?: ec2.IPeer[],
    private readonly ipv6Callers: ec2.IPeer[] = [],
  ) {}

  /**
   * The callers that the security group of the load balancer admits.
   *
   * @param vpc the VPC of the load balancer
   * @param ipv6 whether the load balancer has IPv6 addresses as well
   */
  public peers(vpc: ec2.IVpc, ipv6: boolean = false): ec2.IPeer[] {
    return [...this.callers ?? [ec2.Peer.ipv4(vpc.vpcCidrBlock)], ...(ipv6 ? this.ipv6Callers : [])];
  }
}
