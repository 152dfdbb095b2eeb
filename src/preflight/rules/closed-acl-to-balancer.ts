import { balancedBy } from './balanced-service';
import { balancersOf } from './balancers-of';
import { declaredSubnets } from './blocked-start';
import { mayPass, open } from './closed-network-acl';
import { isForFargateService } from './fargate-service';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule, type Problem } from './template-rule';
import type { Subnet } from '../model';

export const closedAclToBalancer = templateRule({
  id: 'closed-acl-to-balancer',
  title: 'a network ACL keeps a load balancer from its tasks, so no target turns healthy',
  viewsOf: siteViews,
  judge(view) {
    const { service, site } = view;
    const tasks = service.network && isForFargateService(view) ? declaredSubnets(service.network.subnets, site) : undefined;
    if (!tasks) return [];
    return balancedBy(view).flatMap(({ entry, group }) => (balancersOf(group.id, site) ?? []).flatMap((balancer) => {
      const subnets = declaredSubnets(balancer.subnets, site);
      if (!entry.containerPort.known || !group.protocol.known || !/^(HTTPS?|TCP|TLS)$/i.test(group.protocol.value)) return [];
      const port = entry.containerPort.value;
      // Nothing is filtered inside of one subnet.
      if (!subnets || new Set([...subnets, ...tasks]).size === 1) return [];
      return [
        ...closed(view, tasks, 'in', port, `requests of ${balancer.subject.constructPath} in (TCP port ${port})`),
        ...closed(view, tasks, 'out', undefined, `answers to ${balancer.subject.constructPath} out (TCP ports 1024 to 65535)`),
        ...closed(view, subnets, 'out', port, `requests to tasks out (TCP port ${port})`),
        ...closed(view, subnets, 'in', undefined, 'answers of tasks in (TCP ports 1024 to 65535)'),
      ];
    }));
  },
});

/** Without a port, answers: they go to a port that whoever asked has chosen. */
function closed(view: SiteView, subnets: readonly Subnet[], way: 'in' | 'out', port: number | undefined, what: string): readonly Problem<SiteView>[] {
  const [from, to] = port === undefined ? [1024, 65_535] : [port, port];
  const egress = way === 'out';
  return view.site.network.networkAcls
    .filter((acl) => subnets.some(({ id }) => acl.subnets.includes(id)) && !mayPass(acl, egress, from, to))
    .map((acl): Problem<SiteView> => ({
      severity: 'warning',
      summary: `${acl.subject.constructPath} lets no ${what}, so no target of ${view.subject.constructPath} turns healthy`,
      notes: ['a network ACL keeps no state, so requests and answers need rules of their own', 'ECS will say "failed ELB health checks" and stop each task that was just started'],
      cures: [
        siteCure(`add an entry to ${acl.subject.constructPath} that allows TCP ${port === undefined ? 'ports 1024 to 65535' : `port ${port}`} ${way}`, (model) => ({
          ...model,
          network: model.network && {
            ...model.network,
            networkAcls: model.network.networkAcls.map((one) =>
              (one.id === acl.id ? { ...one, entries: [...one.entries, open(egress, from, to)] } : one)),
          },
        })),
      ],
    }));
}
