import { balancedBy } from './balanced-service';
import { changeBalancing } from './change-model';
import { siteCure, siteViews } from './site';
import { templateRule } from './template-rule';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

export const longStopAfterDrain = templateRule({
  id: 'long-stop-after-drain',
  title: 'a container may stop for longer than the balancer keeps its connections',
  viewsOf: siteViews,
  judge: (view) => balancedBy(view).flatMap(({ group, container }) => {
    const stop = container?.stopTimeoutSeconds;
    const delay = group.deregistrationDelaySeconds;
    if (!stop?.known || !delay.known || stop.value <= delay.value) return [];
    return [
      {
        severity: 'note' as const,
        summary: `the balancer cuts connections to tasks of ${view.subject.constructPath} after ${number(delay.value)} s, and the container has ${number(stop.value)} s more to stop`,
        notes: [
          'ECS takes the target out first and waits for the deregistration delay, then sends SIGTERM and waits for the stop timeout',
          'requests that take longer than the delay are cut off before the container is told to stop',
        ],
        cures: [
          siteCure(`set deregistration_delay.timeout_seconds (deregistrationDelay) of ${group.subject.constructPath} from ${number(delay.value)} to ${number(stop.value)}`, (model) =>
            changeBalancing(model, 'targetGroups', group.id, { deregistrationDelaySeconds: known(stop.value) })),
        ],
      },
    ];
  }),
});
