import type { ScenarioName } from '../scenario/script';
import { scriptOf } from '../scenario/scripts';
import type { Situation } from '../scenario/situation';
import type { Instance, Resources } from '../scheduler/problem';

const DIMENSIONS = ['cpu', 'memory', 'gpus', 'enis'] as const;

/**
 * What all replica tasks need together, and beside them the tasks without which no deployment of one service moves, where the
 * scenarios have deployments. Daemons are left out: their number depends on the instances.
 */
export function totalNeeds(situation: Situation, scenarios: readonly ScenarioName[] = []): Resources {
  const steady = situation.services.map(({ desired, daemon }) => (daemon ? 0 : desired));
  const deployments = scenarios.filter((name) => name === 'rolling-deployment' || name === 'blue-green-deployment').map(scriptOf);
  const more = (index: number) => {
    const service = situation.services[index];
    if (steady[index] === 0) return 0;
    const least = deployments.map((script) => (script.exempt(service) ? 0 : script.counts(situation, steady, index, 'least')?.[index] ?? 0));
    return Math.max(0, ...least.map((count) => count - steady[index]));
  };
  const extra = steady.map((_, index) => more(index));
  const sum = (dimension: keyof Resources) => {
    const needs = situation.services.map((_, index) => situation.problem.requests[index].needs[dimension]);
    return needs.reduce((all, need, index) => all + steady[index] * need, 0) + Math.max(0, ...needs.map((need, index) => extra[index] * need));
  };
  return { cpu: sum('cpu'), memory: sum('memory'), gpus: sum('gpus'), enis: sum('enis') };
}

/** No fewer instances like this one hold the tasks; undefined where one of the tasks, or all daemons, are too large for it. */
export function fewestInstances(situation: Situation, instance: Instance, scenarios: readonly ScenarioName[] = []): number | undefined {
  const daemons = situation.services.flatMap((service, index) => (service.daemon ? [situation.problem.requests[index].needs] : []));
  const total = totalNeeds(situation, scenarios);
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
export function boundUsdPerMonth(
  situation: Situation,
  offers: readonly { readonly instance: Instance; readonly usd: number }[],
  scenarios: readonly ScenarioName[] = [],
): number {
  const total = totalNeeds(situation, scenarios);
  const byVolume = DIMENSIONS.map((dimension) => {
    if (total[dimension] === 0) return 0;
    return total[dimension] * Math.min(...offers.map(({ instance, usd }) => usd / Math.max(1, instance.registered[dimension])));
  });
  // Whatever CPU and memory are worth beside one another, what they are worth together bounds the price.
  const byBoth = Array.from({ length: STEPS + 1 }, (_, step) => {
    const [cpu, memory] = [step / STEPS / Math.max(1, total.cpu), (1 - step / STEPS) / Math.max(1, total.memory)];
    const worth = (amounts: Resources) => cpu * amounts.cpu + memory * amounts.memory;
    return worth(total) * Math.min(...offers.map(({ instance, usd }) => usd / Math.max(Number.MIN_VALUE, worth(instance.registered))));
  });
  const byTask = situation.services.map(({ daemon, desired }, index) => {
    const { needs } = situation.problem.requests[index];
    const holding = offers.filter(({ instance }) => DIMENSIONS.every((dimension) => instance.registered[dimension] >= needs[dimension]));
    return daemon || desired === 0 || holding.length === 0 ? 0 : Math.min(...holding.map(({ usd }) => usd));
  });
  return Math.max(0, ...byVolume, ...byBoth, ...byTask);
}

const STEPS = 50;

function largestNeed(situation: Situation, dimension: keyof Resources): number {
  const needs = situation.services.map(({ daemon, desired }, index) =>
    daemon || desired === 0 ? 0 : situation.problem.requests[index].needs[dimension]);
  return Math.max(0, ...needs);
}
