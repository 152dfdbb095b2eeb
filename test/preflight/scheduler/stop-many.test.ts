import * as fc from 'fast-check';
import { createEngine, type EngineKind } from '../../../src/preflight/scheduler/create-engine';
import type { Engine } from '../../../src/preflight/scheduler/engine';
import type { Problem, Strategy } from '../../../src/preflight/scheduler/problem';

const ZONE: Strategy = { kind: 'spread', by: 'attribute', name: 'ecs.availability-zone' };
const CHAINS: readonly (readonly Strategy[])[] = [
  [],
  [{ kind: 'spread', by: 'instance' }],
  [{ kind: 'binpack', by: 'memory' }],
  [ZONE, { kind: 'binpack', by: 'cpu' }],
  [{ kind: 'binpack', by: 'memory' }, ZONE],
  [{ kind: 'random' }],
];

const scene = fc.record({
  instances: fc.array(fc.record({ cpu: fc.integer({ min: 4, max: 16 }), zone: fc.integer({ min: 0, max: 2 }) }), { minLength: 1, maxLength: 12 }),
  chain: fc.integer({ min: 0, max: CHAINS.length - 1 }),
  first: fc.integer({ min: 0, max: 30 }),
  second: fc.integer({ min: 0, max: 30 }),
  stopped: fc.integer({ min: 0, max: 30 }),
  seed: fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }),
  kind: fc.constantFrom<EngineKind>('reference', 'batched'),
});

type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

function engineWith(made: Scene): Engine {
  const problem: Problem = {
    instances: made.instances.map(({ cpu, zone }, index) => ({
      id: `i-${index}`,
      group: 'group',
      instanceType: 'made.up',
      zone: `zone-${zone}`,
      registered: { cpu, memory: 2 * cpu, gpus: 0, enis: 0 },
      reservedTcpPorts: [],
      reservedUdpPorts: [],
      attributes: {},
    })),
    requests: [1, 2].map((cpu) => ({
      id: `r-${cpu}`,
      group: `service:${cpu}`,
      needs: { cpu, memory: 3 - cpu, gpus: 0, enis: 0 },
      tcpPorts: [],
      udpPorts: [],
      requiredAttributes: [],
      memberOf: [],
      distinctInstance: false,
      strategies: CHAINS[made.chain],
      daemon: false,
      unknownConstraintHolds: true,
    })),
  };
  const engine = createEngine(problem, { kind: made.kind, tieBreak: made.seed === undefined ? undefined : { kind: 'random', seed: made.seed } });
  engine.placeMany(0, made.first);
  engine.placeMany(1, made.second);
  return engine;
}

const rows = (engine: Engine) => engine.problem.instances.map((_, instance) => [engine.countOn(0, instance), engine.countOn(1, instance)]);

test('many tasks end where one after the other would', () => {
  fc.assert(
    fc.property(scene, (made) => {
      const [many, single] = [engineWith(made), engineWith(made)];
      const expected = Math.min(made.stopped, single.count(0));
      for (let stopped = 0; stopped < expected; stopped += 1) single.stopOne(0);
      expect(many.stopMany(0, made.stopped)).toBe(expected);
      expect(rows(many)).toEqual(rows(single));
    }),
    { numRuns: 1500, seed: 20261121 },
  );
});

test('an instance that comes back takes tasks again, and a roll back undoes both', () => {
  fc.assert(
    fc.property(scene, (made) => {
      const engine = engineWith(made);
      const before = rows(engine);
      const mark = engine.mark();
      engine.lose(0);
      expect(engine.isActive(0)).toBe(false);
      engine.restore(0);
      expect(engine.isActive(0)).toBe(true);
      expect(engine.placeOn(0, 0)).toBe(true);
      engine.rollBack(mark);
      expect(rows(engine)).toEqual(before);
      expect(engine.isActive(0)).toBe(true);
    }),
    { numRuns: 300, seed: 20261121 },
  );
});
