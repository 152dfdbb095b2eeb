import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { Authentication } from './authentication';
import { checkListenerPort } from './check-listener-port';
import { takePriority } from './listener-priority';
import { newOwnLoadBalancer } from './own-load-balancer';
import { OwnLoadBalancerOptions } from './own-load-balancer-options';
import { conditionsOf, SharedListenerOptions } from './shared-listener-options';

/** Where requests for a service come in. */
export abstract class WebListener {
  /**
   * A load balancer of its own with an HTTPS listener.
   *
   * @param certificate the certificate callers see
   * @param options who can reach it
   */
  public static https(certificate: acm.ICertificate, options: OwnLoadBalancerOptions = {}): WebListener {
    if (!certificate) throw new Error('`certificate` of an HTTPS listener must be given, got none; `WebListener.domain` makes one');
    return new OwnListener(options, () => certificate);
  }

  /**
   * A load balancer of its own with an HTTPS listener, a certificate that renews itself, and a record in DNS.
   *
   * @param domainName what callers type, for example `shop.example.com`
   * @param zone the public hosted zone of the domain
   * @param options who can reach it
   */
  public static domain(domainName: string, zone: route53.IHostedZone, options: OwnLoadBalancerOptions = {}): WebListener {
    const certificate = (scope: Construct) => new acm.Certificate(scope, 'Certificate', {
      domainName, subjectAlternativeNames: options.domainNames, validation: acm.CertificateValidation.fromDns(zone),
    });
    return new OwnListener({ ...options, hostedZone: zone, domainNames: [domainName, ...options.domainNames ?? []] }, certificate);
  }

  /**
   * A load balancer of its own with a plain HTTP listener: requests are readable on the way.
   *
   * @param options who can reach it
   */
  public static http(options: OwnLoadBalancerOptions = {}): WebListener {
    const only = (['redirectHttp', 'mutualAuthentication', 'authentication'] as const).find((prop) => options[prop]);
    if (only) throw new Error(`\`${only}\` needs HTTPS and a certificate: use WebListener.https or WebListener.domain, got WebListener.http`);
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
  public abstract bind(scope: Construct, target: WebListenerTarget): WebListenerConfig;
}

/** Where the requests of a listener go. */
export interface WebListenerTarget {
  /** The VPC of the service. */
  readonly vpc: ec2.IVpc;

  /** The target group of the service. */
  readonly targetGroup: elbv2.ApplicationTargetGroup;

  /**
   * The second target group, between which and the first a deployment moves traffic.
   *
   * @default - deployments do not move traffic
   */
  readonly alternateTargetGroup?: elbv2.ApplicationTargetGroup;
}

/** What a service learns about where its requests come in. */
export interface WebListenerConfig {
  /** The listener. */
  readonly listener: elbv2.IApplicationListener;

  /**
   * The load balancer of the listener.
   *
   * @default - the listener belongs to someone else
   */
  readonly loadBalancer?: elbv2.IApplicationLoadBalancer;

  /**
   * The rule that sends requests to the service.
   *
   * @default - the listener sends every request to it
   */
  readonly rule?: elbv2.ApplicationListenerRule;

  /**
   * Where a browser finds the service.
   *
   * @default - not known
   */
  readonly url?: string;
}

const LAST_PRIORITY = 50_000;

class OwnListener extends WebListener {
  constructor(private readonly options: OwnLoadBalancerOptions, private readonly certificate?: (scope: Construct) => acm.ICertificate) {
    super();
    if (options.port !== undefined) checkListenerPort('port', options.port);
    if (options.redirectHttp && options.port === 80) throw new Error('`port` of a listener must be another than 80 with `redirectHttp`, which listens there, got 80');
  }

  public bind(scope: Construct, target: WebListenerTarget): WebListenerConfig {
    const { alternateTargetGroup } = target;
    const own = newOwnLoadBalancer(scope, target.vpc, {
      ...this.options,
      certificate: this.certificate?.(scope),
      defaultAction: alternateTargetGroup ? elbv2.ListenerAction.fixedResponse(404) : forwardTo(target, this.options.authentication),
    });
    if (!alternateTargetGroup) return own;
    // ECS moves traffic by changing a rule, and the default action of a listener is not one.
    const rule = new elbv2.ApplicationListenerRule(scope, 'ListenerRule', {
      listener: own.listener,
      priority: takePriority(own.listener, scope.node.path, { priority: LAST_PRIORITY, conditions: { pathPatterns: ['/*'] } }),
      conditions: [elbv2.ListenerCondition.pathPatterns(['/*'])],
      action: forwardTo(target, this.options.authentication),
    });
    return { ...own, rule };
  }
}

class SharedListener extends WebListener {
  constructor(private readonly listener: elbv2.IApplicationListener, private readonly options: SharedListenerOptions) {
    super();
  }

  public bind(scope: Construct, target: WebListenerTarget): WebListenerConfig {
    const conditions = conditionsOf(this.options);
    const rule = new elbv2.ApplicationListenerRule(scope, 'ListenerRule', {
      listener: this.listener,
      priority: takePriority(this.listener, scope.node.path, { priority: this.options.priority, conditions: this.options }),
      conditions,
      action: forwardTo(target, this.options.authentication),
    });
    return { listener: this.listener, rule };
  }
}

/** ECS changes the weights during a deployment; both groups belong to the listener from the start. */
function forwardTo({ targetGroup, alternateTargetGroup }: WebListenerTarget, authentication?: Authentication): elbv2.ListenerAction {
  const forward = alternateTargetGroup
    ? elbv2.ListenerAction.weightedForward([{ targetGroup, weight: 100 }, { targetGroup: alternateTargetGroup, weight: 0 }])
    : elbv2.ListenerAction.forward([targetGroup]);
  return authentication ? authentication.bind(forward) : forward;
}
