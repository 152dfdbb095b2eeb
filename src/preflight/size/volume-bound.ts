import type { Situation } from '../scenario/situation';
import type { Instance, Resources } from '../scheduler/problem';

const DIMENSIONS = ['cpu', 'memory', 'gpus', 'enis'] as const;

/** What all replica tasks of the steady state need together. Daemons are left out: their number depends on the instances. */
export function totalNeeds(situation: Situation): Resources {
  const sum = (dimension: keyof Resources) =>
    situation.services.reduce(
      (all, { desired, daemon }, index) => all + (daemon ? 0 : desired * situation.problem.requests[index].needs[dimension]),
      0,
    );
  return { cpu: sum('cpu'), memory: sum('memory'), gpus: sum('gpus'), enis: sum('enis') };
}

/** No fewer instances like this one hold the tasks; undefined where one of the tasks, or all daemons, are too large for it. */
export function fewestInstances(situation: Situation, instance: Instance): number | undefined {
  const daemons = situation.services.flatMap((service, index) => (service.daemon ? [situation.problem.requests[index].needs] : []));
  const total = totalNeeds(situation);
  let fewest = situation.services.some(({ desired }) => desired > 0) ? 1 : 0;
  for (const dimension of DIMENSIONS) {
    const free = instance.registered[dimension] - daemons.reduce((sum, needs) => sum + needs[dimension], 0);
    if (free < largestNeed(situation, dimension)) return undefined;
    if (total[dimension] > 0) fewest = Math.max(fewest, Math.ceil(total[dimension] / free));
  }
  situation.services.forEach(({ desired, daemon }, index) => {
    const { distinctInstance, tcpPorts, udpPorts } = situation.problem.requests[index];
    if (!daemon && (distinctInstance || tcpPorts.length + udpPorts.length > 0)) fewest = Math.max(fewest, desired);
  });
  return fewest;
}

/**
 * No mix of the offers costs less: the tasks cost at least what the scarcest resource costs where it is cheapest, and at least
 * one instance that holds the task that is the dearest to hold.
 */
export function boundUsdPerMonth(situation: Situation, offers: readonly { readonly instance: Instance; readonly usd: number }[]): number {
  const total = totalNeeds(situation);
  const byVolume = DIMENSIONS.map((dimension) => {
    if (total[dimension] === 0) return 0;
    return total[dimension] * Math.min(...offers.map(({ instance, usd }) => usd / Math.max(1, instance.registered[dimension])));
  });
  const byTask = situation.services.map(({ daemon, desired }, index) => {
    const { needs } = situation.problem.requests[index];
    const holding = offers.filter(({ instance }) => DIMENSIONS.every((dimension) => instance.registered[dimension] >= needs[dimension]));
    return daemon || desired === 0 || holding.length === 0 ? 0 : Math.min(...holding.map(({ usd }) => usd));
  });
  return Math.max(0, ...byVolume, ...byTask);
}

function largestNeed(situation: Situation, dimension: keyof Resources): number {
  const needs = situation.services.map(({ daemon, desired }, index) =>
    daemon || desired === 0 ? 0 : situation.problem.requests[index].needs[dimension]);
  return Math.max(0, ...needs);
}
