import { firstDifference } from './differential';

test('in 10,000 random problems the three engines place every task on the same instance', () => {
  expect(firstDifference(1, 10_000)).toBeUndefined();
}, 180_000);
