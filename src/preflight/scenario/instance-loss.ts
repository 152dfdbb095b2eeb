import { eventsOf, loseInTurn, type Loss } from './loss';
import type { ScenarioScript } from './script';
import type { Situation } from './situation';
import type { Stage } from './stage';

/** Every container instance lost in turn, until Auto Scaling has replaced it. */
export const instanceLossScenario: ScenarioScript = {
  name: 'instance-loss',
  aboutInstances: true,
  mostOrders: 5,
  exempt: ({ daemon }) => (daemon ? 'a daemon goes with its instance' : undefined),
  run: (stage) => loseInTurn(stage, differentLosses(stage)),
  counts: () => undefined,
  leaves: (stage) => eventsOf(stage, differentLosses(stage)),
  follows: true,
  losses: (situation) => situation.problem.instances.map((_, index) => lossOf(situation, index)),
};

/** Instances of one kind with the same tasks go alike: the first of them stands for all. */
export function differentInstances({ situation, engine }: Stage): readonly number[] {
  const seen = new Set<string>();
  return situation.problem.instances.flatMap((instance, index) => {
    const tasks = engine.requestsOn(index).map((request) => ` ${request}:${engine.countOn(request, index)}`);
    const kind = `${instance.group} ${instance.instanceType} ${instance.zone}${tasks.join('')}`;
    if (seen.has(kind)) return [];
    seen.add(kind);
    return [index];
  });
}

function differentLosses(stage: Stage): readonly Loss[] {
  return differentInstances(stage).map((instance) => lossOf(stage.situation, instance));
}

function lossOf({ problem }: Situation, index: number): Loss {
  const { id, zone } = problem.instances[index];
  return { moment: `${id} in ${zone} is lost`, instances: [index] };
}
