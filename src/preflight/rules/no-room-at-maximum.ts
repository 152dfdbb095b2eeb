import { roomRule } from './room-rule';
import { number } from '../explain/refusal-summary';

export const noRoomAtMaximum = roomRule({
  id: 'no-room-at-maximum',
  title: 'a service cannot reach the maximum of its scaler',
  scenarios: ['scaled-to-maximum'],
  worst: 'warning',
  summary: ({ service, placed, asked }) =>
    `${service.subject.constructPath} may scale to ${number(asked)} tasks, and ${number(placed)} find room`,
});
