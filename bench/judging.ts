import { modelOf, SIZES, type Filling, type Size } from './parts/clusters';
import { fastest, milliseconds, type BenchRow } from './parts/table';
import { runPreflight } from '../src/preflight/run';

/** A whole run of the preflight, every rule and every scenario: over clusters that hold what they are asked, then over full ones. */
export function judging(): readonly BenchRow[] {
  return [...SIZES.map((size) => judge(size, 'roomy')), ...SIZES.map((size) => judge(size, 'full'))];
}

function judge(size: Size, filling: Filling): BenchRow {
  const model = modelOf(size, filling);
  let alarms = 0;
  let cures = 0;
  const elapsed = fastest(2, () => {
    const { findings } = runPreflight(model, { simulation: { orders: size.orders } });
    alarms = findings.filter(({ severity }) => severity !== 'note').length;
    cures = findings.reduce((sum, { help }) => sum + help.length, 0);
  });
  return {
    what: `judge ${size.instances} x ${size.tasks}, ${filling}, ${size.services} services, ${size.orders} orders`,
    figures: { time: milliseconds(elapsed), findings: String(alarms), cures: String(cures) },
    goal: { text: `at most ${size.goal} ms`, reached: elapsed <= size.goal },
  };
}
