import { compile, type CompiledRequest } from './compile';
import { engineOf } from './create-engine';
import { NOT_PLACED, type Engine } from './engine';
import type { Problem } from './problem';
import { Random } from './random';
import type { SchedulerEngine } from './scheduler-engine';
import { TieBreaker } from './tie-break';
import { wilsonInterval, type Interval } from './wilson-interval';

/** Tasks to place. */
export interface Job {
  readonly request: number;
  readonly count: number;
}

/** One run of a replay: places the tasks on the engine in the given order; true when it came out as hoped. */
export type Script = (engine: Engine, jobs: readonly Job[]) => boolean;

export interface ReplayOptions {
  readonly runs: number;
  readonly seed: number;
  /** No run starts after this many milliseconds. Default: no limit. */
  readonly budgetMs?: number;
  /** Milliseconds of any clock that only goes forward. Default: that of the process. */
  readonly now?: () => number;
}

export interface Replay {
  readonly runs: number;
  readonly successes: number;
  /** Seeds of the first run that succeeded and of the first that failed: give one to `replayOnce` to see it again. */
  readonly succeededWith?: number;
  readonly failedWith?: number;
  /** Of the share of orders that succeed, at 95 %. The orders tried are a sample of ours, not of what ECS does. */
  readonly interval: Interval;
  /** True when the time was over before all runs were made. */
  readonly cutShort: boolean;
}

/** Plays the same problem in many orders and with many tie-breaks, since ECS documents neither. Always from the empty cluster. */
export function replay(problem: Problem, jobs: readonly Job[], script: Script, options: ReplayOptions): Replay {
  const now = options.now ?? (() => performance.now());
  const end = options.budgetMs === undefined ? Infinity : now() + options.budgetMs;
  const stage = new Stage(problem);
  const firsts: { success?: number; failure?: number } = {};
  let [runs, successes] = [0, 0];
  while (runs < options.runs && now() < end) {
    const seed = options.seed + runs;
    const succeeded = stage.play(seed, jobs, script);
    firsts[succeeded ? 'success' : 'failure'] ??= seed;
    if (succeeded) successes++;
    runs++;
  }
  const { success: succeededWith, failure: failedWith } = firsts;
  return { runs, successes, succeededWith, failedWith, interval: wilsonInterval(successes, runs), cutShort: runs < options.runs };
}

/** One run of a replay again, by its seed. */
export function replayOnce(problem: Problem, jobs: readonly Job[], script: Script, seed: number): boolean {
  return new Stage(problem).play(seed, jobs, script);
}

/** Places every job; true when all tasks found an instance. */
export const placeAll: Script = (engine, jobs) => jobs.every(({ request, count }) => (
  count === 1 ? engine.place(request) !== NOT_PLACED : engine.placeMany(request, count).length === count
));

/** Engines over one problem that are used again and again. */
class Stage {
  private readonly engines: readonly { readonly engine: SchedulerEngine; readonly tieBreaker: TieBreaker }[];
  private readonly requests: readonly CompiledRequest[];

  constructor(problem: Problem) {
    const compiled = compile(problem);
    this.requests = compiled.requests;
    const rules = [{ kind: 'first' }, { kind: 'random', seed: 0 }, { kind: 'adversarial', seed: 0, sample: 4 }] as const;
    this.engines = rules.map((rule) => {
      const tieBreaker = new TieBreaker(rule);
      return { engine: engineOf(compiled, 'reference', tieBreaker), tieBreaker };
    });
  }

  play(seed: number, jobs: readonly Job[], script: Script): boolean {
    const random = new Random(seed);
    // Most runs break ties at random; some as the reference does, some against the tasks that come later.
    const { engine, tieBreaker } = this.engines[[1, 1, 1, 0, 2][random.below(5)]];
    tieBreaker.reseed(seed);
    const start = engine.mark();
    const succeeded = script(engine, this.inSomeOrder(jobs, random));
    engine.rollBack(start);
    return succeeded;
  }

  /** Daemons come first, as in ECS; the others in an order that the seed chooses. */
  private inSomeOrder(jobs: readonly Job[], random: Random): readonly Job[] {
    const daemons = jobs.filter(({ request }) => this.requests[request].source.daemon);
    const others = jobs.filter(({ request }) => !this.requests[request].source.daemon);
    switch (random.below(8)) {
      case 0: return [...daemons, ...others];
      case 1: return [...daemons, ...others.reverse()];
      case 2: return [...daemons, ...this.bySize(others)];
      case 3: return [...daemons, ...this.bySize(others).reverse()];
      case 4:
      case 5: return [...daemons, ...random.shuffle([...others])];
      default: return [...daemons, ...random.shuffle(taskByTask(others))];
    }
  }

  private bySize(jobs: readonly Job[]): Job[] {
    return [...jobs].sort((a, b) => this.requests[b.request].memory - this.requests[a.request].memory
      || this.requests[b.request].cpu - this.requests[a.request].cpu);
  }
}

function taskByTask(jobs: readonly Job[]): Job[] {
  return jobs.flatMap(({ request, count }) => Array.from({ length: count }, () => ({ request, count: 1 })));
}
