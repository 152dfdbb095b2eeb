import { roomRule } from './room-rule';
import { number } from '../explain/refusal-summary';

/** The sizes that managed scaling goes through are documented in words; a warning at most. */
export const stuckScaleOut = roomRule({
  id: 'stuck-scale-out',
  title: 'managed scaling stops while tasks still wait for an instance',
  scenarios: ['first-deployment', 'managed-scale-out'],
  coveredBy: ['scaled-to-maximum'],
  worst: 'warning',
  summary: ({ service, placed, asked, scenario }) =>
    `managed scaling stops with ${number(placed)} of ${number(asked)} tasks of ${service.subject.constructPath} placed ${scenario === 'first-deployment' ? 'in the first deployment' : 'on the way to the maximum'}`,
});
