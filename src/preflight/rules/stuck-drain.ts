import { roomRule } from './room-rule';
import { number } from '../explain/refusal-summary';

/** A note: a drained instance waits up to 48 hours, and everything runs on meanwhile. */
export const stuckDrain = roomRule({
  id: 'stuck-drain',
  title: 'an instance that is drained keeps tasks that find no room elsewhere',
  scenarios: ['instance-drain'],
  coveredBy: ['instance-refresh', 'instance-loss'],
  goesByPercentages: true,
  worst: 'note',
  summary: ({ service, placed, asked, failure }) =>
    `${failure?.moment ?? 'an instance is drained'}: ${number(asked - placed)} of ${number(asked)} tasks of ${service.subject.constructPath} cannot leave it`,
});
