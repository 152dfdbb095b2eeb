import { roomRule } from './room-rule';
import { number } from '../explain/refusal-summary';

export const noRoomForBlueGreen = roomRule({
  id: 'no-room-for-blue-green',
  title: 'a blue/green, linear or canary deployment needs room for both revisions at once, and there is none',
  scenarios: ['blue-green-deployment'],
  worst: 'error',
  summary: ({ service, placed, asked }) =>
    `only ${number(placed)} of ${number(asked)} green tasks of ${service.subject.constructPath} find room beside the blue ones`,
});
