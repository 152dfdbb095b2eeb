import { randomCase, type RandomCase } from './random-case';
import { runCase, stateOf, type Trace } from './run-case';
import { createEngine } from '../../../src/preflight/scheduler/create-engine';
import type { Instance, Problem, Resources, TaskRequest } from '../../../src/preflight/scheduler/problem';
import { query } from '../scheduler/cluster-builder';

// Thousands of problems: on a busy machine they take longer than one test may by default.
jest.setTimeout(300_000);

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
  for (const seed of SEEDS) {
    const { problem } = randomCase(seed);
    const engine = createEngine(problem, { kind: seed % 2 === 0 ? 'indexed' : 'reference' });
    problem.requests.forEach((_, request) => engine.placeMany(request, 5));
    const before = stateOf(engine);
    problem.requests.forEach((_, request) => {
      const instance = engine.place(request);
      if (instance >= 0) engine.stop(request, instance);
    });
    expect(stateOf(engine)).toEqual(before);
  }
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
