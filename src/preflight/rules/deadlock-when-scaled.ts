import { isStuckByConfiguration } from './deployment-deadlock';
import { templateRule } from './template-rule';
import { serviceViews } from './views';
import { number } from '../explain/refusal-summary';
import { known } from '../model';
import type { Service } from '../model';
import { deploymentBounds } from '../scenario/rolling-deployment';

/** What `deployment-deadlock` says of the desired count, for the other counts that scaling may reach. */
export const deadlockWhenScaled = templateRule({
  id: 'deadlock-when-scaled',
  title: 'at a count that the scaler may reach, a rolling deployment can neither start nor stop a task',
  viewsOf: serviceViews,
  judge({ service }) {
    if (isStuckByConfiguration(service)) return [];
    const stuck = stuckCounts(service);
    if (stuck.length === 0 || !service.minHealthyPercent.known || !service.maxHealthyPercent.known) return [];
    const [minimum, maximum] = [service.minHealthyPercent.value, service.maxHealthyPercent.value];
    // Where the smallest count has room for one more task, every larger one has.
    const raised = Math.ceil(((stuck[0] + 1) * 100) / stuck[0]);
    const lowered = Math.floor(((stuck[0] - 1) * 100) / stuck[0]);
    const path = service.subject.constructPath;
    return [
      {
        severity: 'warning',
        summary: `when ${path} is scaled to ${countsOf(stuck)} ${stuck.length === 1 && stuck[0] === 1 ? 'task' : 'tasks'}, a rolling deployment can neither stop nor start one`,
        evidence: [
          {
            kind: 'table',
            columns: [`minHealthyPercent ${minimum}, maxHealthyPercent ${maximum}`, 'must keep running', 'may run at once'],
            rows: stuck.slice(0, 5).map((count) => {
              const { lower, upper } = deploymentBounds(count, minimum, maximum);
              return {
                cells: [`${number(count)} ${count === 1 ? 'task' : 'tasks'}`, `ceil(${count} × ${minimum}%) = ${number(lower)}`, `floor(${count} × ${maximum}%) = ${number(upper)}`],
              };
            }),
          },
        ],
        notes: [`the scaler ${service.scaling?.subject.constructPath ?? ''} may reach ${number(stuck.length)} such ${stuck.length === 1 ? 'count' : 'counts'}`],
        cures: [
          {
            text: `set maxHealthyPercent (MaximumPercent) of ${path} from ${maximum} to ${raised}; at every count one more task may start`,
            apply: (view) => ({ ...view, service: { ...view.service, maxHealthyPercent: known(raised) } }),
          },
          {
            text: `set minHealthyPercent (MinimumHealthyPercent) of ${path} from ${minimum} to ${lowered}; at every count one task may stop`,
            apply: (view) => ({ ...view, service: { ...view.service, minHealthyPercent: known(lowered) } }),
          },
        ],
      },
    ];
  },
});

/** Counts between the bounds of the scaler at which the percentages leave nothing to do, in ascending order. */
function stuckCounts(service: Service): readonly number[] {
  const { scaling, desiredCount } = service;
  if (!scaling?.minCapacity.known || !scaling.maxCapacity.known) return [];
  const counts: number[] = [];
  for (let count = Math.max(1, Math.ceil(scaling.minCapacity.value)); count <= Math.min(scaling.maxCapacity.value, MOST_TASKS); count += 1) {
    if (desiredCount.known && desiredCount.value === count) continue;
    if (isStuckByConfiguration({ ...service, desiredCount: known(count) })) counts.push(count);
  }
  return counts;
}

/** Tasks that a service may have without a raised quota; beyond it rounding does not matter any more. */
const MOST_TASKS = 5000;

function countsOf(counts: readonly number[]): string {
  if (counts.length === 1) return number(counts[0]);
  const last = counts[counts.length - 1];
  return last - counts[0] === counts.length - 1 ? `${number(counts[0])} to ${number(last)}` : `${number(counts[0])} (or ${number(counts.length - 1)} other counts)`;
}
