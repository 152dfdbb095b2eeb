import { balancedBy } from './balanced-service';
import { declaredSubnets } from './blocked-start';
import { changeBalancing, changeNetwork } from './change-model';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import { known, type Known } from '../model';

export const differentVpcs = templateRule({
  id: 'different-vpcs',
  title: 'subnets, security groups and targets of a service lie in different VPCs',
  viewsOf: siteViews,
  judge(view) {
    const { service, site } = view;
    const subnets = service.network && declaredSubnets(service.network.subnets, site);
    const vpcs = subnets ? [...new Set(subnets.flatMap(({ vpc }) => (vpc.known ? [vpc.value] : [])))] : [];
    if (!subnets || vpcs.length !== 1 || subnets.some(({ vpc }) => !vpc.known)) return [];
    const [home] = vpcs;
    return [...foreignGroups(view, home), ...foreignTargets(view, home)];
  },
});

function foreignGroups({ service, site, subject }: SiteView, home: string): readonly Problem<SiteView>[] {
  const named = service.network?.securityGroups;
  const groups = named?.known ? named.value.flatMap((id) => (id.known ? [site.securityGroups.get(id.value)] : [])) : [];
  return groups.flatMap((group): readonly Problem<SiteView>[] => (!group || !liesElsewhere(group.vpc, home) ? [] : [
    {
      severity: 'error',
      summary: `the security group ${group.subject.constructPath} lies in another VPC than the subnets of ${subject.constructPath}`,
      evidence: vpcLines([['subnets', home], [group.subject.constructPath, valueOf(group.vpc)]]),
      cures: [siteCure(`make ${group.subject.constructPath} in the VPC of the subnets`, (model) =>
        changeNetwork(model, 'securityGroups', group.id, { vpc: known(home) }))],
    },
  ]));
}

/** Targets by instance lie in the VPC of their group; ip targets may lie in another one that is connected, but register there only when it is named. */
function foreignTargets(view: SiteView, home: string): readonly Problem<SiteView>[] {
  return balancedBy(view).flatMap(({ group }): readonly Problem<SiteView>[] => {
    if (!group.targetType.known || !liesElsewhere(group.vpc, home)) return [];
    return [
      {
        severity: group.targetType.value === 'instance' ? 'error' : 'warning',
        summary: `the target group ${group.subject.constructPath} lies in another VPC than the subnets of ${view.subject.constructPath}`,
        evidence: vpcLines([['subnets', home], [group.subject.constructPath, valueOf(group.vpc)]]),
        notes: ['targets by address may lie in a VPC that is connected, and are refused when they do not'],
        cures: [siteCure(`make ${group.subject.constructPath} in the VPC of the subnets`, (model) =>
          changeBalancing(model, 'targetGroups', group.id, { vpc: known(home) }))],
      },
    ];
  });
}

function liesElsewhere(vpc: Known<string>, home: string): boolean {
  // Two ids of one kind differ for sure; an id and a reference may mean the same VPC.
  return vpc.known && vpc.value !== home && vpc.value.startsWith('vpc-') === home.startsWith('vpc-') && !vpc.value.includes('$') && !home.includes('$');
}

function vpcLines(pairs: readonly (readonly [string, string])[]): NonNullable<Problem<SiteView>['evidence']> {
  return [{ kind: 'table', columns: ['', 'VPC'], rows: pairs.map(([name, vpc]) => ({ cells: [name, vpc] })) }];
}

function valueOf(vpc: Known<string>): string {
  return vpc.known ? vpc.value : 'not known';
}
