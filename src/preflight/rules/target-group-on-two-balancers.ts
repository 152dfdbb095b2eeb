import { changeBalancing } from './change-model';
import { forwardersTo } from './forwarders';
import { pieces } from './site';
import { templateRule } from './template-rule';
import { known, type TargetGroup } from '../model';

const groups = pieces<TargetGroup>((model) => model.loadBalancing?.targetGroups);

export const targetGroupOnTwoBalancers = templateRule({
  id: 'target-group-on-two-balancers',
  title: 'listeners of two load balancers send to one target group',
  viewsOf: groups.viewsOf,
  judge({ piece: group, site }) {
    const senders = forwardersTo(group.id, site).flatMap((sender) => {
      const listener = sender.listener === undefined ? undefined : site.listeners.get(sender.listener);
      return listener?.loadBalancer.known ? [{ sender, balancer: listener.loadBalancer.value }] : [];
    });
    const balancers = [...new Set(senders.map(({ balancer }) => balancer))];
    if (balancers.length < 2) return [];
    const foreign = senders.filter(({ balancer }) => balancer !== balancers[0]);
    return [
      {
        severity: 'error' as const,
        summary: `${group.subject.constructPath} receives from ${balancers.length} load balancers, and a target group belongs to one`,
        evidence: [{ kind: 'text' as const, lines: senders.map(({ sender }) => sender.subject.constructPath) }],
        notes: ['Elastic Load Balancing will say "The following target groups cannot be associated with more than one load balancer"'],
        cures: [
          groups.cure(`give the second load balancer a target group of its own, beside ${group.subject.constructPath}`, (model) =>
            foreign.reduce((changed, { sender }) => changeBalancing(changeBalancing(changed, 'listeners', sender.id, { forwardsTo: known([]) }), 'rules', sender.id, { forwardsTo: known([]) }), model)),
        ],
      },
    ];
  },
});
