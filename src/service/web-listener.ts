import { Token, Validations } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { Exposure } from './exposure';
import { takePriority } from './listener-priority';

/** A load balancer made for a listener. */
export interface OwnLoadBalancerOptions {
  /**
   * Who can reach the load balancer.
   *
   * @default Exposure.internal()
   */
  readonly exposure?: Exposure;

  /**
   * The port callers connect to.
   *
   * @default - 443 for HTTPS, 80 for HTTP
   */
  readonly port?: number;

  /**
   * The bucket for the access logs of the load balancer. Elastic Load Balancing writes only to buckets without a KMS key.
   *
   * @default - no access logs
   */
  readonly accessLogsBucket?: s3.IBucket;

  /**
   * Whether deleting the load balancer is refused. `cdk destroy` works after a deployment with `false`.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;
}

/** Which requests on a shared listener go to a service. A request must match every list that is given. */
export interface SharedListenerOptions {
  /**
   * Paths, with `*` and `?`, for example `/orders/*`.
   *
   * @default - every path
   */
  readonly pathPatterns?: string[];

  /**
   * Host names, with `*` and `?`, for example `orders.example.com`.
   *
   * @default - every host
   */
  readonly hostHeaders?: string[];

  /**
   * The place of the rule among the rules of the listener, from 1 to 50,000; the lowest that matches wins.
   *
   * @default - a number derived from the path of the service, which stays the same when services come and go
   */
  readonly priority?: number;
}

/** Where requests for a service come in. */
export abstract class WebListener {
  /**
   * A load balancer of its own with an HTTPS listener.
   *
   * @param certificate the certificate callers see
   * @param options who can reach it
   */
  public static https(certificate: acm.ICertificate, options: OwnLoadBalancerOptions = {}): WebListener {
    return new OwnListener(options, certificate);
  }

  /**
   * A load balancer of its own with a plain HTTP listener: requests are readable on the way.
   *
   * @param options who can reach it
   */
  public static http(options: OwnLoadBalancerOptions = {}): WebListener {
    return new OwnListener(options);
  }

  /**
   * A listener that exists, for example that of another service: `other.listener`.
   *
   * @param listener the listener to share
   * @param options which of its requests go to the service
   */
  public static shared(listener: elbv2.IApplicationListener, options: SharedListenerOptions): WebListener {
    return new SharedListener(listener, options);
  }

  /**
   * Sends the requests to a target group.
   *
   * @param scope the service
   * @param target where the requests go
   */
  public abstract bind(scope: Construct, target: WebListenerTarget): elbv2.IApplicationListener;
}

/** Where the requests of a listener go. */
export interface WebListenerTarget {
  /** The VPC of the service. */
  readonly vpc: ec2.IVpc;

  /** The target group of the service. */
  readonly targetGroup: elbv2.ApplicationTargetGroup;
}

class OwnListener extends WebListener {
  constructor(private readonly options: OwnLoadBalancerOptions, private readonly certificate?: acm.ICertificate) {
    super();
  }

  public bind(scope: Construct, target: WebListenerTarget): elbv2.IApplicationListener {
    const exposure = this.options.exposure ?? Exposure.internal();
    const loadBalancer = this.newLoadBalancer(scope, target.vpc, exposure);
    const port = this.options.port ?? (this.certificate ? 443 : 80);
    const listener = loadBalancer.addListener('Listener', {
      port,
      protocol: this.certificate ? elbv2.ApplicationProtocol.HTTPS : elbv2.ApplicationProtocol.HTTP,
      certificates: this.certificate && [this.certificate],
      sslPolicy: this.certificate && elbv2.SslPolicy.TLS13_12_RES_PQ,
      open: false,
      defaultTargetGroups: [target.targetGroup],
    });
    for (const peer of exposure.peers(target.vpc)) {
      loadBalancer.connections.allowFrom(peer, ec2.Port.tcp(port), 'Callers of the load balancer');
    }
    return listener;
  }

  private newLoadBalancer(scope: Construct, vpc: ec2.IVpc, exposure: Exposure): elbv2.ApplicationLoadBalancer {
    const loadBalancer = new elbv2.ApplicationLoadBalancer(scope, 'LoadBalancer', {
      vpc,
      internetFacing: exposure.internetFacing,
      deletionProtection: this.options.deletionProtection ?? true,
      dropInvalidHeaderFields: true,
      securityGroup: newSecurityGroup(scope, vpc, exposure),
    });
    if (this.options.accessLogsBucket) loadBalancer.logAccessLogs(this.options.accessLogsBucket);
    return loadBalancer;
  }
}

function newSecurityGroup(scope: Construct, vpc: ec2.IVpc, exposure: Exposure): ec2.SecurityGroup {
  const group = new ec2.SecurityGroup(scope, 'LoadBalancerSecurityGroup', {
    vpc, description: `Load balancer of ${scope.node.path}`, allowAllOutbound: false,
  });
  if (!exposure.internetFacing && Token.isUnresolved(vpc.vpcCidrBlock)) {
    Validations.of(group).acknowledge({
      id: 'AwsSolutions-EC23',
      reason: 'the callers are the address range of the VPC, which is known only at deployment and which a checker cannot read',
    });
  }
  return group;
}

class SharedListener extends WebListener {
  constructor(private readonly listener: elbv2.IApplicationListener, private readonly options: SharedListenerOptions) {
    super();
  }

  public bind(scope: Construct, target: WebListenerTarget): elbv2.IApplicationListener {
    new elbv2.ApplicationListenerRule(scope, 'ListenerRule', {
      listener: this.listener,
      priority: takePriority(this.listener, scope.node.path, this.options.priority),
      conditions: this.conditions(),
      targetGroups: [target.targetGroup],
    });
    return this.listener;
  }

  private conditions(): elbv2.ListenerCondition[] {
    const { pathPatterns = [], hostHeaders = [] } = this.options;
    if (pathPatterns.length + hostHeaders.length === 0) {
      throw new Error('a service on a shared listener needs `pathPatterns` or `hostHeaders`, got none: it would take every request');
    }
    if (pathPatterns.length + hostHeaders.length > 5) {
      throw new Error(`\`pathPatterns\` and \`hostHeaders\` may hold 5 values together, got ${pathPatterns.length + hostHeaders.length}`);
    }
    return [
      ...(hostHeaders.length > 0 ? [elbv2.ListenerCondition.hostHeaders(hostHeaders)] : []),
      ...(pathPatterns.length > 0 ? [elbv2.ListenerCondition.pathPatterns(pathPatterns)] : []),
    ];
  }
}
