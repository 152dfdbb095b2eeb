import type { Change, SearchedChange } from './change';
import { failuresAfter, helpsAll, holds, isBeyond, type Search } from './cure-search';
import { doubled, halved, next, partOf, range } from './least-amount';
import type { SharedAmount } from './trial-run';

/** Every candidate of this kind gets better with its amount, so the smallest that works is found by halving. */
export function smallestAmounts(search: Search, candidate: SearchedChange): readonly Change[] {
  if (candidate.from > candidate.to) return [];
  if (search.crowded === undefined) return next(candidate, halved(candidate.from, candidate.to, 0, (amount) => holds(search, candidate.at(amount))));
  return (candidate.shared ? forAll(search, candidate) : undefined) ?? forOne(search, candidate);
}

function forOne(search: Search, candidate: SearchedChange): readonly Change[] {
  const least = doubled(candidate, (amount) => holds(search, candidate.at(amount)));
  return range(candidate, least, partOf(least ?? 0));
}

/** Searched for once: what helps all services is a cure of each. Undefined where that says nothing about the service. */
function forAll(search: Search, candidate: SearchedChange): readonly Change[] | undefined {
  const { amounts } = search.book;
  const key = `${search.judgement.scenario} ${candidate.tried}`;
  const known = amounts.get(key);
  const found = known ?? searchForAll(search, candidate);
  if (known === undefined && search.isOver()) return [];
  amounts.set(key, found);
  if (isBeyond(search, found.beyond)) return [];
  return found.amount === undefined ? undefined : [candidate.at(found.amount)];
}

const ONE_ORDER = 1;

/** First in one order, then in all of them, to the hundredth part. Where a service can not be helped, the others can. */
function searchForAll(search: Search, candidate: SearchedChange): SharedAmount {
  const helps = (orders: number, beyond?: ReadonlySet<string>) => (amount: number) => helpsAll(search, candidate.at(amount), orders, beyond);
  const all = leastIn(search, candidate, helps);
  if (all !== undefined || search.isOver()) return { amount: all, beyond: new Set() };
  const beyond = failuresAfter(search, candidate.at(candidate.to), search.quick.options.orders);
  return { amount: leastIn(search, candidate, (orders) => helps(orders, beyond)), beyond };
}

function leastIn({ trial }: Search, candidate: SearchedChange, helps: (orders: number) => (amount: number) => boolean): number | undefined {
  const least = doubled(candidate, helps(ONE_ORDER));
  const inAll = helps(trial.options.orders);
  return least === undefined || inAll(least) ? least : doubled({ ...candidate, from: least + 1 }, inAll);
}
