import type { Change, SearchedChange } from './change';

/** Upward in steps that double: little of what is too small is played, and nothing of what is far too large. */
export function doubled({ from, to }: SearchedChange, works: (amount: number) => boolean): number | undefined {
  let low = from;
  for (let step = partOf(from); low <= to; step *= 2) {
    const high = Math.min(to, low + step);
    if (works(high)) return halved(low, high, partOf(high), works, true);
    low = high + 1;
  }
  return undefined;
}

/** The smallest that works, or at most `near` more. `known`: that `high` works. */
export function halved(low: number, high: number, near: number, works: (amount: number) => boolean, known = false): number | undefined {
  if (!known && !works(high)) return undefined;
  let [least, most] = [low, high];
  while (most - least > near) {
    const middle = Math.floor((least + most) / 2);
    if (works(middle)) most = middle;
    else least = middle + 1;
  }
  return most;
}

/** The amount and a little more of it. */
export function next(candidate: SearchedChange, least: number | undefined): readonly Change[] {
  if (least === undefined) return [];
  const amounts = Array.from({ length: MORE + 1 }, (_, more) => least + more);
  return amounts.filter((amount) => amount <= candidate.to).map((amount) => candidate.at(amount));
}

/** The amount, and more of it in steps that double. */
export function range(candidate: SearchedChange, least: number | undefined, step: number): readonly Change[] {
  if (least === undefined) return [];
  const amounts = Array.from({ length: MORE + 1 }, (_, more) => amountOf(least, more, step));
  return amounts.filter((amount) => amount <= candidate.to).map((amount) => candidate.at(amount));
}

export function amountOf(least: number, more: number, step: number): number {
  return least + (2 ** more - 1) * step;
}

/** Amounts tried beyond the smallest that seems to work. */
const MORE = 3;

/** The hundredth part of an amount. */
export function partOf(amount: number): number {
  return Math.ceil(amount / 100);
}
