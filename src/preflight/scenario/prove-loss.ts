import type { Loss } from './loss';
import type { ScenarioName } from './script';
import { scriptOf } from './scripts';
import type { Situation } from './situation';
import { proveCannotFit } from '../bound/cannot-fit';
import type { LossBound } from '../bound/certificate';
import type { Problem } from '../scheduler/problem';

/**
 * Proof that the instances which the event leaves cannot hold what ran before, or undefined. `steady` are the tasks of each
 * service, `moment` what the scenario calls its event. A daemon's task goes with its instance and asks for no other.
 */
export function proveLoss(
  situation: Situation,
  scenario: ScenarioName,
  steady: readonly number[],
  index: number,
  moment: string,
): LossBound | undefined {
  const left = whatIsLeft(situation, scenario, moment);
  if (!left) return undefined;
  const counts = situation.services.map(({ daemon }, service) => (daemon ? 0 : steady[service]));
  // The requests after those of the services are their next revisions, of which none runs yet.
  const bound = proveCannotFit({ problem: left.problem }, [...counts, ...counts.map(() => 0)], index);
  return bound && { kind: 'after-loss', moment, lost: left.loss.instances, bound };
}

interface Left {
  readonly loss: Loss;
  readonly problem: Problem;
}

const LEFT = new WeakMap<Situation, Map<string, Left | undefined>>();

/** Worked out once per event: many services may fail at the same. */
function whatIsLeft(situation: Situation, scenario: ScenarioName, moment: string): Left | undefined {
  const known = LEFT.get(situation) ?? new Map<string, Left | undefined>();
  LEFT.set(situation, known);
  const key = `${scenario} ${moment}`;
  if (!known.has(key)) known.set(key, findLeft(situation, scenario, moment));
  return known.get(key);
}

function findLeft(situation: Situation, scenario: ScenarioName, moment: string): Left | undefined {
  const loss = scriptOf(scenario).losses?.(situation).find((one) => one.moment === moment);
  if (!loss) return undefined;
  const lost = new Set(loss.instances);
  return { loss, problem: { ...situation.problem, instances: situation.problem.instances.filter((_, index) => !lost.has(index)) } };
}
