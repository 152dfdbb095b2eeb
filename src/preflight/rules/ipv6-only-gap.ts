import { declaredSubnets } from './blocked-start';
import { changeBalancing, changeNetwork, changeService, changeTask } from './change-model';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { known, type Subnet } from '../model';

export const ipv6OnlyGap = templateRule({
  id: 'ipv6-only-gap',
  title: 'a service in IPv6-only subnets uses something that needs IPv4',
  viewsOf: siteViews,
  judge(view) {
    const { service, site } = view;
    const subnets = service.network ? declaredSubnets(service.network.subnets, site) : undefined;
    if (!subnets?.every(({ ipv6Only }) => ipv6Only.known && ipv6Only.value)) return [];
    return [...targets(view), ...windows(view), ...images(view, subnets), ...exec(view)];
  },
});

function targets({ service, site, subject }: SiteView): readonly Problem<SiteView>[] {
  const named = service.loadBalancers.known ? service.loadBalancers.value : [];
  return named.flatMap(({ targetGroup }) => {
    const group = targetGroup?.known ? site.targetGroups.get(targetGroup.value) : undefined;
    const type = group?.ipAddressType ?? (group && known('ipv4'));
    if (!group || !type?.known || type.value !== 'ipv4') return [];
    return [
      {
        severity: 'error' as const,
        summary: `tasks of ${subject.constructPath} have IPv6 addresses alone, and ${group.subject.constructPath} takes IPv4 targets`,
        notes: ['a target group of IPv6 belongs to a load balancer that is dualstack'],
        cures: [
          siteCure(
            `set IpAddressType (ipAddressType) of ${group.subject.constructPath} to ipv6, and that of its load balancer to dualstack`,
            (model) => changeBalancing(model, 'targetGroups', group.id, { ipAddressType: known('ipv6') }),
          ),
        ],
      },
    ];
  });
}

function windows({ definition, service, subject }: SiteView): readonly Problem<SiteView>[] {
  const family = definition?.operatingSystemFamily;
  if (!definition || !family?.known || !family.value.toUpperCase().startsWith('WINDOWS') || !service.network) return [];
  return [
    {
      severity: 'error',
      summary: `${subject.constructPath} runs ${family.value} in IPv6-only subnets, where Windows tasks do not run`,
      cures: [otherSubnets(service.network.subnets, subject.constructPath)],
    },
  ];
}

/** NAT64 leads to names that have IPv4 addresses only. */
function images({ definition, subject }: SiteView, subnets: readonly Subnet[]): readonly Problem<SiteView>[] {
  if (!definition?.containers.known || !subnets.every(({ wayOut }) => wayOut.known && wayOut.value === 'none')) return [];
  const narrow = definition.containers.value.filter(({ image }) => image.known && /\.dkr\.ecr\.[^/]*amazonaws\.com/.test(image.value));
  if (narrow.length === 0) return [];
  const names = narrow.map(({ name }) => (name.known ? name.value : 'a container')).join(', ');
  return [
    {
      severity: 'warning',
      summary: `the image of ${names} of ${subject.constructPath} has a name with IPv4 addresses alone, and its tasks have IPv6 addresses alone`,
      notes: ['a VPC endpoint for Amazon ECR that is dualstack would do as well'],
      cures: [
        siteCure(`name the image of ${names} by ACCOUNT.dkr-ecr.REGION.on.aws`, (model) =>
          changeTask(model, definition.id, {
            containers: known(
              definition.containers.known
                ? definition.containers.value.map((one) =>
                  narrow.includes(one) ? { ...one, image: known('123456789012.dkr-ecr.us-east-1.on.aws/app:1') } : one,
                )
                : [],
            ),
          }),
        ),
      ],
    },
  ];
}

function exec({ service, subject }: SiteView): readonly Problem<SiteView>[] {
  if (!service.executeCommand.known || !service.executeCommand.value) return [];
  return [
    {
      severity: 'warning',
      summary: `${subject.constructPath} has ECS Exec in IPv6-only subnets, where it does not work`,
      cures: [
        siteCure(`set EnableExecuteCommand (enableExecuteCommand) of ${subject.constructPath} to false`, (model) =>
          changeService(model, service.id, { executeCommand: known(false) }),
        ),
      ],
    },
  ];
}

function otherSubnets(named: NonNullable<SiteView['service']['network']>['subnets'], path: string) {
  const ids = named.known ? named.value.flatMap((one) => (one.known ? [one.value] : [])) : [];
  return siteCure(`run ${path} in subnets with IPv4 addresses`, (model) =>
    ids.reduce((changed, id) => changeNetwork(changed, 'subnets', id, { ipv6Only: known(false) }), model),
  );
}
