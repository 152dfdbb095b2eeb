import { forwardersTo } from './forwarders';
import type { Site } from './site';
import type { LoadBalancer } from '../model';

/** Load balancers of the input that send to the target group; undefined when one of them is not part of it. */
export function balancersOf(targetGroup: string, site: Site): readonly LoadBalancer[] | undefined {
  const found = new Set<LoadBalancer>();
  for (const { listener: id } of forwardersTo(targetGroup, site)) {
    const listener = id === undefined ? undefined : site.listeners.get(id);
    const balancer = listener?.loadBalancer.known ? site.loadBalancers.get(listener.loadBalancer.value) : undefined;
    if (!balancer) return undefined;
    found.add(balancer);
  }
  return [...found];
}
