import { balancerWithoutZone } from './balancer-without-zone';
import { closedAclToBalancer } from './closed-acl-to-balancer';
import { closedToBalancer } from './closed-to-balancer';
import { differentHealthPath } from './different-health-path';
import { differentVpcs } from './different-vpcs';
import { exceededBalancerLimits } from './exceeded-balancer-limits';
import { fixedHealthPort } from './fixed-health-port';
import { longStopAfterDrain } from './long-stop-after-drain';
import { mismatchedListenerProtocol } from './mismatched-listener-protocol';
import { mismatchedTargetType } from './mismatched-target-type';
import { mismatchedTrafficRule } from './mismatched-traffic-rule';
import { narrowLoadBalancer } from './narrow-load-balancer';
import { openTestListener } from './open-test-listener';
import { orphanTargetGroup } from './orphan-target-group';
import { plainHttpListener } from './plain-http-listener';
import { portOnTwoProtocols } from './port-on-two-protocols';
import { repeatedRulePriority } from './repeated-rule-priority';
import type { Rule } from './rule';
import { sharedTargetGroup } from './shared-target-group';
import { shortGracePeriod } from './short-grace-period';
import { slowDrain } from './slow-drain';
import { slowSpotStop } from './slow-spot-stop';
import { targetGroupOnTwoBalancers } from './target-group-on-two-balancers';
import { targetHealthCheckOutOfRange } from './target-health-check-out-of-range';
import { udpTargetWithoutTcp } from './udp-target-without-tcp';
import { unorderedListener } from './unordered-listener';

/** Rules about load balancers and the services behind them. */
export const BALANCER_RULES: readonly Rule[] = [
  balancerWithoutZone,
  closedAclToBalancer,
  closedToBalancer,
  differentHealthPath,
  differentVpcs,
  exceededBalancerLimits,
  fixedHealthPort,
  longStopAfterDrain,
  mismatchedListenerProtocol,
  mismatchedTargetType,
  mismatchedTrafficRule,
  narrowLoadBalancer,
  openTestListener,
  orphanTargetGroup,
  plainHttpListener,
  portOnTwoProtocols,
  repeatedRulePriority,
  sharedTargetGroup,
  shortGracePeriod,
  slowDrain,
  slowSpotStop,
  targetGroupOnTwoBalancers,
  targetHealthCheckOutOfRange,
  udpTargetWithoutTcp,
  unorderedListener,
];
