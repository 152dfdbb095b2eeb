import { compile } from '../src/preflight/scheduler/compile';
import { createEngine, engineOf, type EngineKind } from '../src/preflight/scheduler/create-engine';
import { NOT_PLACED } from '../src/preflight/scheduler/engine';
import type { Instance, TaskRequest } from '../src/preflight/scheduler/problem';
import { FIRST, TieBreaker } from '../src/preflight/scheduler/tie-break';
import { choosesElsewhere, drawsElsewhere, splitsElsewhere } from '../test/preflight/properties/choices';
import { firstDifference } from '../test/preflight/properties/differential';
import { bytesOf } from '../test/preflight/properties/ledger-bytes';
import { randomCase, type RandomCase } from '../test/preflight/properties/random-case';
import { runStep } from '../test/preflight/properties/run-case';
import { disagrees, draws } from '../test/preflight/properties/run-naive';
import { query } from '../test/preflight/scheduler/cluster-builder';

/*
 * What decides whether a mutant of the scheduler lives: the second scheduler must agree with the reference, the fast engines must
 * agree with the reference, placements must agree with refusals also where the strategy `random` draws, and roll back must restore
 * every byte. The same checks run, with more cases, in test/preflight. Exit code 1: killed.
 */

const SMALL = { instances: 12, requests: 6, steps: 20 };

function survives(): boolean {
  if (!registersWholeAmounts() || !limitsPorts('tcpPorts', 'reservedTcpPorts') || !limitsPorts('udpPorts', 'reservedUdpPorts')) return false;
  if (!holdsBoth() || !findsAgain('indexed') || !findsAgain('batched')) return false;
  for (let seed = 1; seed <= 220; seed++) {
    const randomised = randomCase(seed, SMALL);
    if (draws(randomised.problem) ? contradictsRefusals(randomised) : disagrees(randomised)) return false;
    if (seed <= 60 && leavesBytes(randomised)) return false;
  }
  if (!randomReachesAll() || !endsAnywhere() || !packsTwice()) return false;
  for (let seed = 1; seed <= 100; seed++) {
    if (choosesElsewhere(seed, { kind: 'random', seed }, 'reference') || choosesElsewhere(seed, { kind: 'first' }, 'batched')) return false;
    if (seed <= 40 && drawsElsewhere(seed)) return false;
    if (splitsElsewhere(seed) || splitsElsewhere(1000 + seed)) return false;
  }
  return firstDifference(1, 150) === undefined && firstDifference(1, 3, { instances: 1500, requests: 12, steps: 40 }) === undefined;
}

/** A task is placed where nothing speaks against it, and is rejected only when every instance has a reason. */
function contradictsRefusals({ problem, steps }: RandomCase): boolean {
  const engine = createEngine(problem);
  const marks: number[] = [];
  return steps.some((step) => {
    runStep(engine, step, marks);
    return problem.requests.some((_, request) => {
      const refusals = engine.refusals(request);
      const before = engine.mark();
      const chosen = engine.place(request);
      engine.rollBack(before);
      return chosen < 0 ? refusals.some(({ reasons }) => reasons.length === 0) : refusals[chosen].reasons.length > 0;
    });
  });
}

function leavesBytes({ problem, steps }: RandomCase): boolean {
  const engine = engineOf(compile(problem), 'reference', new TieBreaker(FIRST));
  const plain = steps.filter(({ kind }) => kind !== 'mark' && kind !== 'roll-back');
  plain.slice(0, 6).forEach((step) => runStep(engine, step, []));
  const before = bytesOf(engine.ledger);
  const mark = engine.mark();
  plain.slice(6).forEach((step) => runStep(engine, step, []));
  engine.rollBack(mark);
  return JSON.stringify(bytesOf(engine.ledger)) !== JSON.stringify(before);
}

/** With the strategy `random`, every instance of a small cluster gets a task sooner or later. */
function randomReachesAll(): boolean {
  const engine = createEngine({
    instances: [0, 1, 2, 3].map((index) => instance(`i-${index}`, 1000)),
    requests: [{ ...FREE, strategies: [{ kind: 'random' }] }],
  });
  return new Set(engine.placeMany(0, 100)).size === 4;
}

/** Among equal instances the seed decides where a task ends. */
function endsAnywhere(): boolean {
  const ended = [1, 2, 3, 4, 5, 6, 7, 8].map((seed) => {
    const instances = [0, 1, 2, 3].map((index) => instance(`i-${index}`, 1000));
    const engine = createEngine({ instances, requests: [FREE] }, { tieBreak: { kind: 'random', seed } });
    instances.forEach((_, index) => engine.placeOn(0, index));
    return engine.stopOne(0);
  });
  return new Set(ended).size > 1;
}

/** Least memory on both, then the least CPU. */
function packsTwice(): boolean {
  const strategies: TaskRequest['strategies'] = [{ kind: 'binpack', by: 'memory' }, { kind: 'binpack', by: 'cpu' }, { kind: 'spread', by: 'instance' }];
  const small = { ...instance('i-1', 1000), registered: { cpu: 500, memory: 1000, gpus: 0, enis: 0 } };
  const engine = createEngine({ instances: [instance('i-0', 1000), small], requests: [{ ...FREE, strategies }] }, { kind: 'indexed' });
  return engine.place(0) === 1;
}

/** What instances register is whole, not negative, and ends below 2^53; what is no number is refused. */
function registersWholeAmounts(): boolean {
  const amounts = [2.9, -5, 0, Infinity, 7];
  const engine = createEngine({ instances: amounts.map((memory, index) => instance(`i-${index}`, memory)), requests: [FREE] });
  const left = amounts.map((_, index) => engine.remaining(index).memory);
  if (left.join() !== [2, 0, 0, Number.MAX_SAFE_INTEGER, 7].join()) return false;
  try {
    createEngine({ instances: [instance('i-0', Number.NaN)], requests: [FREE] });
    return false;
  } catch (error) {
    return error instanceof RangeError;
  }
}

/** Of 100 host ports of a protocol, the agent has 98: two tasks with one port each fit, and another one when the first has ended. */
function limitsPorts(asked: 'tcpPorts' | 'udpPorts', reserved: 'reservedTcpPorts' | 'reservedUdpPorts'): boolean {
  const requests = [1, 2, 3].map((port) => ({ ...FREE, id: `port-${port}`, group: `service:${port}`, [asked]: [port] }));
  const taken = { ...instance('i-0', 1000), reservedTcpPorts: [], reservedUdpPorts: [], [reserved]: Array.from({ length: 98 }, (_, index) => 100 + index) };
  const engine = createEngine({ instances: [taken], requests });
  const full = [0, 1, 2].map((request) => engine.place(request));
  engine.stop(0, 0);
  return [...full, engine.place(2)].join() === '0,0,-1,0';
}

/** Of two constraints on running tasks one holds on each instance, and both on none. */
function holdsBoth(): boolean {
  const memberOf = ['runningTasksCount < 1', 'task:group == service:free'].map(query);
  const engine = createEngine({ instances: [instance('i-0', 1000), instance('i-1', 1000)], requests: [FREE, { ...FREE, group: 'service:two', memberOf }] });
  engine.placeOn(0, 0);
  return engine.place(1) === NOT_PLACED;
}

/** An instance that was out of placement while others were looked for, and came back by roll back. */
function findsAgain(kind: EngineKind): boolean {
  const packed: TaskRequest = { ...FREE, needs: { ...FREE.needs, memory: 900 }, strategies: [{ kind: 'binpack', by: 'memory' }] };
  const engine = createEngine({ instances: ['i-0', 'i-1'].map((id) => instance(id, 1000)), requests: [packed] }, { kind });
  const before = engine.mark();
  engine.drain(0);
  const without = engine.placeMany(0, 2);
  engine.rollBack(before);
  return [...without, ...engine.placeMany(0, 2)].join() === '1,0,1';
}

const FREE: TaskRequest = {
  id: 'free',
  group: 'service:free',
  needs: { cpu: 0, memory: 0, gpus: 0, enis: 0 },
  tcpPorts: [],
  udpPorts: [],
  requiredAttributes: [],
  memberOf: [],
  distinctInstance: false,
  strategies: [],
  daemon: false,
  unknownConstraintHolds: false,
};

function instance(id: string, memory: number): Instance {
  const [sample] = randomCase(7, SMALL).problem.instances;
  return { ...sample, id, registered: { cpu: 1000, memory, gpus: 0, enis: 0 } };
}

process.exit(survives() ? 0 : 1);
