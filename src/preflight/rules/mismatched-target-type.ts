import { balancedBy, networkModeOf } from './balanced-service';
import { changeBalancing } from './change-model';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { NETWORK_MODES } from '../../facts';
import { known } from '../model';

export const mismatchedTargetType = templateRule({
  id: 'mismatched-target-type',
  title: 'a target group takes other targets than the network mode of the tasks offers',
  viewsOf: siteViews,
  judge(view) {
    const mode = networkModeOf(view);
    const wanted = mode && NETWORK_MODES[mode].targetType;
    if (!mode || !wanted) return [];
    return balancedBy(view, { alternates: true }).flatMap(({ group }) => {
      if (!group.targetType.known || group.targetType.value === wanted) return [];
      const found = group.targetType.value;
      return [
        {
          severity: 'error' as const,
          summary: `tasks of ${view.subject.constructPath} in ${mode} mode need targets of type ${wanted}, and ${group.subject.constructPath} takes ${found}`,
          notes: [
            `ECS will say that the target group "has target type ${found}, which is incompatible with the ${mode} network mode specified in the task definition."`,
          ],
          cures: [
            siteCure(`set TargetType (targetType) of ${group.subject.constructPath} from ${found} to ${wanted}`, (model) =>
              changeBalancing(model, 'targetGroups', group.id, { targetType: known(wanted) })),
          ],
        },
      ];
    });
  },
});
