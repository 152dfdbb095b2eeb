import type { Outcome, ServiceOutcome } from './outcome';
import type { ScenarioScript } from './script';
import type { SimulatedService, Situation } from './situation';
import type { Stage } from './stage';
import { startTasks } from './steady-state';
import { MAX_TASKS_PER_CALL } from '../scheduler/engine';

/** Every service at the maximum of its scaler at the same time. */
export const scaledToMaximumScenario: ScenarioScript = {
  name: 'scaled-to-maximum',
  mostOrders: 20,
  follows: true,
  exempt(service) {
    if (!service.service.scaling) return 'the service has no scaling of its own';
    const { maxCapacity } = service.service.scaling;
    if (maxCapacity.known && maxCapacity.value > MAX_TASKS_PER_CALL) {return `a maximum of ${maxCapacity.value} is beyond every quota of ECS`;}
    return maxCapacity.known ? undefined : `the maximum is unknown: ${maxCapacity.because}`;
  },
  run: growToMaximum,
  counts: (situation, steady) => steady.map((count, index) => Math.max(count, mostTasks(situation.services[index]))),
  hides: hiddenMaximum,
  leaves: ({ situation }) => [
    {
      moment: 'every service runs the maximum of its scaler',
      play: (on) => new Map([...growToMaximum(on)].map(([index, { asked, placed }]) => [index, asked - placed])),
      situation: atMaximum(situation),
    },
  ],
};

/** A service that may grow nobody knows how far leaves nobody a certain room. */
export function hiddenMaximum({ services }: Situation): string | undefined {
  for (const { service, daemon } of services) {
    const most = service.scaling?.maxCapacity;
    if (daemon || !most) continue;
    if (!most.known) return `${service.subject.constructPath} may scale to a maximum that is unknown: ${most.because}`;
  }
  return undefined;
}

function growToMaximum(stage: Stage): Outcome {
  const { situation, engine, order } = stage;
  const outcome = new Map<number, ServiceOutcome>();
  for (const index of order) {
    const most = mostTasks(situation.services[index]);
    const running = engine.count(index);
    if (most <= running) {
      outcome.set(index, { asked: most, placed: most, failed: false });
      continue;
    }
    const more = startTasks(stage, index, most - running, `${most} tasks at the scaler's maximum`);
    outcome.set(index, { ...more, asked: most, placed: running + more.placed });
  }
  return outcome;
}

function atMaximum(situation: Situation): Situation {
  return { ...situation, services: situation.services.map((service) => ({ ...service, desired: mostTasks(service) })) };
}

export function mostTasks({ service, desired }: SimulatedService): number {
  return service.scaling?.maxCapacity.known && service.scaling.maxCapacity.value <= MAX_TASKS_PER_CALL
    ? Math.max(desired, service.scaling.maxCapacity.value)
    : desired;
}
