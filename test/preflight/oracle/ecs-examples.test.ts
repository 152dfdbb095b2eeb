import { NOT_PLACED } from '../../../src/preflight/scheduler/engine';
import { scaleOut } from '../../../src/preflight/scheduler/managed-scaling';
import type { Strategy } from '../../../src/preflight/scheduler/problem';
import { cluster, INSTANCE_SPREAD, PACK_MEMORY, RANDOM, ZONE_SPREAD } from '../scheduler/cluster-builder';
import { byInstance, placing } from '../scheduler/matchers';

/*
 * The worked examples of the Amazon ECS developer guide and of public issues, as rows. Pages:
 * task-placement-strategies, strategy-examples, task-placement-constraints, constraint-examples, cluster-query-language,
 * memory-management, container-instance-eni, capacity-providers, managed-scaling-behavior, service-event-messages-list.
 */

const tiny = { cpu: 100, memory: 100 };

describe('task placement strategies: the documented chains', () => {
  const six = () => cluster().instances(6, 'm5.large', { zones: 3 });
  const place = (strategies: readonly Strategy[], count: number) =>
    placing(six().service('api', { memory: 1000, strategies }).engine(), 'api', count);

  test('spread over zones: evenly across Availability Zones', () => expect(place([ZONE_SPREAD], 9)).toSpread(3, 3, 3));
  test('spread over instances: evenly across all instances', () => expect(place([INSTANCE_SPREAD], 12)).toPack(2, 2, 2, 2, 2, 2));
  test('binpack on memory: one instance is filled before the next', () => expect(place([PACK_MEMORY], 9)).toPack(7, 2, 0, 0, 0, 0));
  test('random: every task finds an instance', () => expect(place([RANDOM], 42)).toPlace(42));
  test('zones, then instances: evenly in both', () => expect(place([ZONE_SPREAD, INSTANCE_SPREAD], 6)).toPack(1, 1, 1, 1, 1, 1));
  test('zones, then binpack: packed inside each zone', () => expect(place([ZONE_SPREAD, PACK_MEMORY], 9)).toPack(3, 3, 3, 0, 0, 0));
  test('no strategy: zones, then instances', () => expect(place([], 6)).toPack(1, 1, 1, 1, 1, 1));
});

describe('cluster query language: what the documented examples select', () => {
  const engineFor = (expression: string) => {
    const engine = cluster()
      .instances(1, 't2.small', { cpu: 1024, memory: 2001, enis: 2, gpus: 0, zone: 'us-east-1a', attributes: { stack: 'prod' } })
      .instances(1, 't2.medium', { cpu: 2048, memory: 3943, enis: 2, gpus: 0, zone: 'us-east-1b', attributes: { stack: 'test' } })
      .instances(1, 'g2.2xlarge', { cpu: 8192, memory: 15000, enis: 2, gpus: 1, zone: 'us-east-1d' })
      .instances(1, 'g4dn.xlarge', { zone: 'us-east-1c', attributes: { 'ecs.os-family': 'WINDOWS_SERVER_2022_FULL' } })
      .service('production', tiny)
      .service('databases', { ...tiny, group: 'databases' })
      .service('daemon-service', tiny)
      .service('api', { ...tiny, memberOf: [expression] })
      .engine();
    [
      [0, 0],
      [1, 1],
      [2, 2],
    ].forEach(([request, instance]) => engine.placeOn(request, instance));
    return engine;
  };

  test.each([
    ['attribute:ecs.instance-type == t2.small', [0]],
    ['attribute:ecs.availability-zone in [us-east-1a, us-east-1b]', [0, 1]],
    ['attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d', []],
    ['attribute:ecs.instance-type =~ g.* and attribute:ecs.availability-zone != us-east-1d', [3]],
    ['task:group == service:production', [0]],
    ['not(task:group == databases)', [0, 2, 3]],
    ['runningTasksCount == 1', [0, 1, 2]],
    ['attribute:ecs.instance-type =~ t2.*', [0, 1]],
    ['attribute:ecs.instance-type in [t2.small, t2.medium]', [0, 1]],
    ['attribute:ecs.instance-type =~ t2.* and attribute:ecs.availability-zone == us-east-1a', [0]],
    ['attribute:ecs.instance-type == g4dn.xlarge', [3]],
    ['attribute:stack == prod', [0]],
    ['attribute:stack != prod', [1]],
    ['attribute:stack !exists', [2, 3]],
    ['task:group == databases', [1]],
    ['task:group == service:daemon-service', [2]],
    ['attribute:ecs.os-family == WINDOWS_SERVER_2022_FULL', [3]],
    ['(attribute:stack == prod or attribute:stack == test) and attribute:ecs.availability-zone == us-east-1b', [1]],
  ])('%s', (expression, selected) => {
    const refusals = engineFor(expression).refusals(3);
    expect(refusals.filter(({ reasons }) => reasons.length === 0).map(({ instance }) => instance)).toEqual(selected);
  });

  test.each(['agentVersion < 1.14.5', 'registeredAt < 2018-02-13', "ec2InstanceId in ['i-abcd1234', 'i-wxyx7890']"])(
    '%s cannot be known before deployment',
    (expression) => {
      const reasons = engineFor(expression)
        .refusals(3)
        .flatMap((refusal) => refusal.reasons);
      expect(reasons).toEqual(Array(4).fill({ kind: 'member-of', expression, unknown: true }));
    },
  );
});

describe('network interfaces', () => {
  test.each([
    ['c5.large without trunking', 2],
    ['c5.large with trunking', 10],
  ])('%s: %i awsvpc tasks', (_, enis) => {
    expect(
      placing(cluster().instances(1, 'c5.large', { enis }).service('api', { cpu: 10, memory: 10, enis: 1 }).engine(), 'api', 20),
    ).toPlace(enis);
  });
});

describe('capacity provider strategy: the documented splits', () => {
  test.each([
    [
      'four on B for each on A',
      25,
      [
        ['A', 0, 1],
        ['B', 0, 4],
      ],
      [5, 20],
    ],
    [
      'a base of two, then one to three',
      14,
      [
        ['A', 2, 1],
        ['B', 0, 3],
      ],
      [5, 9],
    ],
  ] as const)('%s', (_, count, shares, split) => {
    const capacity = shares.map(([group, base, weight]) => ({ group, base, weight }));
    const { engine, instances } = placing(
      cluster()
        .instances(9, 'm5.large', { group: 'A' })
        .instances(9, 'm5.large', { group: 'B' })
        .service('api', { ...tiny, capacity })
        .engine(),
      'api',
      count,
    );
    expect(['A', 'B'].map((group) => instances.filter((instance) => engine.problem.instances[instance].group === group).length)).toEqual(
      split,
    );
  });
});

describe('ending tasks', () => {
  test('spread keeps the zones balanced', () => {
    const placed = placing(
      cluster()
        .instances(6, 'm5.large', { zones: 3 })
        .service('api', { ...tiny, strategies: [ZONE_SPREAD] })
        .engine(),
      'api',
      9,
    );
    [1, 2, 3].forEach(() => placed.engine.stopOne(0));
    expect(placed).toSpread(2, 2, 2);
  });

  test('binpack ends the task whose instance then has the most left', () => {
    const placed = placing(
      cluster()
        .instances(2, 'm5.large')
        .service('api', { memory: 1000, strategies: [PACK_MEMORY] })
        .engine(),
      'api',
      9,
    );
    expect(placed).toPack(7, 2);
    expect([placed.engine.stopOne(0), placed.engine.stopOne(0), placed.engine.stopOne(0)]).toEqual([1, 1, 0]);
  });
});

describe('reported by users', () => {
  test('a fixed host port on as many instances as tasks: no room for one more (convox/rack #429)', () => {
    const placed = placing(
      cluster()
        .instances(2, 'm5.large')
        .service('web', { ...tiny, tcpPorts: [80] })
        .engine(),
      'web',
      3,
    );
    expect(placed).toRejectFor('tcp-port');
  });

  test('400 host ports in one task never find a place (containers-roadmap #331)', () => {
    const tcpPorts = Array.from({ length: 400 }, (_, index) => 10_000 + index);
    const { engine } = placing(
      cluster()
        .instances(3, 'm5.large')
        .service('many', { ...tiny, tcpPorts })
        .engine(),
      'many',
      1,
    );
    expect(engine.refusalsWhenEmpty(0).map(({ reasons }) => reasons)).toEqual(
      Array(3).fill([{ kind: 'reserved-ports', requested: 400, remaining: 95 }]),
    );
  });

  test('two tasks of 2,048 MiB do not fit a t3.medium (amazon-ecs-cli #178)', () => {
    expect(placing(cluster().instances(1, 't3.medium').service('api', { memory: 2048 }).engine(), 'api', 2)).toPlace(1);
  });

  test('the AZ is bound by the subnets of the task (containers-roadmap #2399)', () => {
    expect(
      placing(
        cluster()
          .instances(2, 'm5.large', { zone: 'a' })
          .service('api', { enis: 1, zones: ['b'] })
          .engine(),
        'api',
        1,
      ),
    ).toRejectFor('zone');
  });

  test('!= does not hold where the attribute is absent (containers-roadmap #486)', () => {
    expect(
      placing(
        cluster()
          .instances(2, 'm5.large')
          .service('api', { ...tiny, memberOf: ['attribute:retiring != true'] })
          .engine(),
        'api',
        1,
      ),
    ).toRejectFor('member-of');
  });

  test('a log driver that the agent does not offer (amazon-ecs-agent #1423)', () => {
    const requiredAttributes = ['com.amazonaws.ecs.capability.logging-driver.splunk'];
    expect(
      placing(
        cluster()
          .instances(2, 'm5.large')
          .service('api', { ...tiny, requiredAttributes })
          .engine(),
        'api',
        1,
      ),
    ).toRejectFor('attribute');
  });

  test('a group is not scaled for a task that does not fit its smallest type (containers-roadmap #653)', () => {
    const { problem } = cluster().instances(1, 'm5.large').instances(1, 'm5.xlarge').service('api', { cpu: 4000 }).engine();
    const scaling = {
      minSize: 0,
      maxSize: 10,
      targetCapacity: 100,
      minimumScalingStepSize: 1,
      maximumScalingStepSize: 100,
      reservedPorts: 5,
    };
    const group = { ...scaling, instanceTypes: problem.instances.map(({ registered }) => registered) };
    expect(scaleOut(group, 0, [{ request: problem.requests[0], count: 1 }])).toMatchObject({ desired: 0, incompatible: ['api'] });
  });

  test('from zero two instances start for one task (containers-roadmap #1716)', () => {
    const { problem } = cluster().instances(1, 'm5.large').service('api', tiny).engine();
    const scaling = {
      minSize: 0,
      maxSize: 10,
      targetCapacity: 100,
      minimumScalingStepSize: 1,
      maximumScalingStepSize: 100,
      reservedPorts: 5,
    };
    expect(
      scaleOut({ ...scaling, instanceTypes: [problem.instances[0].registered] }, 0, [{ request: problem.requests[0], count: 1 }]).desired,
    ).toBe(2);
  });

  test('binpack of several services fills the same first instance of the first zone (containersonaws.com)', () => {
    const engine = cluster()
      .instances(4, 'm5.large', { zones: 2 })
      .service('a', { memory: 1000, strategies: [PACK_MEMORY] })
      .service('b', { memory: 1000, strategies: [PACK_MEMORY] })
      .engine();
    expect([...byInstance(placing(engine, 'a', 2)), ...byInstance(placing(engine, 'b', 2))]).toEqual([2, 0, 0, 0, 2, 0, 0, 0]);
  });

  test('a daemon finds no room on a full instance (containers-roadmap #428)', () => {
    const engine = cluster()
      .instances(1, 'm5.large')
      .service('full', { cpu: 2048 })
      .service('agent', { ...tiny, daemon: true })
      .engine();
    engine.place(0);
    expect(engine.place(1)).toBe(NOT_PLACED);
  });
});
