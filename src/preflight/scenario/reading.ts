/**
 * How doubtful facts are read in one simulation. What holds in the pessimistic reading holds;
 * what fails in the optimistic one fails; what lies between depends on the doubt, which is then named.
 */
export interface Reading {
  /** Registered memory: a floor under every sample, the expected value, or the most that any kernel ever left. */
  readonly memory: 'lower' | 'expected' | 'upper';
  /** A group with several instance types launches only its smallest, or only its largest. */
  readonly types: 'smallest' | 'largest';
  /** A placement constraint whose value is not known is satisfied, or not. */
  readonly constraints: 'fail' | 'hold';
  /** An instance group whose scaling is not known stays at its desired capacity, or grows to its maximum. */
  readonly growth: 'desired' | 'maximum';
}

export type Doubt = keyof Reading;

export const PESSIMISTIC: Reading = { memory: 'lower', types: 'smallest', constraints: 'fail', growth: 'desired' };
export const EXPECTED: Reading = { memory: 'expected', types: 'smallest', constraints: 'hold', growth: 'desired' };
export const OPTIMISTIC: Reading = { memory: 'upper', types: 'largest', constraints: 'hold', growth: 'maximum' };

/** The pessimistic reading with one doubt removed, to find out which doubt decides. */
export function relieve(doubt: Doubt): Reading {
  return { ...PESSIMISTIC, [doubt]: OPTIMISTIC[doubt] };
}

export const DOUBTS: readonly Doubt[] = ['memory', 'types', 'constraints', 'growth'];
