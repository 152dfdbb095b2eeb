import { Token } from 'aws-cdk-lib';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { hasIpv6 } from './balancer-callers';
import { LoadBalancerOptions } from './load-balancer-options';

type RecordOptions = Pick<LoadBalancerOptions, 'domainNames' | 'hostedZone' | 'ipAddressType'>;

/** Throws when names are given without a zone, or a zone without names. */
export function checkRecords({ domainNames = [], hostedZone }: RecordOptions): void {
  if (domainNames.length > 0 && !hostedZone) {throw new Error(`\`hostedZone\` must be given with \`domainNames\`, got ${domainNames.join(', ')} without`);}
  if (hostedZone && domainNames.length === 0) throw new Error('`domainNames` must hold a name when `hostedZone` is given, got none');
}

/** Names in DNS that lead to a load balancer. */
export function addRecords(
  scope: Construct,
  loadBalancer: elbv2.ILoadBalancerV2,
  { domainNames = [], hostedZone, ipAddressType }: RecordOptions,
): void {
  domainNames.forEach((recordName, index) => {
    const id = Token.isUnresolved(recordName) ? `${index + 1}` : recordName;
    const record = {
      zone: hostedZone!,
      recordName: `${recordName}.`,
      target: route53.RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer)),
    };
    new route53.ARecord(scope, `Record-${id}`, record);
    if (hasIpv6(ipAddressType)) new route53.AaaaRecord(scope, `RecordIpv6-${id}`, record);
  });
}
