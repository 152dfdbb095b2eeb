import { balancedBy } from './balanced-service';
import { changeService } from './change-model';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { mapKnown } from '../model';

export const sharedTargetGroup = templateRule({
  id: 'shared-target-group',
  title: 'two services register their tasks with one target group',
  viewsOf: siteViews,
  judge(view) {
    const { site, service, subject } = view;
    return balancedBy(view).flatMap(({ group, entry }) => {
      const others = site.model.services.filter((other) => other.id !== service.id && other.loadBalancers.known &&
        other.loadBalancers.value.some(({ targetGroup }) => targetGroup?.known && targetGroup.value === group.id));
      // Said once, about the service that comes later.
      if (others.length === 0 || others.some((other) => other.id > service.id)) return [];
      return [
        {
          severity: 'warning' as const,
          summary: `${[...others.map((other) => other.subject.constructPath), subject.constructPath].join(' and ')} share the target group ${group.subject.constructPath}`,
          notes: ['requests go to tasks of either, and a deployment of one judges its health by targets of both'],
          cures: [
            siteCure(`give ${subject.constructPath} a target group of its own`, (model) =>
              changeService(model, service.id, { loadBalancers: mapKnown(service.loadBalancers, (all) => all.filter((one) => one !== entry)) })),
          ],
        },
      ];
    });
  },
});
