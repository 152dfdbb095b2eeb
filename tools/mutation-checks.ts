import { firstDifference } from '../test/preflight/properties/differential';
import { randomCase } from '../test/preflight/properties/random-case';
import { disagrees, draws } from '../test/preflight/properties/run-naive';

/*
 * What decides whether a mutant of the scheduler lives: the second scheduler must agree with the reference, and the fast engines
 * must agree with the reference. The same checks run, with more cases, in test/preflight/properties. Exit code 1: killed.
 */

const SMALL = { instances: 12, requests: 6, steps: 20 };

for (let seed = 1; seed <= 700; seed++) {
  const randomised = randomCase(seed, SMALL);
  if (!draws(randomised.problem) && disagrees(randomised)) process.exit(1);
}
if (firstDifference(1, 400) !== undefined) process.exit(1);
if (firstDifference(1, 6, { instances: 1500, requests: 12, steps: 40 }) !== undefined) process.exit(1);
