import { roomRule } from './room-rule';
import { number } from '../explain/refusal-summary';

/** A note: the tasks run, only not where they should. */
export const stuckZoneRebalancing = roomRule({
  id: 'stuck-zone-rebalancing',
  title: 'after a zone comes back, Availability Zone rebalancing finds no room to spread the tasks again',
  scenarios: ['zone-rebalancing'],
  coveredBy: ['availability-zone-loss'],
  worst: 'note',
  summary: ({ service, placed, asked, failure }) =>
    `${failure?.moment ?? 'a zone comes back'}: ${number(asked - placed)} of ${number(asked)} tasks of ${service.subject.constructPath} stay in the wrong zone`,
});
