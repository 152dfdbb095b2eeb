/** Time that a run may take. What it leaves out is named: a verdict that was not reached is not a good one. */
export interface Budget {
  readonly seconds: number;
  isOver(): boolean;
  /** Remembers, once, what was left out. */
  leaveOut(what: string): void;
  leftOut(): readonly string[];
}

/** `now` tells milliseconds of any clock that only goes forward. */
export function budgetOf(seconds: number, now: () => number = () => performance.now()): Budget {
  const end = now() + seconds * 1000;
  const names = new Set<string>();
  return {
    seconds,
    isOver: () => now() >= end,
    leaveOut: (what) => void names.add(what),
    leftOut: () => [...names].sort(),
  };
}

/** Half a sentence for whatever was not done. */
export function overText({ seconds }: Budget): string {
  return `not run: the time budget of ${seconds} s was over`;
}
