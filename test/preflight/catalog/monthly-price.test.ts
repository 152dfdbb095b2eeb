import { findInstanceType, onDemandUsdPerMonth, PRICES_DATE, PRICES_REGION } from '../../../src/preflight/catalog';

test('an m5.large costs 70.08 dollars a month at the price of the catalog', () => {
  expect(onDemandUsdPerMonth(findInstanceType('m5.large')!)).toBe(70.08);
  expect([PRICES_DATE, PRICES_REGION]).toEqual(['2026-07-20', 'us-east-1']);
});

test('a type without a price has no monthly price, not zero', () => {
  expect(onDemandUsdPerMonth(findInstanceType('r9g.large')!)).toBeUndefined();
});
