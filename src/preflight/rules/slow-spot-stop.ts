import { balancedBy } from './balanced-service';
import { changeBalancing } from './change-model';
import { siteCure, siteViews, type SiteView } from './site';
import { templateRule } from './template-rule';
import { groupsOf, placesOf } from './views';
import { DEFAULT_STOP_TIMEOUT_SECONDS } from '../../facts';
import { number } from '../explain/refusal-summary';
import { known } from '../model';

/** Seconds between the notice of a Spot reclaim and the end. */
const NOTICE_SECONDS = 120;

export const slowSpotStop = templateRule({
  id: 'slow-spot-stop',
  title: 'tasks on Spot need longer to drain and stop than the two minutes of notice',
  viewsOf: siteViews,
  judge(view) {
    if (!runsOnSpot(view)) return [];
    const stop = stopTimeout(view);
    if (stop === undefined) return [];
    const { subject } = view;
    return balancedBy(view).flatMap(({ group }) => {
      const delay = group.deregistrationDelaySeconds;
      if (!delay.known || delay.value + stop <= NOTICE_SECONDS) return [];
      const room = Math.max(0, NOTICE_SECONDS - stop);
      return [
        {
          severity: 'warning' as const,
          summary: `tasks of ${subject.constructPath} on Spot take up to ${number(delay.value + stop)} s to drain and stop, and a reclaim leaves ${NOTICE_SECONDS} s`,
          evidence: [
            {
              kind: 'table' as const,
              columns: ['', 'seconds'],
              rows: [
                { cells: [`deregistration delay of ${group.subject.constructPath}`, number(delay.value)] },
                { cells: ['stop timeout of the containers', number(stop)] },
                { cells: ['notice of a reclaim', number(NOTICE_SECONDS)], remark: '<- ends first' },
              ],
            },
          ],
          notes: ['requests that are still open after the notice are cut off'],
          cures: [
            siteCure(`set deregistration_delay.timeout_seconds (deregistrationDelay) of ${group.subject.constructPath} from ${number(delay.value)} to ${number(room)}`, (model) =>
              changeBalancing(model, 'targetGroups', group.id, { deregistrationDelaySeconds: known(room) })),
          ],
        },
      ];
    });
  },
});

function runsOnSpot(view: SiteView): boolean {
  const places = placesOf(view);
  if (!places.known) return false;
  if (places.value.includes('fargate-spot')) return true;
  const groups = groupsOf(view);
  return groups.known && groups.value.some(({ purchase }) => purchase.known && purchase.value.kind !== 'on-demand');
}

/** The longest of the containers; undefined when one of them is not known. */
function stopTimeout({ definition }: SiteView): number | undefined {
  if (!definition?.containers.known) return undefined;
  const timeouts = definition.containers.value.map(({ stopTimeoutSeconds }) => stopTimeoutSeconds ?? known(DEFAULT_STOP_TIMEOUT_SECONDS));
  return timeouts.every((one) => one.known) ? Math.max(...timeouts.map((one) => (one.known ? one.value : 0))) : undefined;
}
