import { roomRule } from './room-rule';
import { number } from '../explain/refusal-summary';

export const noRoomAfterSpotReclaim = roomRule({
  id: 'no-room-after-spot-reclaim',
  title: 'when the Spot instances of a group are reclaimed, some tasks find no other instance',
  scenarios: ['spot-reclaim'],
  worst: 'warning',
  summary: ({ service, placed, asked, failure }) =>
    `${failure?.moment ?? 'Spot is reclaimed'}: ${number(placed)} of ${number(asked)} tasks of ${service.subject.constructPath} run on`,
});
