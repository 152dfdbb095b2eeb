const FIRST_MODULUS = 2_147_483_563;
const SECOND_MODULUS = 2_147_483_399;

/**
 * A small seeded generator (two combined multiplicative generators, L'Ecuyer 1988): the same seed gives the
 * same numbers on every platform, as no product passes 2^53.
 */
export class Random {
  private first = 1;
  private second = 1;

  constructor(seed: number) {
    this.reseed(seed);
  }

  reseed(seed: number): void {
    const whole = Math.abs(Math.trunc(seed)) % Number.MAX_SAFE_INTEGER || 0;
    this.first = 1 + (whole % (FIRST_MODULUS - 1));
    this.second = 1 + (Math.floor(whole / FIRST_MODULUS) + 97 * (whole % 1_000_003)) % (SECOND_MODULUS - 1);
    // Neighbouring seeds start close together; a few steps part them.
    for (let step = 0; step < 4; step++) this.next();
  }

  /** An integer from 0 to `limit` - 1. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.first = (this.first * 40_014) % FIRST_MODULUS;
    this.second = (this.second * 40_692) % SECOND_MODULUS;
    const difference = this.first - this.second;
    return (difference > 0 ? difference - 1 : difference + FIRST_MODULUS - 2) / (FIRST_MODULUS - 1);
  }

  /** Reorders the list in place, every order equally likely. */
  shuffle<T>(list: T[]): T[] {
    for (let last = list.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [list[last], list[other]] = [list[other], list[last]];
    }
    return list;
  }
}
