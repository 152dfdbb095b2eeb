import { roomRule } from './room-rule';
import { number } from '../explain/refusal-summary';

/** A note: which instance Auto Scaling takes is not documented for every case, and managed scaling brings one back. */
export const noRoomAfterScaleIn = roomRule({
  id: 'no-room-after-scale-in',
  title: 'when managed scaling takes instances away, some tasks find no room on the rest',
  scenarios: ['managed-scale-in'],
  goesByPercentages: true,
  worst: 'note',
  summary: ({ service, placed, asked, failure }) =>
    `${failure?.moment ?? 'managed scaling takes instances away'}: ${number(asked - placed)} of ${number(asked)} tasks of ${service.subject.constructPath} find no room on the rest`,
});
