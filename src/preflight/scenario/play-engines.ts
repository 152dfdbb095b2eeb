import type { Order } from './orders';
import { reorderedEngine } from './reordered-engine';
import { compile } from '../scheduler/compile';
import { engineOf } from '../scheduler/create-engine';
import type { Engine } from '../scheduler/engine';
import type { Problem } from '../scheduler/problem';
import { FIRST, TieBreaker } from '../scheduler/tie-break';

/** Engines over one problem that are used for one order after the other. */
export interface Engines {
  /** For proofs and explanations; nothing is ever placed on it. */
  readonly empty: Engine;
  /** Orders that a scenario other than the steady state is tried in at most. */
  readonly mostOrders: number;
  /** True when an order that is played again goes the same way, whatever was played before it: nothing is drawn. */
  readonly repeat: boolean;
  /** An engine without tasks that breaks ties as the order says. */
  engineFor(order: Order, position: number): Engine;
}

/** From here on an index pays, and ties are broken by other arrangements of the instances instead of a draw for each task. */
const LARGE = 64;
const ARRANGEMENTS = 4;
/** Tasks times instances above which a scenario costs so much that fewer orders are tried. */
const VERY_LARGE = 20_000_000;
const FEW_ORDERS = 2;

export function enginesOf(problem: Problem): Engines {
  return problem.instances.length < LARGE ? smallEngines(problem) : largeEngines(problem);
}

function smallEngines(problem: Problem): Engines {
  const compiled = compile(problem);
  const first = engineOf(compiled, 'reference', new TieBreaker(FIRST));
  const tieBreaker = new TieBreaker({ kind: 'random', seed: 1 });
  const drawn = engineOf(compiled, 'reference', tieBreaker);
  return {
    empty: engineOf(compiled, 'reference', new TieBreaker(FIRST)),
    mostOrders: Number.POSITIVE_INFINITY,
    repeat: false,
    engineFor({ tieBreakSeed }) {
      if (tieBreakSeed === undefined) return first;
      tieBreaker.reseed(tieBreakSeed);
      return drawn;
    },
  };
}

function largeEngines(problem: Problem): Engines {
  const compiled = compile(problem);
  const empty = engineOf(compiled, 'reference', new TieBreaker(FIRST));
  const inOrder = () => engineOf(compiled, 'batched', new TieBreaker(FIRST));
  const made = new Map<number, Engine>();
  const size = problem.instances.length * problem.requests.length * 10;
  return {
    empty,
    mostOrders: size > VERY_LARGE ? FEW_ORDERS : Number.POSITIVE_INFINITY,
    repeat: !problem.requests.some(({ strategies }) => strategies.some(({ kind }) => kind === 'random')),
    engineFor({ tieBreakSeed }, position) {
      const arrangement = tieBreakSeed === undefined ? 0 : position % ARRANGEMENTS;
      const engine = made.get(arrangement) ?? (arrangement === 0 ? inOrder() : reorderedEngine(problem, arrangement));
      made.set(arrangement, engine);
      return engine;
    },
  };
}
