import { cluster, INSTANCE_SPREAD, PACK_CPU, PACK_MEMORY, RANDOM, ZONE_SPREAD } from './cluster-builder';
import { byInstance, placing } from './matchers';

const tiny = { cpu: 128, memory: 128 };

describe('resources', () => {
  test.each([
    ['cpu', { cpu: 1024 }, 2],
    ['memory', { memory: 2560 }, 3],
    ['enis', { enis: 1 }, 2],
  ] as const)('%s is enough for exactly as many tasks as its amount allows', (dimension, needs, room) => {
    const placed = placing(cluster().instances(1, 'm5.large').service('api', needs).engine(), 'api', 9);
    expect(placed).toPlace(room);
    expect(placed).toRejectFor(dimension);
  });

  test('a GPU is never shared', () => {
    const placed = placing(cluster().instances(1, 'g4dn.xlarge').service('train', { ...tiny, gpus: 1 }).engine(), 'train', 2);
    expect(placed).toPlace(1);
    expect(placed).toRejectFor('gpus');
  });

  test('a task without CPU needs no CPU', () => {
    const engine = cluster().instances(1, 'm5.large').service('full', { cpu: 2048 }).service('none', { memory: 512 }).engine();
    expect(placing(engine, 'full', 1)).toPlace(1);
    expect(placing(engine, 'none', 20)).toPlace(15);
  });

  test('a task never uses two instances', () => {
    const placed = placing(cluster().instances(2, 'm5.large').service('big', { cpu: 3072 }).engine(), 'big', 1);
    expect(placed).toRejectFor('cpu');
  });

  test('all reasons of an instance are told, with requested and remaining', () => {
    const engine = cluster().instances(1, 'c5.large').service('big', { cpu: 4096, memory: 8192, gpus: 1, enis: 3 }).engine();
    expect(engine.refusals(0)).toEqual([{
      instance: 0,
      reasons: [
        { kind: 'cpu', requested: 4096, remaining: 2048 },
        { kind: 'memory', requested: 8192, remaining: 3704 },
        { kind: 'gpus', requested: 1, remaining: 0 },
        { kind: 'enis', requested: 3, remaining: 2 },
      ],
    }]);
  });
});

describe('host ports', () => {
  test('a fixed port allows one task an instance', () => {
    const placed = placing(cluster().instances(3, 'm5.large', { zones: 3 }).service('web', { ...tiny, tcpPorts: [80] }).engine(), 'web', 4);
    expect(placed).toPack(1, 1, 1);
    expect(placed).toRejectFor('tcp-port');
  });

  test('the same number under TCP and UDP does not collide', () => {
    const engine = cluster().instances(1, 'm5.large').service('tcp', { ...tiny, tcpPorts: [53] }).service('udp', { ...tiny, udpPorts: [53] }).engine();
    expect(placing(engine, 'tcp', 1)).toPlace(1);
    expect(placing(engine, 'udp', 1)).toPlace(1);
    expect(placing(engine, 'udp', 1)).toRejectFor('udp-port');
  });

  test('a port of the agent is taken from the start', () => {
    const engine = cluster().instances(1, 'm5.large').service('ssh', { ...tiny, tcpPorts: [22, 23] }).engine();
    expect(engine.refusals(0)[0].reasons).toEqual([{ kind: 'tcp-port', ports: [22] }]);
  });

  test.each([[95, 1], [96, 0]])('with five ports of the agent, %i ports of a task: %i task fits', (ports, fitting) => {
    const tcpPorts = Array.from({ length: ports }, (_, index) => 8000 + index);
    const placed = placing(cluster().instances(1, 'm5.large').service('many', { ...tiny, tcpPorts }).engine(), 'many', 1);
    expect(placed).toPlace(fitting);
  });

  test('the limit of 100 ports is told with what is left of it', () => {
    const tcpPorts = Array.from({ length: 96 }, (_, index) => 8000 + index);
    const engine = cluster().instances(1, 'm5.large').service('many', { tcpPorts }).engine();
    expect(engine.refusals(0)[0].reasons).toEqual([{ kind: 'reserved-ports', requested: 96, remaining: 95 }]);
  });

  test.each([['tcpPorts', 'reservedTcpPorts'], ['udpPorts', 'reservedUdpPorts']] as const)('of 100 %s, the ports of running tasks count', (asked, reserved) => {
    const builder = cluster().instances(1, 'm5.large', { [reserved]: Array.from({ length: 98 }, (_, index) => 9000 + index) });
    [1, 2, 3].forEach((port) => builder.service(`port-${port}`, { ...tiny, [asked]: [port] }));
    const engine = builder.engine();
    expect([0, 1, 2].map((request) => engine.place(request))).toEqual([0, 0, -1]);
    expect(engine.refusals(2)[0].reasons).toEqual([{ kind: 'reserved-ports', requested: 1, remaining: 0 }]);
    engine.stop(0, 0);
    expect(engine.place(2)).toBe(0);
  });

  test('a stopped task gives its port back', () => {
    const engine = cluster().instances(1, 'm5.large').service('web', { ...tiny, tcpPorts: [80] }).engine();
    engine.place(0);
    engine.stop(0, 0);
    expect(placing(engine, 'web', 1)).toPlace(1);
  });
});

describe('location and attributes', () => {
  test('a task with its own interface stays in the zones of its subnets', () => {
    const placed = placing(cluster().instances(3, 'm5.large', { zones: 3 }).service('api', { enis: 1, zones: ['b', 'c'] }).engine(), 'api', 9);
    expect(placed).toSpread(0, 2, 2);
    expect(placed).toRejectFor('enis', 'zone');
  });

  test('a task of another VPC is refused', () => {
    const placed = placing(cluster().instances(1, 'm5.large').service('api', { vpc: 'other' }).engine(), 'api', 1);
    expect(placed).toRejectFor('vpc');
  });

  test('a required attribute without a value is an attribute', () => {
    const engine = cluster()
      .instances(1, 'm5.large')
      .instances(1, 'm5.large', { attributes: { 'com.amazonaws.ecs.capability.logging-driver.splunk': '' } })
      .service('api', { ...tiny, requiredAttributes: ['com.amazonaws.ecs.capability.logging-driver.splunk'] }).engine();
    expect(placing(engine, 'api', 2)).toPack(0, 2);
    expect(engine.refusals(0)[0].reasons).toEqual([{ kind: 'attribute', names: ['com.amazonaws.ecs.capability.logging-driver.splunk'] }]);
  });
});

describe('constraints', () => {
  test.each([[['rack'], true, 1], [['rack'], false, 0], [['*'], true, 1], [['*'], false, 0], [[], true, 0]])(
    'with the unknown attributes %p, rack == 1 read as %p lets %i task in', (unknownAttributes, unknownConstraintHolds, placed) => {
      const engine = cluster().instances(1, 'm5.large', { unknownAttributes })
        .service('api', { memberOf: ['attribute:rack == 1'], unknownConstraintHolds }).engine();
      expect(placing(engine, 'api', 1)).toPlace(placed);
    });

  test('all expressions must hold', () => {
    const engine = cluster().instances(2, 'm5.large', { zones: 2 }).instances(2, 'c5.large', { zones: 2 })
      .service('api', { ...tiny, memberOf: ['attribute:ecs.instance-type =~ m5.*', 'attribute:ecs.availability-zone == b'] }).engine();
    expect(placing(engine, 'api', 2)).toPack(0, 2, 0, 0);
    expect(engine.refusals(0).map(({ reasons }) => reasons.length)).toEqual([1, 0, 2, 1]);
  });

  test.each([[true, 1], [false, 0]])('an expression that cannot be known is read as %p', (unknownConstraintHolds, placed) => {
    const engine = cluster().instances(1, 'm5.large').service('api', { ...tiny, memberOf: ['agentVersion >= 1.80.0'], unknownConstraintHolds }).engine();
    expect(placing(engine, 'api', 1)).toPlace(placed);
  });

  test('a refusal by an unknown says that it is one', () => {
    const engine = cluster().instances(1, 'm5.large').service('api', { ...tiny, memberOf: ['agentVersion >= 1.80.0'] }).engine();
    expect(engine.refusals(0)[0].reasons).toEqual([{ kind: 'member-of', expression: 'agentVersion >= 1.80.0', unknown: true }]);
  });

  test('distinctInstance counts the task group, so old and new deployments exclude each other', () => {
    const engine = cluster().instances(3, 'm5.large')
      .service('old', { ...tiny, group: 'service:api', distinctInstance: true })
      .service('new', { ...tiny, group: 'service:api', distinctInstance: true }).engine();
    expect(placing(engine, 'old', 2)).toPack(1, 1, 0);
    const second = placing(engine, 'new', 2);
    expect(second).toPack(0, 0, 1);
    expect(second).toRejectFor('distinct-instance');
  });

  test('affinity to a group needs a task of the group on the instance', () => {
    const engine = cluster().instances(3, 'm5.large').service('db', { ...tiny, strategies: [PACK_MEMORY] })
      .service('api', { ...tiny, memberOf: ['task:group == service:db'] }).engine();
    expect(placing(engine, 'api', 1)).toRejectFor('member-of');
    placing(engine, 'db', 1);
    expect(placing(engine, 'api', 2)).toPack(2, 0, 0);
  });

  test('of two constraints on running tasks both must hold', () => {
    const engine = cluster().instances(3, 'm5.large').service('db', tiny)
      .service('api', { ...tiny, memberOf: ['task:group == service:db', 'runningTasksCount < 2'] }).engine();
    [1, 2, 2].forEach((instance) => engine.placeOn(0, instance));
    expect(placing(engine, 'api', 2)).toPack(0, 1, 0);
  });

  test('runningTasksCount sees the tasks of all services', () => {
    const engine = cluster().instances(2, 'm5.large').service('db', tiny).service('one', { ...tiny, memberOf: ['runningTasksCount == 1'] }).engine();
    engine.placeOn(0, 1);
    expect(placing(engine, 'one', 2)).toPack(0, 1);
  });
});

describe('strategies', () => {
  test('without a strategy a service is spread over zones, then over instances', () => {
    expect(placing(cluster().instances(6, 'm5.large', { zones: 3 }).service('api', tiny).engine(), 'api', 9)).toPack(2, 2, 2, 1, 1, 1);
  });

  test('a full zone is skipped: spread is best effort', () => {
    const engine = cluster().instances(1, 'c5.large', { zone: 'a' }).instances(2, 'm5.xlarge', { zone: 'b' }).service('api', { memory: 3704 }).engine();
    expect(placing(engine, 'api', 5)).toSpread(1, 4);
  });

  test('binpack takes the instance with the least memory left', () => {
    const engine = cluster().instances(1, 'm5.large').instances(1, 'c5.large').service('api', { memory: 1800, strategies: [PACK_MEMORY] }).engine();
    expect(engine.placeMany(0, 4)).toEqual([1, 1, 0, 0]);
  });

  test('binpack on CPU looks at CPU only', () => {
    const engine = cluster().instances(1, 'm5.xlarge').instances(1, 'm5.large').service('api', { cpu: 1024, strategies: [PACK_CPU] }).engine();
    expect(engine.placeMany(0, 4)).toEqual([1, 1, 0, 0]);
  });

  test('zone spread, then binpack: packs inside each zone', () => {
    const engine = cluster().instances(6, 'm5.large', { zones: 3 }).service('api', { memory: 2000, strategies: [ZONE_SPREAD, PACK_MEMORY] }).engine();
    expect(placing(engine, 'api', 9)).toPack(3, 3, 3, 0, 0, 0);
  });

  test('the order of strategies matters', () => {
    const engine = cluster().instances(4, 'm5.large', { zones: 2 }).service('api', { memory: 2000, strategies: [PACK_MEMORY, ZONE_SPREAD] }).engine();
    expect(placing(engine, 'api', 3)).toPack(3, 0, 0, 0);
  });

  test('spread counts the whole task group', () => {
    const engine = cluster().instances(2, 'm5.large').service('old', { ...tiny, group: 'service:api', strategies: [INSTANCE_SPREAD] })
      .service('new', { ...tiny, group: 'service:api', strategies: [INSTANCE_SPREAD] }).engine();
    engine.placeOn(0, 0);
    expect(engine.place(1)).toBe(1);
  });

  test('instances without the attribute are a group of their own', () => {
    const engine = cluster().instances(1, 'm5.large', { attributes: { rack: '1' } }).instances(2, 'm5.large')
      .service('api', { ...tiny, strategies: [{ kind: 'spread', by: 'attribute', name: 'rack' }, PACK_MEMORY] }).engine();
    expect(placing(engine, 'api', 4)).toPack(2, 2, 0);
  });

  test('random is the same for the same seed and differs between seeds', () => {
    const place = (seed: number) => {
      const engine = cluster().instances(20, 'm5.large').service('api', { ...tiny, strategies: [RANDOM] }).engine({ tieBreak: { kind: 'random', seed } });
      return engine.placeMany(0, 20);
    };
    expect(place(7)).toEqual(place(7));
    expect(place(7)).not.toEqual(place(8));
  });

  test('random reaches every instance', () => {
    const engine = cluster().instances(4, 'm5.large').service('api', { strategies: [RANDOM] }).engine();
    expect(byInstance(placing(engine, 'api', 200)).every((tasks) => tasks > 25)).toBe(true);
  });
});
