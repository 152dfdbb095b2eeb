import { roomRule } from './room-rule';
import { number } from '../explain/refusal-summary';

/** A note: Auto Scaling replaces the instance within minutes. */
export const noRoomAfterInstanceLoss = roomRule({
  id: 'no-room-after-instance-loss',
  title: 'until a lost container instance is replaced, some tasks find no room',
  scenarios: ['instance-loss'],
  worst: 'note',
  summary: ({ service, placed, asked, failure }) =>
    `${failure?.moment ?? 'an instance is lost'}: ${number(placed)} of ${number(asked)} tasks of ${service.subject.constructPath} run until it is replaced`,
});
