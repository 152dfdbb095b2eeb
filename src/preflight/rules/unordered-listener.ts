import { balancedBy } from './balanced-service';
import { changeService } from './change-model';
import { forwardersTo } from './forwarders';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';

export const unorderedListener = templateRule({
  id: 'unordered-listener',
  title: 'nothing makes CloudFormation create the listener before the service whose target group it sends to',
  viewsOf: siteViews,
  judge(view) {
    const { service, site, subject } = view;
    return balancedBy(view).flatMap(({ group }) => {
      const senders = forwardersTo(group.id, site);
      // A listener of another stack is there before, or its own reference orders the stacks.
      const near = senders.filter((sender) => sender.subject.templatePath === service.subject.templatePath);
      if (near.length === 0 || near.length < senders.length) return [];
      if (near.some(({ id }) => service.createdAfter?.includes(id))) return [];
      return [
        {
          severity: 'warning' as const,
          summary: `${subject.constructPath} may be created before ${near.map((sender) => sender.subject.constructPath).join(', ')}, which sends to its target group`,
          notes: [
            'CloudFormation creates both at once, and a load balancer takes minutes, so the service usually comes first',
            'ECS will say "The target group with targetGroupArn ... does not have an associated load balancer."',
          ],
          cures: [
            siteCure(`add DependsOn: ${near[0].subject.logicalId} (node.addDependency) to ${subject.constructPath}`, (model) =>
              changeService(model, service.id, { createdAfter: [...service.createdAfter ?? [], near[0].id] })),
          ],
        },
      ];
    });
  },
});
