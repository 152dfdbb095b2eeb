import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Authentication } from './authentication';

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
   * Values of request headers, with `*` and `?`, by the name of the header.
   *
   * @default - whatever the headers are
   */
  readonly headers?: Record<string, string[]>;

  /**
   * Request methods, for example `GET`.
   *
   * @default - every method
   */
  readonly methods?: string[];

  /**
   * Address ranges of the callers, for example `203.0.113.0/24`.
   *
   * @default - every caller that the load balancer admits
   */
  readonly sourceIps?: string[];

  /**
   * Who gets through to the service: people who have logged in, or programs with a token. The listener has to speak HTTPS.
   *
   * @default - everyone who reaches the load balancer
   */
  readonly authentication?: Authentication;

  /**
   * The place of the rule among the rules of the listener, from 1 to 50,000; the lowest that matches wins.
   *
   * @default - a number derived from the path of the service, which stays the same when services come and go
   */
  readonly priority?: number;
}

const MOST_VALUES = 5;

/** The conditions of a listener rule, or an error when they are none or more than Elastic Load Balancing takes. */
export function conditionsOf(options: SharedListenerOptions): elbv2.ListenerCondition[] {
  const { pathPatterns = [], hostHeaders = [], headers = {}, methods = [], sourceIps = [] } = options;
  const values = [pathPatterns, hostHeaders, ...Object.values(headers), methods, sourceIps].flat().length;
  if (values === 0) {
    throw new Error('a service on a shared listener needs `pathPatterns` or `hostHeaders`, got none: it would take every request');
  }
  if (values > MOST_VALUES) {
    throw new Error(`\`pathPatterns\` and \`hostHeaders\` may hold ${MOST_VALUES} values together` +
      `${values > pathPatterns.length + hostHeaders.length ? ' with the other conditions' : ''}, got ${values}`);
  }
  return [
    ...(hostHeaders.length > 0 ? [elbv2.ListenerCondition.hostHeaders(hostHeaders)] : []),
    ...(pathPatterns.length > 0 ? [elbv2.ListenerCondition.pathPatterns(pathPatterns)] : []),
    ...Object.entries(headers).map(([name, expected]) => elbv2.ListenerCondition.httpHeader(name, expected)),
    ...(methods.length > 0 ? [elbv2.ListenerCondition.httpRequestMethods(methods)] : []),
    ...(sourceIps.length > 0 ? [elbv2.ListenerCondition.sourceIps(sourceIps)] : []),
  ];
}
