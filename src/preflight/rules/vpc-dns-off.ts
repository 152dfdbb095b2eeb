import { declaredSubnets } from './blocked-start';
import { changeNetwork } from './change-model';
import { siteCure, siteViews } from './site';
import { startNeeds } from './start-needs';
import { templateRule } from './template-rule';
import { known } from '../model';

export const vpcDnsOff = templateRule({
  id: 'vpc-dns-off',
  title: 'tasks run in a VPC whose DNS is off, so no name resolves',
  viewsOf: siteViews,
  judge({ service, definition, site }) {
    const needs = definition ? [...new Set(startNeeds(definition, site).map(({ what }) => what))] : [];
    const subnets = service.network && declaredSubnets(service.network.subnets, site);
    if (needs.length === 0 || !subnets) return [];
    const vpcs = [...new Set(subnets.map(({ vpc }) => (vpc.known ? site.vpcs.get(vpc.value) : undefined)))];
    return vpcs.flatMap((vpc) => (!vpc?.dnsSupport.known || vpc.dnsSupport.value || vpc.nameServers !== undefined ? [] : [
      {
        severity: 'warning' as const,
        summary: `DNS is off in ${vpc.subject.constructPath}, so tasks of ${service.subject.constructPath} cannot find ${needs.join(', ')}`,
        notes: ['DHCP options of another stack may name a resolver of your own, which would answer'],
        cures: [
          siteCure(`set EnableDnsSupport (enableDnsSupport) of ${vpc.subject.constructPath} from false to true`, (model) =>
            changeNetwork(model, 'vpcs', vpc.id, { dnsSupport: known(true) })),
        ],
      },
    ]));
  },
});
