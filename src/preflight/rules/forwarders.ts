import type { Site } from './site';
import type { Known, LoadBalancing, Subject } from '../model';

/** A listener or a rule that sends traffic to target groups. */
export interface Forwarder {
  readonly id: string;
  readonly subject: Subject;
  readonly forwardsTo: Known<readonly Known<string>[]>;
  /** Listener of the input that it is, or belongs to. */
  readonly listener?: string;
}

/** Those that are certain to send to the target group. */
export function forwardersTo(targetGroup: string, { loadBalancing }: Site): readonly Forwarder[] {
  return indexed(loadBalancing).byTargetGroup.get(targetGroup) ?? [];
}

/** True when a listener or a rule may send to target groups that one cannot tell. */
export function someForwardUnseen({ loadBalancing }: Site): boolean {
  return indexed(loadBalancing).unseen;
}

interface Index {
  readonly byTargetGroup: ReadonlyMap<string, readonly Forwarder[]>;
  readonly unseen: boolean;
}

/** Asked for each service by many rules, so it is put together once for a model. */
const PREPARED = new WeakMap<LoadBalancing, Index>();

function indexed(loadBalancing: LoadBalancing): Index {
  const index = PREPARED.get(loadBalancing) ?? build(loadBalancing);
  PREPARED.set(loadBalancing, index);
  return index;
}

function build({ listeners, rules }: LoadBalancing): Index {
  const all: readonly Forwarder[] = [
    ...listeners.map((listener) => ({ ...listener, listener: listener.id })),
    ...rules.map((rule) => ({ ...rule, listener: rule.listener.known ? rule.listener.value : undefined })),
  ];
  const byTargetGroup = new Map<string, Forwarder[]>();
  let unseen = false;
  for (const forwarder of all) {
    unseen ||= !forwarder.forwardsTo.known;
    for (const target of forwarder.forwardsTo.known ? forwarder.forwardsTo.value : []) {
      unseen ||= !target.known;
      if (target.known) byTargetGroup.set(target.value, [...byTargetGroup.get(target.value) ?? [], forwarder]);
    }
  }
  return { byTargetGroup, unseen };
}
