import * as fc from 'fast-check';
import { proveAlwaysFits } from '../../../src/preflight/bound/always-fits';
import { proveCannotFit } from '../../../src/preflight/bound/cannot-fit';
import { isAboutAll } from '../../../src/preflight/bound/certificate';
import { certificateHolds } from '../../../src/preflight/bound/check-certificate';
import { createEngine } from '../../../src/preflight/scheduler/create-engine';
import type { Instance, Problem, TaskRequest } from '../../../src/preflight/scheduler/problem';
import { Random } from '../../../src/preflight/scheduler/random';

const instance = fc.record({
  cpu: fc.integer({ min: 0, max: 8 }),
  memory: fc.integer({ min: 0, max: 12 }),
  enis: fc.integer({ min: 0, max: 3 }),
});
const request = fc.record({
  cpu: fc.integer({ min: 0, max: 5 }),
  memory: fc.integer({ min: 0, max: 6 }),
  enis: fc.integer({ min: 0, max: 1 }),
  port: fc.option(fc.integer({ min: 80, max: 82 }), { nil: undefined }),
  distinct: fc.boolean(),
  count: fc.integer({ min: 0, max: 5 }),
  spread: fc.boolean(),
});
const problemAndOrder = fc.record({
  instances: fc.array(instance, { minLength: 0, maxLength: 6 }),
  requests: fc.array(request, { minLength: 1, maxLength: 4 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
});

type Case = typeof problemAndOrder extends fc.Arbitrary<infer T> ? T : never;

function problemOf(made: Case): Problem {
  const instances = made.instances.map((offer, index): Instance => ({
    id: `i-${index}`,
    group: 'group',
    instanceType: 'made.up',
    zone: `zone-${index % 3}`,
    registered: { ...offer, gpus: 0 },
    reservedTcpPorts: [22],
    reservedUdpPorts: [],
    attributes: {},
  }));
  const requests = made.requests.map((wanted, index): TaskRequest => ({
    id: `r-${index}`,
    group: `service:${index}`,
    needs: { cpu: wanted.cpu, memory: wanted.memory, gpus: 0, enis: wanted.enis },
    tcpPorts: wanted.port === undefined ? [] : [wanted.port],
    udpPorts: [],
    requiredAttributes: [],
    memberOf: [],
    distinctInstance: wanted.distinct,
    strategies: wanted.spread ? [] : [{ kind: 'binpack', by: 'memory' }],
    daemon: false,
    unknownConstraintHolds: true,
  }));
  return { instances, requests };
}

/** One task after the other, of services met in a seeded order: the interleaving that ECS is free to choose. */
function placeInterleaved(problem: Problem, counts: readonly number[], seed: number): readonly number[] {
  const engine = createEngine(problem, { tieBreak: { kind: 'random', seed } });
  const tasks = new Random(seed).shuffle(counts.flatMap((count, index) => Array.from({ length: count }, () => index)));
  for (const index of tasks) engine.place(index);
  return counts.map((_, index) => engine.count(index));
}

test('no order refutes a proof: what cannot fit is never placed, what always fits always is', () => {
  let refusedProofs = 0;
  let keptProofs = 0;
  const kinds = new Set<string>();
  fc.assert(
    fc.property(problemAndOrder, (made) => {
      const problem = problemOf(made);
      const counts = made.requests.map((wanted) => wanted.count);
      const empty = createEngine(problem);
      const placed = placeInterleaved(problem, counts, made.seed);
      counts.forEach((count, index) => {
        const impossible = proveCannotFit(empty, counts, index);
        if (impossible) {
          refusedProofs += 1;
          kinds.add(impossible.kind);
          expect(certificateHolds(problem, counts, index, impossible, () => true)).toBe(true);
          // A proof by volume or by weights is about all services together; the others are about this one.
          if (isAboutAll(impossible)) expect(placed.some((value, other) => value < counts[other])).toBe(true);
          else expect(placed[index]).toBeLessThan(count);
        }
        if (proveAlwaysFits(problem, counts, index)) {
          keptProofs += 1;
          expect(placed[index]).toBe(count);
        }
      });
    }),
    { numRuns: 4000, seed: 20261121 },
  );
  expect(refusedProofs).toBeGreaterThan(500);
  expect(keptProofs).toBeGreaterThan(500);
  expect([...kinds].sort()).toEqual(['copies', 'no-instances', 'too-large-when-empty', 'volume', 'weights']);
});
