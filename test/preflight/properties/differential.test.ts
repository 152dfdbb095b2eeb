import { firstDifference } from './differential';

test('in 10,000 random problems the three engines place every task on the same instance', () => {
  expect(firstDifference(1, 10_000)).toBeUndefined();
}, 180_000);

test('in 60 random problems of up to 1,500 instances, too', () => {
  expect(firstDifference(1, 60, { instances: 1500, requests: 12, steps: 40 })).toBeUndefined();
}, 180_000);
