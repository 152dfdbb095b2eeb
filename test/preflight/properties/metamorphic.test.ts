import { randomCase, type RandomCase } from './random-case';
import { runCase, stateOf, type Trace } from './run-case';
import { createEngine, type EngineKind } from '../../../src/preflight/scheduler/create-engine';
import type { Instance, Problem, Resources, TaskRequest } from '../../../src/preflight/scheduler/problem';
import { Random } from '../../../src/preflight/scheduler/random';
import { PACK_MEMORY, query, ZONE_SPREAD } from '../scheduler/cluster-builder';

// Thousands of problems: on a busy machine they take longer than one test may by default.
jest.setTimeout(300_000);

const KINDS: readonly EngineKind[] = ['reference', 'indexed', 'batched'];
const SEEDS = Array.from({ length: 500 }, (_, index) => 9000 + index);

/** What every step gave; the last entry of a trace is the state, in which amounts differ. */
const placements = (randomised: RandomCase): Trace => runCase(randomised, {}).slice(0, -1);

/** Checks that a change of the problem changes no placement. `before` is applied to both sides. */
function unmoved(change: (problem: Problem) => Problem, before: (problem: Problem) => Problem = (problem) => problem): void {
  for (const seed of SEEDS) {
    const { problem, steps } = randomCase(seed);
    const randomised = { problem: before(problem), steps };
    if (problem.instances.length === 0) continue;
    expect({ seed, trace: placements({ ...randomised, problem: change(randomised.problem) }) }).toEqual({
      seed,
      trace: placements(randomised),
    });
  }
}

const resources =
  (change: (amounts: Resources) => Resources) =>
    ({ instances, requests }: Problem): Problem => ({
      instances: instances.map((instance) => ({ ...instance, registered: change(instance.registered) })),
      requests: requests.map((request) => ({ ...request, needs: change(request.needs) })),
    });

test.each([3, 1000, 2 ** 20])('all amounts times %i: the same placements', (factor) => {
  unmoved(
    resources(({ cpu, memory, gpus, enis }) => ({ cpu: cpu * factor, memory: memory * factor, gpus: gpus * factor, enis: enis * factor })),
  );
});

test('a dimension that no task needs may have any size', () => {
  const without = ({ instances, requests }: Problem) => ({
    instances,
    requests: requests.map((request) => ({ ...request, needs: { ...request.needs, gpus: 0 } })),
  });
  unmoved(
    ({ instances, requests }) => ({
      instances: instances.map((instance, index) => ({ ...instance, registered: { ...instance.registered, gpus: index * 7 } })),
      requests,
    }),
    without,
  );
});

test('other names: the same placements', () => {
  unmoved(({ instances, requests }) => ({
    instances: instances.map((instance) => ({ ...instance, id: `renamed-${instance.id}`, group: `g-${instance.group}` })),
    requests: requests.map((request) => ({
      ...request,
      id: `renamed-${request.id}`,
      capacity: request.capacity?.map((share) => ({ ...share, group: `g-${share.group}` })),
    })),
  }));
});

test('ports with other numbers: the same placements', () => {
  const shifted = (ports: readonly number[]) => ports.map((port) => port + 20_000);
  unmoved(({ instances, requests }) => ({
    instances: instances.map((instance): Instance => ({
      ...instance,
      reservedTcpPorts: shifted(instance.reservedTcpPorts),
      reservedUdpPorts: shifted(instance.reservedUdpPorts),
    })),
    requests: requests.map((request): TaskRequest => ({
      ...request,
      tcpPorts: shifted(request.tcpPorts),
      udpPorts: shifted(request.udpPorts),
    })),
  }));
});

test('TCP in place of UDP and the other way round: the same placements', () => {
  unmoved(({ instances, requests }) => ({
    instances: instances.map((instance) => ({
      ...instance,
      reservedTcpPorts: instance.reservedUdpPorts,
      reservedUdpPorts: instance.reservedTcpPorts,
    })),
    requests: requests.map((request) => ({ ...request, tcpPorts: request.udpPorts, udpPorts: request.tcpPorts })),
  }));
});

test('an instance that refuses every task changes nothing', () => {
  for (const seed of SEEDS) {
    const { problem, steps } = randomCase(seed);
    const free = steps.filter((step) => !('instance' in step));
    const requests = problem.requests.map((request) => ({
      ...request,
      memberOf: [...request.memberOf, query('attribute:closed !exists')],
    }));
    const closed: Instance = {
      ...(problem.instances[0] ?? randomCase(1).problem.instances[0]),
      id: 'closed',
      attributes: { closed: '1', rack: '9' },
      zone: 'z',
      group: 'od',
    };
    const before = placements({ problem: { ...problem, requests }, steps: free });
    expect(placements({ problem: { instances: [...problem.instances, closed], requests }, steps: free })).toEqual(before);
  }
});

test('a task that comes and goes leaves no trace', () => {
  let came = 0;
  for (const seed of SEEDS) {
    const { problem } = randomCase(seed);
    const engine = createEngine(problem, { kind: seed % 2 === 0 ? 'indexed' : 'reference' });
    problem.requests.forEach((_, request) => engine.placeMany(request, 5));
    const before = stateOf(engine);
    problem.requests.forEach((_, request) => {
      const instance = engine.place(request);
      if (instance >= 0) engine.stop(request, instance);
      if (instance >= 0) came += 1;
    });
    expect(stateOf(engine)).toEqual(before);
  }
  expect(came).toBeGreaterThan(SEEDS.length / 4);
});

test('one service under two request names of the same group: the same placements', () => {
  for (const seed of SEEDS) {
    const { problem } = randomCase(seed);
    const [first] = problem.requests.map((request) => ({ ...request, capacity: undefined }));
    const whole = createEngine({ ...problem, requests: [first] });
    const split = createEngine({ ...problem, requests: [first, { ...first, id: 'second half' }] });
    const turns = Array.from({ length: 20 }, (_, turn) => turn % 2);
    expect(turns.map((request) => split.place(request))).toEqual(turns.map(() => whole.place(0)));
  }
});

/** Binpack only, and what is left is never the same on two instances, so that nothing depends on a tie. */
function withoutTies(seed: number): Problem {
  const { instances, requests } = randomCase(seed).problem;
  return {
    instances: instances.map((instance, index) => ({
      ...instance,
      registered: { ...instance.registered, memory: 1000 * (4 + (index % 5)) + index },
    })),
    requests: requests.map((request, index) => ({
      ...request,
      needs: { ...request.needs, memory: 100 * (1 + ((seed + index) % 12)) },
      strategies: index % 2 === 0 ? [PACK_MEMORY] : [ZONE_SPREAD, PACK_MEMORY],
    })),
  };
}

test.each(KINDS)('%s: without ties the order of the instances changes no placement', (kind) => {
  for (const seed of SEEDS) {
    const problem = withoutTies(seed);
    const shuffled = { ...problem, instances: new Random(seed).shuffle([...problem.instances]) };
    const [given, other] = [problem, shuffled].map((each) => {
      const engine = createEngine(each, { kind });
      return each.requests.map((_, request) =>
        [engine.place(request), ...engine.placeMany(request, 7)].map((instance) => each.instances[instance]?.id),
      );
    });
    expect({ seed, placed: other }).toEqual({ seed, placed: given });
  }
});

test.each(KINDS)('%s: without ties a packed service may be two services of half the tasks each', (kind) => {
  for (const seed of SEEDS) {
    const problem = withoutTies(seed);
    const [first] = problem.requests.map((request) => ({
      ...request,
      capacity: undefined,
      distinctInstance: false,
      daemon: false,
      memberOf: [],
    }));
    const whole = createEngine({ ...problem, requests: [first] }, { kind });
    const split = createEngine({ ...problem, requests: [first, { ...first, id: 'half', group: 'service:half' }] }, { kind });
    const halves = [...split.placeMany(0, 6), ...split.placeMany(1, 6)];
    expect({ seed, placed: halves }).toEqual({ seed, placed: [...whole.placeMany(0, 12)] });
  }
});

test('how often more capacity places fewer tasks of several services: it does happen, so no proof may rest on it', () => {
  const counts = SEEDS.map((seed) => {
    const { problem } = randomCase(seed);
    if (problem.instances.length === 0) return [0, 0];
    const larger = { ...problem, instances: [...problem.instances, { ...problem.instances[0], id: 'one-more' }] };
    return [problem, larger].map((each) => {
      const engine = createEngine(each);
      return each.requests.reduce((sum, _, request) => sum + engine.placeMany(request, 12).length, 0);
    });
  });
  const fewer = counts.filter(([before, after]) => after < before).length;
  expect(fewer).toBeLessThan(SEEDS.length / 20);
});
