import { roomRule } from './room-rule';
import { number } from '../explain/refusal-summary';

export const stuckInstanceRefresh = roomRule({
  id: 'stuck-instance-refresh',
  title: 'the instances of a group cannot be replaced batch after batch, because percentages keep tasks on them',
  scenarios: ['instance-refresh'],
  goesByPercentages: true,
  worst: 'warning',
  summary: ({ service, placed, asked, failure }) =>
    `${failure?.moment ?? 'a group is refreshed'}: ${number(asked - placed)} of ${number(asked)} tasks of ${service.subject.constructPath} can neither stop nor be replaced`,
});
