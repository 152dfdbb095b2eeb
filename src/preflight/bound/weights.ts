import { copiesPerKind } from './copies';
import { kindsOf } from './instance-kinds';
import type { Problem, Resources } from '../scheduler/problem';

const DIMENSIONS = ['cpu', 'memory', 'gpus', 'enis'] as const;
/** Parts into which the largest instance is cut to tell large tasks from small ones. */
const PARTS = [2, 3, 4, 5] as const;
/** Configurations looked at per kind of instance before the search, and with it the proof, is given up. */
const MOST_CONFIGURATIONS = 20_000;

/** Weights of tasks such that all tasks weigh more than all instances can hold. */
export interface WeightProof {
  /** Weight of one task of each request; 0 where it does not count. */
  readonly weights: readonly number[];
  readonly needed: number;
  readonly offered: number;
}

/**
 * A configuration bound: whatever weights tasks are given, the heaviest set that one instance holds bounds what all hold.
 * Three tasks of 0.6 of an instance fit on two instances by volume, and no configuration holds two of them.
 */
export function proveByWeights(problem: Problem, counts: readonly number[]): WeightProof | undefined {
  for (const weights of candidateWeights(problem, counts)) {
    const needed = weights.reduce((sum, weight, request) => sum + weight * (counts[request] ?? 0), 0);
    const offered = offeredBy(problem, counts, weights, needed);
    if (offered !== undefined && offered < needed) return { weights, needed, offered };
  }
  return undefined;
}

/** Undefined where a kind has too many configurations, or where the sum is no proof any more. */
function offeredBy(problem: Problem, counts: readonly number[], weights: readonly number[], needed: number): number | undefined {
  let offered = 0;
  for (const [kind, { count }] of kindsOf(problem).kinds.entries()) {
    const heaviest = heaviestOn(problem, counts, weights, kind);
    if (heaviest === undefined) return undefined;
    offered += count * heaviest;
    if (offered >= needed) return undefined;
  }
  return offered;
}

/** How many large pieces a task is, by one resource or by the one of which it takes most. */
function candidateWeights(problem: Problem, counts: readonly number[]): readonly (readonly number[])[] {
  const { kinds } = kindsOf(problem);
  const largest = (resource: keyof Resources) => Math.max(0, ...kinds.map(({ instance }) => instance.registered[resource]));
  const limits = Object.fromEntries(DIMENSIONS.map((resource) => [resource, largest(resource)]));
  return PARTS.flatMap((parts) => {
    const pieces = (needs: Resources, resource: keyof Resources) => Math.floor((needs[resource] * parts) / (limits[resource] + 1));
    const weigh = (of: (needs: Resources) => number) => problem.requests.map(({ needs }, index) => ((counts[index] ?? 0) > 0 ? of(needs) : 0));
    return [
      ...DIMENSIONS.map((resource) => weigh((needs) => pieces(needs, resource))),
      weigh((needs) => Math.max(...DIMENSIONS.map((resource) => pieces(needs, resource)))),
    ];
  }).filter((weights) => weights.some((weight) => weight > 0));
}

/** The most weight that an empty instance of the kind can hold; undefined when there are too many ways to fill it. */
function heaviestOn(problem: Problem, counts: readonly number[], weights: readonly number[], kind: number): number | undefined {
  const { registered } = kindsOf(problem).kinds[kind].instance;
  const items = weights.flatMap((weight, request) => {
    const most = weight === 0 ? 0 : Math.min(counts[request], copiesPerKind(problem, request)[kind]);
    return most > 0 ? [{ weight, most, needs: problem.requests[request].needs }] : [];
  });
  let looked = 0;
  const search = (position: number, left: Resources): number => {
    looked += 1;
    if (position === items.length || looked > MOST_CONFIGURATIONS) return 0;
    const { weight, most, needs } = items[position];
    let best = 0;
    for (let copies = 0; copies <= most; copies += 1) {
      const rest = lessOf(left, needs, copies);
      if (DIMENSIONS.some((resource) => rest[resource] < 0)) break;
      best = Math.max(best, copies * weight + search(position + 1, rest));
    }
    return best;
  };
  const heaviest = search(0, registered);
  return looked > MOST_CONFIGURATIONS ? undefined : heaviest;
}

function lessOf(left: Resources, needs: Resources, copies: number): Resources {
  return {
    cpu: left.cpu - copies * needs.cpu,
    memory: left.memory - copies * needs.memory,
    gpus: left.gpus - copies * needs.gpus,
    enis: left.enis - copies * needs.enis,
  };
}
