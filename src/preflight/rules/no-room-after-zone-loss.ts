import { roomRule } from './room-rule';
import { number } from '../explain/refusal-summary';

export const noRoomAfterZoneLoss = roomRule({
  id: 'no-room-after-zone-loss',
  title: 'after the loss of an Availability Zone some tasks find no room in the others',
  scenarios: ['availability-zone-loss'],
  worst: 'warning',
  summary: ({ service, placed, asked, failure }) =>
    `${failure?.moment ?? 'a zone is lost'}: ${number(placed)} of ${number(asked)} tasks of ${service.subject.constructPath} run on`,
});
