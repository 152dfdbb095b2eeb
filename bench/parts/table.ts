/** One line of the result; `ratio` compares two timings of the same run. */
export interface BenchRow {
  readonly what: string;
  readonly figures: Readonly<Record<string, string>>;
  /** Present when a goal is checked on a ratio or on a count. */
  readonly goal?: { readonly text: string; readonly reached: boolean };
}

export function renderRows(rows: readonly BenchRow[]): string {
  return rows.map(({ what, figures, goal }) => {
    const numbers = Object.entries(figures).map(([name, value]) => `${name} ${value}`).join('   ');
    return `${what.padEnd(44)} ${numbers}${goal === undefined ? '' : `   [${goal.reached ? 'reached' : 'missed'}: ${goal.text}]`}`;
  }).join('\n');
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}

export function perSecond(count: number, elapsedMs: number): string {
  return `${(count / elapsedMs / 1000).toFixed(2)} M/s`;
}

/** Processor time of the work in milliseconds: what else the machine does at the moment does not count. */
export function processorTime(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The shortest of several runs. */
export function fastest(runs: number, work: () => void): number {
  return Math.min(...Array.from({ length: runs }, () => processorTime(work)));
}
