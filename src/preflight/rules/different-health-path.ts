import { balancedBy } from './balanced-service';
import { changeBalancing } from './change-model';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { known } from '../model';

export const differentHealthPath = templateRule({
  id: 'different-health-path',
  title: 'a target group and the container health check ask different paths',
  viewsOf: siteViews,
  judge: (view) => balancedBy(view).flatMap(({ group, container }) => {
    const check = container?.healthCheck?.known ? container.healthCheck.value : undefined;
    const own = check?.command.known ? /https?:\/\/(?:localhost|127\.0\.0\.1)(?::\d+)?(\/[^\s"'|;&]*)/.exec(check.command.value.join(' '))?.[1] : undefined;
    const { path } = group.healthCheck;
    if (own === undefined || !path?.known || path.value === own) return [];
    return [
      {
        severity: 'note' as const,
        summary: `${group.subject.constructPath} asks ${path.value}, and the container of ${view.subject.constructPath} asks ${own}`,
        notes: ['a task may be healthy for one and not for the other, and ECS stops a task that either calls unhealthy'],
        cures: [
          siteCure(`set HealthCheckPath (healthCheck.path) of ${group.subject.constructPath} from ${path.value} to ${own}`, (model) =>
            changeBalancing(model, 'targetGroups', group.id, { healthCheck: { ...group.healthCheck, path: known(own) } })),
        ],
      },
    ];
  }),
});
