import { balancedBy } from './balanced-service';
import { changeBalancing } from './change-model';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

/** Only the default is a choice that nobody made. */
export const slowDrain = templateRule({
  id: 'slow-drain',
  title: 'every stop of a task waits for the default deregistration delay of 300 seconds',
  viewsOf: siteViews,
  judge: (view) => balancedBy(view).flatMap(({ group }) => {
    const delay = group.deregistrationDelaySeconds;
    if (!delay.known || delay.assumed === undefined) return [];
    return [
      {
        severity: 'note' as const,
        summary: `each task of ${view.subject.constructPath} that stops may hold its place for ${number(delay.value)} s more, the default of ${group.subject.constructPath}`,
        notes: ['ECS waits until the target is drained before it sends SIGTERM, so a deployment and a scale-in take as much longer'],
        cures: [
          siteCure(`set deregistration_delay.timeout_seconds (deregistrationDelay) of ${group.subject.constructPath} to what your longest request takes`, (model) =>
            changeBalancing(model, 'targetGroups', group.id, { deregistrationDelaySeconds: known(30) })),
        ],
      },
    ];
  }),
});
