import { NaiveEcs } from './naive-ecs';
import { randomCase } from './random-case';
import { runCase } from './run-case';
import { createEngine, type EngineKind } from '../../../src/preflight/scheduler/create-engine';
import type { Instance, Problem, TaskRequest } from '../../../src/preflight/scheduler/problem';
import { Random } from '../../../src/preflight/scheduler/random';
import type { TieBreak } from '../../../src/preflight/scheduler/tie-break';

const SIZE = { instances: 12, requests: 6, steps: 1 };

/** Whether, under a tie-break, a task ever ends or starts on an instance that the strategies do not leave, as the second scheduler sees it. */
export function choosesElsewhere(seed: number, tieBreak: TieBreak, kind: EngineKind): boolean {
  const { problem } = randomCase(seed, SIZE);
  const requests = problem.requests.map((request) => ({ ...request, strategies: request.strategies.filter((strategy) => strategy.kind !== 'random') }));
  const [engine, naive] = [createEngine({ ...problem, requests }, { kind, tieBreak }), new NaiveEcs({ ...problem, requests })];
  return requests.some((request, index) => {
    for (let task = 0; task < 9; task++) {
      const chosen = problem.instances[engine.place(index)];
      const allowed = naive.equals(request);
      if (chosen === undefined ? allowed.length > 0 : !allowed.includes(chosen)) return true;
      if (chosen !== undefined) naive.tasks = [...naive.tasks, { request, instance: chosen }];
    }
    return false;
  }) || requests.some((request, index) => {
    for (let task = 0; task < 9; task++) {
      const allowed = naive.stopEquals(request);
      const ended = problem.instances[engine.stopOne(index)];
      if (ended === undefined ? allowed.length > 0 : !allowed.includes(ended)) return true;
      if (ended !== undefined) naive.stop(request, ended);
    }
    return false;
  });
}

/** Whether the engines ever differ where the tie-break draws by seed. */
export function drawsElsewhere(seed: number): boolean {
  const randomised = randomCase(seed, { instances: 40, requests: 8, steps: 30 });
  const trace = (kind: EngineKind) => JSON.stringify(runCase(randomised, { kind, tieBreak: { kind: 'random', seed } }));
  const [expected, ...others] = (['reference', 'indexed', 'batched'] as const).map(trace);
  return others.some((other) => other !== expected);
}

/** Whether tasks are ever split over three capacity providers in another way than the second scheduler does. */
export function splitsElsewhere(seed: number): boolean {
  const random = new Random(seed);
  const [sample] = randomCase(seed, { ...SIZE, requests: 1 }).problem.requests;
  const capacity = ['a', 'b', 'c'].map((group, at) => ({ group, base: at === random.below(6) ? random.below(4) : 0, weight: random.below(4) }));
  const request: TaskRequest = { ...PLAIN, group: sample.group, capacity };
  const problem: Problem = { instances: ['a', 'b', 'c', 'b', 'a', 'c'].map(instanceIn), requests: [request] };
  const [engine, naive] = [createEngine(problem), new NaiveEcs(problem)];
  // Some were started by hand, so that a provider can have more than its part.
  for (let task = random.below(5); task > 0; task--) {
    const instance = random.below(6);
    if (engine.placeOn(0, instance)) naive.placeOn(request, problem.instances[instance]);
  }
  return Array.from({ length: 12 }, () => [problem.instances[engine.place(0)], naive.place(request)]).some(([one, other]) => one !== other);
}

const PLAIN: TaskRequest = {
  id: 'plain',
  group: 'service:plain',
  needs: { cpu: 0, memory: 100, gpus: 0, enis: 0 },
  tcpPorts: [],
  udpPorts: [],
  requiredAttributes: [],
  memberOf: [],
  distinctInstance: false,
  strategies: [{ kind: 'binpack', by: 'memory' }],
  daemon: false,
  unknownConstraintHolds: false,
};

function instanceIn(group: string, index: number): Instance {
  return {
    id: `i-${index}`,
    group,
    instanceType: 'm5.large',
    zone: 'a',
    registered: { cpu: 1000, memory: 450, gpus: 0, enis: 0 },
    reservedTcpPorts: [],
    reservedUdpPorts: [],
    attributes: { 'ecs.availability-zone': 'a' },
  };
}
