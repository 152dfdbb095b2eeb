import type { Site } from './site';
import type { Known, Subject } from '../model';

/** A listener or a rule that sends traffic to target groups. */
export interface Forwarder {
  readonly id: string;
  readonly subject: Subject;
  readonly forwardsTo: Known<readonly Known<string>[]>;
  /** Listener of the input that it is, or belongs to. */
  readonly listener?: string;
}

export function forwarders({ loadBalancing }: Site): readonly Forwarder[] {
  return [
    ...loadBalancing.listeners.map((listener) => ({ ...listener, listener: listener.id })),
    ...loadBalancing.rules.map((rule) => ({ ...rule, listener: rule.listener.known ? rule.listener.value : undefined })),
  ];
}

/** Those that are certain to send to the target group. */
export function forwardersTo(targetGroup: string, site: Site): readonly Forwarder[] {
  return forwarders(site).filter(({ forwardsTo }) => forwardsTo.known && forwardsTo.value.some((one) => one.known && one.value === targetGroup));
}

/** True when a listener or a rule may send to target groups that one cannot tell. */
export function someForwardUnseen(site: Site): boolean {
  return forwarders(site).some(({ forwardsTo }) => !forwardsTo.known || forwardsTo.value.some(({ known }) => !known));
}
