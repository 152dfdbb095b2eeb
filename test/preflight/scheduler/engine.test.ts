import { cluster, INSTANCE_SPREAD, PACK_CPU, PACK_MEMORY, RANDOM, ZONE_SPREAD } from './cluster-builder';
import { placing } from './matchers';
import { placeDaemons } from '../../../src/preflight/scheduler/daemons';
import { MAX_TASKS_PER_CALL, NOT_PLACED } from '../../../src/preflight/scheduler/engine';

const tiny = { cpu: 128, memory: 128 };

describe('capacity provider strategy', () => {
  const twoGroups = () => cluster().instances(9, 'm5.large', { group: 'od' }).instances(9, 'm5.large', { group: 'spot' });
  const share = (group: string, base: number, weight: number) => ({ group, base, weight });
  const split = (count: number, capacity: ReturnType<typeof share>[]) => {
    const { engine } = placing(
      twoGroups()
        .service('api', { ...tiny, capacity })
        .engine(),
      'api',
      count,
    );
    const tasks = engine.problem.instances.map(({ group }, index) => ({ group, tasks: engine.countOn(0, index) }));
    return ['od', 'spot'].map((group) => tasks.filter((on) => on.group === group).reduce((sum, on) => sum + on.tasks, 0));
  };

  test.each([
    ['one to four', 5, [share('od', 0, 1), share('spot', 0, 4)], [1, 4]],
    ['ten by one to four', 10, [share('od', 0, 1), share('spot', 0, 4)], [2, 8]],
    ['the base first', 2, [share('od', 2, 1), share('spot', 0, 3)], [2, 0]],
    ['then one to three', 6, [share('od', 2, 1), share('spot', 0, 3)], [3, 3]],
    ['a base without weight is all it gets', 6, [share('od', 2, 0), share('spot', 0, 1)], [2, 4]],
    ['a base on the second provider', 4, [share('spot', 0, 1), share('od', 3, 0)], [3, 1]],
    ['equal weights begin with the first of the list', 1, [share('spot', 0, 1), share('od', 0, 1)], [0, 1]],
    ['a group named twice has the sum', 6, [share('od', 0, 1), share('spot', 0, 1), share('od', 0, 1)], [4, 2]],
  ])('%s', (_, count, capacity, tasks) => {
    expect(split(count, capacity)).toEqual(tasks);
  });

  test('a full provider does not pass its tasks on, and the other one gets its own part only', () => {
    const builder = cluster().instances(1, 'm5.large', { group: 'spot' }).instances(9, 'm5.large', { group: 'od' });
    const placed = placing(builder.service('api', { cpu: 1024, capacity: [share('spot', 0, 1), share('od', 0, 1)] }).engine(), 'api', 10);
    expect(placed).toPlace(7);
    expect(placed.engine.countOn(0, 0)).toBe(2);
    expect(placed.engine.refusals(0).map(({ reasons }) => reasons.map(({ kind }) => kind))).toEqual([
      ['cpu'],
      ...Array(9).fill(['capacity-provider']),
    ]);
  });

  test('a stopped task leaves its place in the split', () => {
    const engine = twoGroups()
      .service('api', { ...tiny, capacity: [share('od', 1, 0), share('spot', 0, 1)] })
      .engine();
    engine.placeMany(0, 3);
    engine.stop(0, 0);
    expect(engine.place(0)).toBe(0);
  });

  test.each([[[]], [[share('od', 0, 0)]], [[share('nobody', 0, 1)]]])(
    'with %j nothing is placed, and every instance says why',
    (capacity) => {
      const placed = placing(
        twoGroups()
          .service('api', { ...tiny, capacity })
          .engine(),
        'api',
        3,
      );
      expect(placed).toPlace(0);
      expect(placed).toRejectFor('capacity-provider');
    },
  );

  test('what is refused for ever leaves out providers that get no task', () => {
    const engine = twoGroups()
      .service('api', { ...tiny, capacity: [share('od', 0, 0), share('spot', 1, 0)] })
      .engine();
    expect(engine.refusalsWhenEmpty(0).map(({ reasons }) => reasons.length)).toEqual([...Array(9).fill(1), ...Array(9).fill(0)]);
  });
});

describe('ending tasks', () => {
  test('without a strategy the zone with the most tasks, then the instance with the most tasks, gives one up', () => {
    const engine = cluster().instances(1, 'm5.large', { zone: 'a' }).instances(2, 'm5.large', { zone: 'b' }).service('api', tiny).engine();
    [0, 0, 1, 2, 2].forEach((instance) => engine.placeOn(0, instance));
    expect([engine.stopOne(0), engine.stopOne(0), engine.stopOne(0)]).toEqual([2, 0, 1]);
  });

  test('binpack frees the instance that then has the most left', () => {
    const engine = cluster()
      .instances(2, 'm5.large')
      .service('other', { memory: 4000 })
      .service('api', { memory: 500, strategies: [PACK_MEMORY] })
      .engine();
    engine.placeOn(0, 0);
    engine.placeOn(1, 0);
    engine.placeOn(1, 1);
    expect(engine.stopOne(1)).toBe(1);
  });

  test('binpack on CPU looks at what is left of CPU', () => {
    const engine = cluster()
      .instances(1, 'm5.large')
      .instances(1, 'm5.large', { memory: 100_000 })
      .service('other', { cpu: 512 })
      .service('api', { ...tiny, strategies: [PACK_CPU] })
      .engine();
    engine.placeOn(0, 1);
    engine.placeOn(1, 0);
    engine.placeOn(1, 1);
    expect(engine.stopOne(1)).toBe(0);
  });

  test('zone spread before binpack keeps the zones even', () => {
    const engine = cluster()
      .instances(2, 'm5.large', { zone: 'a' })
      .instances(1, 'm5.large', { zone: 'b' })
      .service('api', { memory: 500, strategies: [ZONE_SPREAD, PACK_MEMORY] })
      .engine();
    [0, 0, 1, 2, 2].forEach((instance) => engine.placeOn(0, instance));
    expect(engine.stopOne(0)).toBe(1);
  });

  test('only instances with a task of the request are asked, also when another deployment of the group has more', () => {
    const engine = cluster()
      .instances(2, 'm5.large')
      .service('old', { ...tiny, group: 'service:api', strategies: [INSTANCE_SPREAD] })
      .service('new', { ...tiny, group: 'service:api', strategies: [INSTANCE_SPREAD] })
      .engine();
    [1, 1, 1].forEach((instance) => engine.placeOn(1, instance));
    engine.placeOn(0, 0);
    expect(engine.stopOne(0)).toBe(0);
    expect(engine.stopOne(0)).toBe(NOT_PLACED);
  });

  test.each([[[RANDOM]], [[INSTANCE_SPREAD]], [[]]])('with %j and no task there is nothing to end', (strategies) => {
    expect(cluster().instances(2, 'm5.large').service('api', { strategies }).engine().stopOne(0)).toBe(NOT_PLACED);
  });

  test('among equals a seed decides', () => {
    const ended = (seed: number) => {
      const engine = cluster()
        .instances(20, 'm5.large')
        .service('api', { ...tiny, strategies: [ZONE_SPREAD] })
        .engine({ tieBreak: { kind: 'random', seed } });
      for (let instance = 0; instance < 20; instance++) engine.placeOn(0, instance);
      return Array.from({ length: 10 }, () => engine.stopOne(0));
    };
    expect(ended(1)).toEqual(ended(1));
    expect(ended(1)).not.toEqual(ended(2));
  });
});

describe('instances that go', () => {
  test('a lost instance gives its tasks back in the order of the problem, and takes none', () => {
    const engine = cluster().instances(2, 'm5.large').service('a', tiny).service('b', tiny).engine();
    [1, 0, 1].forEach((request) => engine.placeOn(request, 0));
    expect(engine.lose(0)).toEqual([0, 1, 1]);
    expect([engine.count(0), engine.count(1), engine.isActive(0)]).toEqual([0, 0, false]);
    expect(engine.placeMany(0, 2)).toEqual([1, 1]);
    expect(engine.placeOn(0, 0)).toBe(false);
    expect(engine.refusals(0)[0].reasons).toEqual([{ kind: 'inactive' }]);
  });

  test('a draining instance keeps its tasks and takes no more', () => {
    const engine = cluster().instances(2, 'm5.large').service('a', tiny).engine();
    engine.placeOn(0, 0);
    engine.drain(0);
    expect([engine.countOn(0, 0), engine.isActive(0), engine.place(0)]).toEqual([1, false, 1]);
    expect(engine.refusalsWhenEmpty(0)[0].reasons).toEqual([{ kind: 'inactive' }]);
  });

  test.each([
    ['reference', PACK_MEMORY],
    ['indexed', PACK_MEMORY],
    ['batched', PACK_MEMORY],
    ['reference', INSTANCE_SPREAD],
    ['indexed', INSTANCE_SPREAD],
    ['batched', INSTANCE_SPREAD],
  ] as const)('%s: an instance that roll back or a new start brings back is found again by %j', (kind, strategy) => {
    const engine = cluster()
      .instances(3, 'm5.large')
      .service('a', { memory: 7000, strategies: [strategy] })
      .engine({ kind });
    const before = engine.mark();
    engine.drain(0);
    expect(engine.placeMany(0, 1)).toEqual([1]);
    engine.rollBack(before);
    expect(engine.placeMany(0, 3)).toEqual([0, 1, 2]);
    engine.lose(1);
    expect(engine.place(0)).toBe(NOT_PLACED);
    engine.restore(1);
    expect(engine.placeMany(0, 2)).toEqual([1]);
  });

  test('roll back brings both to life again', () => {
    const engine = cluster().instances(2, 'm5.large').service('a', tiny).engine();
    engine.placeMany(0, 4);
    const mark = engine.mark();
    engine.lose(0);
    engine.drain(1);
    engine.rollBack(mark);
    expect([engine.isActive(0), engine.isActive(1), engine.countOn(0, 0), engine.count(0)]).toEqual([true, true, 2, 4]);
  });
});

describe('daemons', () => {
  test('one on each instance that its constraints allow', () => {
    const engine = cluster()
      .instances(2, 'm5.large')
      .instances(1, 'c5.large')
      .service('agent', { ...tiny, daemon: true, memberOf: ['attribute:ecs.instance-type == m5.large'] })
      .engine();
    expect(placeDaemons(engine)).toEqual([]);
    expect([0, 1, 2].map((instance) => engine.countOn(0, instance))).toEqual([1, 1, 0]);
    expect(engine.place(0)).toBe(NOT_PLACED);
  });

  test('a daemon without room on an instance it belongs to is told', () => {
    const engine = cluster()
      .instances(2, 'm5.large')
      .service('agent', { memory: 500, daemon: true })
      .service('api', { memory: 7400 })
      .engine();
    engine.placeOn(1, 1);
    expect(placeDaemons(engine)).toEqual([{ request: 0, instance: 1 }]);
  });
});

describe('placing on a given instance', () => {
  test('skips strategies and constraints, as StartTask does, but not resources and attributes', () => {
    const engine = cluster()
      .instances(1, 'c5.large')
      .service('constrained', { ...tiny, memberOf: ['attribute:ecs.instance-type == m5.large'], distinctInstance: true })
      .service('large', { memory: 4000 })
      .service('elsewhere', { zones: ['b'] })
      .service('bare', { requiredAttributes: ['x'] })
      .engine();
    expect([engine.placeOn(0, 0), engine.placeOn(0, 0), engine.placeOn(1, 0), engine.placeOn(2, 0), engine.placeOn(3, 0)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('odd amounts', () => {
  test.each([2 ** 31, 2 ** 40, 2 ** 53, 1e300, Infinity])('a task that needs %p MiB fits nowhere and overflows nothing', (memory) => {
    const engine = cluster().instances(2, 'm5.large').service('huge', { memory }).engine();
    expect(engine.place(0)).toBe(NOT_PLACED);
    expect(engine.remaining(0).memory).toBe(7680);
    expect(engine.refusalsWhenEmpty(0)[0].reasons).toEqual([{ kind: 'memory', requested: memory, remaining: 7680 }]);
  });

  test('an instance of 2^40 MiB takes as many tasks of 2^38 as it should', () => {
    expect(
      placing(
        cluster()
          .instances(1, 'm5.large', { memory: 2 ** 40 })
          .service('huge', { memory: 2 ** 38 })
          .engine(),
        'huge',
        9,
      ),
    ).toPlace(4);
  });

  test('an instance without end still takes nothing beyond 2^53', () => {
    const engine = cluster()
      .instances(1, 'm5.large', { memory: Infinity })
      .service('huge', { memory: 2 ** 53 })
      .engine();
    expect(engine.place(0)).toBe(NOT_PLACED);
  });

  test('a share of a unit takes the whole, and an instance offers whole units', () => {
    const engine = cluster().instances(1, 'm5.large', { cpu: 2.9 }).service('api', { cpu: 0.5 }).engine();
    expect(placing(engine, 'api', 9)).toPlace(2);
  });

  test('an instance that registers less than nothing offers nothing', () => {
    const engine = cluster().instances(1, 'm5.large', { memory: -5 }).service('api', { memory: 1 }).service('free').engine();
    expect([engine.place(0), engine.place(1), engine.remaining(0).memory]).toEqual([NOT_PLACED, 0, 0]);
  });

  test.each([Number.NaN, -1])('a need of %p is a mistake of the caller, and says whose', (cpu) => {
    expect(() => cluster().service('api', { cpu }).engine()).toThrow(`needs.cpu of api must be 0 or more, got ${cpu}`);
  });

  test('an amount that is not a number is a mistake of the caller', () => {
    expect(() => cluster().instances(1, 'm5.large', { memory: Number.NaN }).engine()).toThrow('registered.memory of i-0 must be a number');
  });

  test('tasks that need nothing end at the limit of one call', () => {
    const engine = cluster()
      .instances(1, 'm5.large')
      .service('free', { strategies: [PACK_MEMORY] })
      .engine();
    expect(engine.placeMany(0, 2 ** 53)).toHaveLength(MAX_TASKS_PER_CALL);
  });

  test('without instances nothing is placed and nothing refuses', () => {
    const engine = cluster().service('api', tiny).engine();
    expect([engine.place(0), engine.placeMany(0, 5), engine.stopOne(0), engine.refusals(0)]).toEqual([NOT_PLACED, [], NOT_PLACED, []]);
  });

  test.each([0, -1, 0.9, Number.NaN, -Infinity])('%p tasks are no tasks', (count) => {
    expect(cluster().instances(1, 'm5.large').service('api', tiny).engine().placeMany(0, count)).toEqual([]);
  });

  test.each([2 ** 53, Infinity])('of %p tasks the instance takes what it takes', (count) => {
    expect(cluster().instances(1, 'm5.large').service('api', { cpu: 1024 }).engine().placeMany(0, count)).toEqual([0, 0]);
  });

  test.each([
    [2 ** 53, 0, 2],
    [0, 2 ** 53, 2],
    [2 ** 53, 2 ** 53, 2],
    [-5, 1, 2],
    [0, -1, 0],
  ])('a base of %p and a weight of %p place %i tasks', (base, weight, tasks) => {
    const engine = cluster()
      .instances(1, 'm5.large', { group: 'od' })
      .service('api', { cpu: 1024, capacity: [{ group: 'od', base, weight }] })
      .engine();
    expect(engine.placeMany(0, 5)).toHaveLength(tasks);
  });

  test('a pattern that makes others run for ever is asked of 2,000 instances in a moment', () => {
    const start = process.hrtime.bigint();
    const engine = cluster()
      .instances(2000, 'm5.large', { attributes: { rack: `${'a'.repeat(127)}b` } })
      .service('api', { ...tiny, memberOf: ["attribute:rack =~ '(a+)+$'", "attribute:rack !~ '(a|aa)+$'"] })
      .engine();
    expect(engine.place(0)).toBe(NOT_PLACED);
    expect(Number(process.hrtime.bigint() - start) / 1e6).toBeLessThan(5000);
  });

  test('thousands of constraints are all asked', () => {
    const memberOf = Array.from({ length: 3000 }, (_, index) => `attribute:rack != ${index}`);
    const engine = cluster()
      .instances(1, 'm5.large', { attributes: { rack: '2999' } })
      .instances(1, 'm5.large', { attributes: { rack: '3000' } })
      .service('picky', { ...tiny, memberOf })
      .engine();
    expect(engine.place(0)).toBe(1);
    expect(engine.refusals(0).map(({ reasons }) => reasons.length)).toEqual([1, 0]);
  });
});

test.each([
  ['place', 'no request 7'],
  ['stop', 'no task of api runs on i-0'],
  ['lose', 'no instance 9'],
  ['rollBack', 'no mark 30'],
])('%s refuses what does not exist', (call, message) => {
  const engine = cluster().instances(1, 'm5.large').service('api', tiny).engine();
  const calls: Record<string, () => unknown> = {
    place: () => engine.place(7),
    stop: () => engine.stop(0, 0),
    lose: () => engine.lose(9),
    rollBack: () => engine.rollBack(30),
  };
  expect(calls[call]).toThrow(message);
});
