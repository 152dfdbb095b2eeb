import { declaredSubnets } from './blocked-start';
import { changeNetwork } from './change-model';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule } from './template-rule';
import { number } from '../explain/refusal-summary';
import { known, valueOr, type Service, type Subnet } from '../model';

export const tooFewAddresses = templateRule({
  id: 'too-few-addresses',
  title: 'the subnets of a service have fewer addresses than its tasks need',
  viewsOf: siteViews,
  judge(view) {
    const { service, site, subject } = view;
    const subnets = service.network && declaredSubnets(service.network.subnets, site);
    if (!subnets || subnets.some(({ usableAddresses, ipv6Only }) => !usableAddresses.known || !ipv6Only.known || ipv6Only.value)) return [];
    const usable = subnets.reduce((total, subnet) => total + valueOr(subnet.usableAddresses, 0), 0);
    const inside = servicesInside(view, subnets);
    // Said once, about the first service of those that share the subnets.
    if (inside[0]?.id !== service.id) return [];
    const desired = sum(inside, desiredOf);
    const peak = sum(inside, peakOf);
    if (peak <= usable) return [];
    const certain = desired > usable;
    const others = inside.length === 1 ? '' : ` and ${inside.length - 1} more in its subnets`;
    const bits = Math.max(...subnets.map(() => Math.ceil(Math.log2(peak / subnets.length + 5))));
    return [
      {
        severity: certain ? 'error' as const : 'warning' as const,
        summary: `tasks of ${subject.constructPath}${others} need ${number(certain ? desired : peak)} addresses, and their subnets have ${number(usable)}`,
        evidence: [
          {
            kind: 'table' as const,
            columns: ['', 'addresses'],
            rows: [
              ...subnets.map((subnet) => ({ cells: [subnet.subject.constructPath, number(valueOr(subnet.usableAddresses, 0))] })),
              { cells: ['desired tasks', number(desired)] },
              { cells: ['tasks at the maximum, or during a deployment', number(peak)] },
            ],
          },
        ],
        notes: [
          'each task in awsvpc mode takes one address; AWS keeps five of each subnet, and load balancers and endpoints in them take more',
          'ECS will say "InsufficientFreeAddressesInSubnet"',
        ],
        cures: [
          siteCure(`give the ${subnets.length} ${subnets.length === 1 ? 'subnet' : 'subnets'} a range of /${32 - bits} or larger`, (model) =>
            subnets.reduce((changed, { id }) => changeNetwork(changed, 'subnets', id, { usableAddresses: known(2 ** bits - 5) }), model)),
        ],
      },
    ];
  },
});

/** Services whose every subnet is among these, in the order of the template. */
function servicesInside({ site }: SiteView, subnets: readonly Subnet[]): readonly Service[] {
  const ids = new Set(subnets.map(({ id }) => id));
  return site.model.services.filter(({ network }) => network?.subnets.known === true && network.subnets.value.length > 0 &&
    network.subnets.value.every((subnet) => subnet.known && ids.has(subnet.value)));
}

function sum(services: readonly Service[], count: (service: Service) => number): number {
  return services.reduce((total, service) => total + count(service), 0);
}

function desiredOf({ desiredCount, schedulingStrategy }: Service): number {
  return schedulingStrategy.known && schedulingStrategy.value === 'REPLICA' ? valueOr(desiredCount, 0) : 0;
}

/** The most tasks at once: the scaler's maximum, or a deployment at the desired count. */
function peakOf(service: Service): number {
  const desired = desiredOf(service);
  const most = Math.max(desired, service.scaling ? valueOr(service.scaling.maxCapacity, desired) : desired);
  return Math.max(most, Math.floor((desired * valueOr(service.maxHealthyPercent, 100)) / 100));
}
