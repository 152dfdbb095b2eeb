import { createEngine } from '../src/preflight/scheduler/create-engine';
import { firstDifference } from '../test/preflight/properties/differential';
import { randomCase, type RandomCase } from '../test/preflight/properties/random-case';
import { runStep } from '../test/preflight/properties/run-case';
import { disagrees, draws } from '../test/preflight/properties/run-naive';

/*
 * What decides whether a mutant of the scheduler lives: the second scheduler must agree with the reference, the fast engines must
 * agree with the reference, and placements must agree with refusals also where the strategy `random` draws. The same checks
 * run, with more cases, in test/preflight. Exit code 1: killed.
 */

const SMALL = { instances: 12, requests: 6, steps: 20 };

for (let seed = 1; seed <= 220; seed++) {
  const randomised = randomCase(seed, SMALL);
  if (draws(randomised.problem) ? contradictsRefusals(randomised) : disagrees(randomised)) process.exit(1);
}
if (!randomReachesAll()) process.exit(1);
if (firstDifference(1, 100) !== undefined) process.exit(1);
if (firstDifference(1, 2, { instances: 1500, requests: 12, steps: 40 }) !== undefined) process.exit(1);

/** A task is placed where nothing speaks against it, and is rejected only when every instance has a reason. */
function contradictsRefusals({ problem, steps }: RandomCase): boolean {
  const engine = createEngine(problem);
  const marks: number[] = [];
  return steps.some((step) => {
    runStep(engine, step, marks);
    return problem.requests.some((_, request) => {
      const refusals = engine.refusals(request);
      const before = engine.mark();
      const instance = engine.place(request);
      engine.rollBack(before);
      return instance < 0 ? refusals.some(({ reasons }) => reasons.length === 0) : refusals[instance].reasons.length > 0;
    });
  });
}

/** With the strategy `random`, every instance of a small cluster gets a task sooner or later. */
function randomReachesAll(): boolean {
  const { problem } = randomCase(7, SMALL);
  const [instance] = problem.instances;
  const [request] = problem.requests;
  const needs = { cpu: 0, memory: 0, gpus: 0, enis: 0 };
  const free = { ...request, needs, capacity: undefined, memberOf: [], strategies: [{ kind: 'random' as const }], tcpPorts: [], udpPorts: [], requiredAttributes: [], zones: undefined, vpc: undefined, distinctInstance: false, daemon: false };
  const engine = createEngine({ instances: [0, 1, 2, 3].map((index) => ({ ...instance, id: `i-${index}` })), requests: [free] });
  return new Set(engine.placeMany(0, 100)).size === 4;
}
