import { isForFargateService } from './fargate-service';
import type { Site, SiteView } from './site';
import { startNeeds, type StartNeed } from './start-needs';
import { isWhole, wayTo, type Way } from './way-to';
import type { Subnet } from '../model';

/** What the start of a task calls and cannot reach from a subnet. */
export interface Blocked {
  readonly subnet: Subnet;
  readonly need: StartNeed;
  readonly way: Way;
}

export interface BlockedStart {
  readonly blocked: readonly Blocked[];
  /** True when a task in any of the subnets misses something, and the input holds all that could lead out of them. */
  readonly certain: boolean;
  readonly subnets: readonly Subnet[];
}

/** Fargate tasks use their own interface for all that their start calls. Undefined when subnets are not part of the input. */
export function blockedStart(view: SiteView): BlockedStart | undefined {
  const { service, definition, site } = view;
  if (!definition || !isForFargateService(view) || !service.network?.assignPublicIp.known) return undefined;
  const subnets = declaredSubnets(service.network.subnets, site);
  if (!subnets) return undefined;
  const withAddress = service.network.assignPublicIp.value;
  const blocked = blockedNeeds(startNeeds(definition, site), subnets, site, withAddress);
  const everywhere = subnets.every((subnet) => blocked.some((one) => one.subnet === subnet));
  return { blocked, subnets, certain: everywhere && subnets.every((subnet) => isWhole(subnet, site)) };
}

export function blockedNeeds(needs: readonly StartNeed[], subnets: readonly Subnet[], site: Site, withAddress: boolean): readonly Blocked[] {
  return subnets.flatMap((subnet) => needs.flatMap((need) => {
    const way = wayTo(need, subnet, site);
    return way === 'none' || (way === 'needs-public-ip' && !withAddress) ? [{ subnet, need, way }] : [];
  }));
}

/** The subnets of the input that a list names; undefined when one is not declared, or the list is not known. */
export function declaredSubnets(
  named: { readonly known: boolean; readonly value?: readonly ({ readonly known: boolean; readonly value?: string } | string)[] },
  site: Site,
): readonly Subnet[] | undefined {
  if (!named.known || !named.value || named.value.length === 0) return undefined;
  const subnets = named.value.map((one) => {
    const id = typeof one === 'string' ? one : one.value;
    return id === undefined ? undefined : site.subnets.get(id);
  });
  return subnets.every((subnet) => subnet !== undefined) ? subnets : undefined;
}
