import { balancedBy } from './balanced-service';
import { changeBalancing } from './change-model';
import { forwardersTo, someForwardUnseen } from './forwarders';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { known, mapKnown } from '../model';

export const orphanTargetGroup = templateRule({
  id: 'orphan-target-group',
  title: 'a service registers its tasks with a target group that no listener sends to',
  viewsOf: siteViews,
  judge(view) {
    const { site, subject, service } = view;
    if (someForwardUnseen(site) || !service.deploymentController.known || service.deploymentController.value === 'EXTERNAL') return [];
    return balancedBy(view).flatMap(({ group }) => {
      if (forwardersTo(group.id, site).length > 0) return [];
      const [listener] = site.loadBalancing.listeners;
      // Without any listener in the input, another stack may attach the group.
      const certain = listener !== undefined && (site.model.unread ?? 0) === 0;
      return [
        {
          severity: certain ? 'error' as const : 'warning' as const,
          summary: `no listener sends to ${group.subject.constructPath}, where ${subject.constructPath} registers its tasks`,
          notes: [
            'ECS will say "The target group with targetGroupArn ... does not have an associated load balancer."',
            ...(certain ? [] : ['a listener of another stack may send to it; this input shows none']),
          ],
          cures: listener ? [
            siteCure(`let a listener such as ${listener.subject.constructPath} forward to ${group.subject.constructPath}`, (model) =>
              changeBalancing(model, 'listeners', listener.id, { forwardsTo: mapKnown(listener.forwardsTo, (all) => [...all, known(group.id)]) })),
          ] : [],
        },
      ];
    });
  },
});
