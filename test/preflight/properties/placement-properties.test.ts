import { bytesOf } from './ledger-bytes';
import { randomCase, type RandomCase } from './random-case';
import { runCase, runStep } from './run-case';
import { compile } from '../../../src/preflight/scheduler/compile';
import { createEngine, engineOf, type EngineKind } from '../../../src/preflight/scheduler/create-engine';
import type { Engine } from '../../../src/preflight/scheduler/engine';
import { Random } from '../../../src/preflight/scheduler/random';
import { TieBreaker, type TieBreak } from '../../../src/preflight/scheduler/tie-break';
import { cluster, INSTANCE_SPREAD, PACK_MEMORY, ZONE_SPREAD } from '../scheduler/cluster-builder';

// Thousands of problems: on a busy machine they take longer than one test may by default.
jest.setTimeout(300_000);

const SEEDS = Array.from({ length: 150 }, (_, index) => 5000 + index);
const KINDS: readonly EngineKind[] = ['reference', 'indexed', 'batched'];
const TIE_BREAKS: readonly TieBreak[] = [{ kind: 'first' }, { kind: 'random', seed: 3 }, { kind: 'adversarial', seed: 3, sample: 3 }];

/** Runs the steps of each seed and calls back after every one. */
function afterEachStep(tieBreak: TieBreak, check: (engine: Engine, randomised: RandomCase) => void): void {
  for (const seed of SEEDS) {
    const randomised = randomCase(seed);
    const engine = createEngine(randomised.problem, { kind: KINDS[seed % KINDS.length], tieBreak });
    const marks: number[] = [];
    for (const step of randomised.steps) {
      runStep(engine, step, marks);
      check(engine, randomised);
    }
  }
}

describe.each(TIE_BREAKS)('with the tie-break %j', (tieBreak) => {
  test('no instance is over-committed, and what is left and what tasks hold add up to what is registered', () => {
    const broken: string[] = [];
    afterEachStep(tieBreak, (engine, { problem }) =>
      problem.instances.forEach(({ registered }, instance) => {
        for (const dimension of ['cpu', 'memory', 'gpus', 'enis'] as const) {
          const held = problem.requests.reduce((sum, { needs }, request) => sum + needs[dimension] * engine.countOn(request, instance), 0);
          const left = engine.remaining(instance)[dimension];
          if (left < 0 || left + held !== registered[dimension]) broken.push(`${dimension} of ${instance}: ${left} left, ${held} held`);
        }
      }),
    );
    expect(broken).toEqual([]);
  });

  test('a placed task had no reason against its instance; a rejected one has a reason from every instance', () => {
    const broken: string[] = [];
    afterEachStep(tieBreak, (engine, { problem }) =>
      problem.requests.forEach((_, request) => {
        const refusals = engine.refusals(request);
        const mark = engine.mark();
        const instance = engine.place(request);
        engine.rollBack(mark);
        const against = instance < 0 ? refusals.filter(({ reasons }) => reasons.length === 0) : refusals[instance].reasons;
        if (refusals.length !== problem.instances.length || against.length > 0) broken.push(JSON.stringify({ request, instance, against }));
      }),
    );
    expect(broken).toEqual([]);
  });

  test('what an empty instance refuses is refused in every state', () => {
    const broken: string[] = [];
    let refused = 0;
    afterEachStep(tieBreak, (engine, { problem }) =>
      problem.requests.forEach((_, request) => {
        const now = engine.refusals(request);
        engine.refusalsWhenEmpty(request).forEach(({ reasons }, instance) => {
          refused += reasons.length;
          const kinds = now[instance].reasons.map(({ kind }) => kind);
          if (!reasons.every(({ kind }) => kinds.includes(kind))) broken.push(JSON.stringify({ request, instance, reasons, kinds }));
        });
      }),
    );
    expect(broken).toEqual([]);
    expect(refused).toBeGreaterThan(1000);
  });

  test('roll back restores every byte', () => {
    let changed = 0;
    for (const seed of SEEDS) {
      const { problem, steps } = randomCase(seed);
      const engine = engineOf(compile(problem), KINDS[seed % KINDS.length], new TieBreaker(tieBreak));
      const [before, after] = [steps.slice(0, 8), steps.slice(8)].map((part) =>
        part.filter(({ kind }) => kind !== 'mark' && kind !== 'roll-back'),
      );
      before.forEach((step) => runStep(engine, step, []));
      const bytes = bytesOf(engine.ledger);
      const mark = engine.mark();
      after.forEach((step) => runStep(engine, step, []));
      if (JSON.stringify(bytesOf(engine.ledger)) !== JSON.stringify(bytes)) changed += 1;
      engine.rollBack(mark);
      expect(bytesOf(engine.ledger)).toEqual(bytes);
    }
    expect(changed).toBeGreaterThan(SEEDS.length / 3);
  });

  test('the same problem gives the same placements', () => {
    for (const seed of SEEDS) {
      const randomised = randomCase(seed);
      expect(runCase(randomised, { tieBreak })).toEqual(runCase(randomised, { tieBreak }));
    }
  });
});

describe('of one service', () => {
  const needs = { cpu: 256, memory: 700 };
  const onlyService = (seed: number): RandomCase => {
    const { problem } = randomCase(seed);
    const request = {
      ...problem.requests[0],
      capacity: undefined,
      memberOf: [],
      strategies: problem.requests[0].strategies.filter(({ kind }) => kind !== 'random'),
    };
    return { problem: { ...problem, requests: [request] }, steps: [{ kind: 'place-many', request: 0, count: 500 }] };
  };
  const placed = (randomised: RandomCase) => runCase(randomised, {})[0].length;

  const tasksByZone = (engine: Engine) =>
    ['a', 'b', 'c'].map((zone) =>
      engine.problem.instances.reduce((sum, instance, index) => sum + (instance.zone === zone ? engine.countOn(0, index) : 0), 0),
    );

  test.each(KINDS)('%s: zones stay within one task of each other while all have room', (kind) => {
    let [checked, full] = [0, 0];
    for (const seed of SEEDS) {
      const random = new Random(seed);
      const builder = cluster();
      for (let made = 0; made < 9; made++) builder.instances(1, ['m5.large', 'c5.large'][random.below(2)], { zone: 'abc'[made % 3] });
      const engine = builder
        .service('api', { ...needs, strategies: [ZONE_SPREAD, ...[[PACK_MEMORY], [INSTANCE_SPREAD], []][seed % 3]] })
        .engine({ kind });
      const open = () =>
        new Set(
          engine
            .refusals(0)
            .filter(({ reasons }) => reasons.length === 0)
            .map(({ instance }) => engine.problem.instances[instance].zone),
        );
      for (; open().size === 3; checked++) {
        engine.place(0);
        const zones = tasksByZone(engine);
        expect(Math.max(...zones) - Math.min(...zones)).toBeLessThanOrEqual(1);
      }
      full += engine.count(0);
    }
    expect(Math.min(checked, full)).toBeGreaterThan(1000);
  });

  test.each(KINDS)('%s: binpack opens no empty instance while a used one of the chosen zone takes the task', (kind) => {
    let opened = 0;
    for (const seed of SEEDS) {
      const random = new Random(seed);
      const engine = cluster()
        .instances(9, 'm5.xlarge', { zones: 3 })
        .service('api', { cpu: 256, memory: 300 + random.below(3000), strategies: [ZONE_SPREAD, PACK_MEMORY] })
        .service('other', { cpu: 128, memory: 300 + random.below(3000), strategies: [PACK_MEMORY] })
        .engine({ kind });
      const isUsed = (instance: number) => engine.countOn(0, instance) + engine.countOn(1, instance) > 0;
      for (let task = 0; task < 60; task++) {
        const request = random.below(2);
        const used = engine.refusals(request).filter(({ instance, reasons }) => reasons.length === 0 && isUsed(instance));
        const before = engine.problem.instances.map((_, instance) => isUsed(instance));
        const chosen = engine.place(request);
        if (chosen < 0 || before[chosen]) continue;
        opened += 1;
        const inZone = used.filter(
          ({ instance }) => request === 1 || engine.problem.instances[instance].zone === engine.problem.instances[chosen].zone,
        );
        expect({ seed, task, inZone }).toEqual({ seed, task, inZone: [] });
      }
    }
    expect(opened).toBeGreaterThan(500);
  });

  test('one more instance never places fewer tasks', () => {
    for (const seed of SEEDS) {
      const { problem, steps } = onlyService(seed);
      if (problem.instances.length === 0) continue;
      const more = { ...problem, instances: [...problem.instances, { ...problem.instances[0], id: 'one-more' }] };
      expect(placed({ problem: more, steps })).toBeGreaterThanOrEqual(placed({ problem, steps }));
    }
  });

  test('the order of the instances does not change how many tasks are placed', () => {
    for (const seed of SEEDS) {
      const { problem, steps } = onlyService(seed);
      const reversed = { ...problem, instances: [...problem.instances].reverse() };
      expect(placed({ problem: reversed, steps })).toBe(placed({ problem, steps }));
    }
  });
});
