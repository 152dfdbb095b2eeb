import { loseInTurn, type Loss } from './loss';
import type { ScenarioScript } from './script';
import type { Situation } from './situation';
import type { Engine } from '../scheduler/engine';

/** Every container instance lost in turn, until Auto Scaling has replaced it. */
export const instanceLossScenario: ScenarioScript = {
  name: 'instance-loss',
  mostOrders: 5,
  exempt: ({ daemon }) => (daemon ? 'a daemon goes with its instance' : undefined),
  run: (situation, engine, order) => loseInTurn(situation, engine, order, losses(situation, engine)),
  counts: () => undefined,
};

/** Instances of one kind with the same tasks are lost alike: one of them stands for all. */
function losses(situation: Situation, engine: Engine): readonly Loss[] {
  const seen = new Set<string>();
  const out: Loss[] = [];
  situation.problem.instances.forEach((instance, index) => {
    const tasks = situation.services.map((_, service) => engine.countOn(service, index)).join(',');
    const kind = `${instance.group} ${instance.instanceType} ${instance.zone} ${tasks}`;
    if (seen.has(kind)) return;
    seen.add(kind);
    out.push({ moment: `${instance.id} in ${instance.zone} is lost`, instances: [index] });
  });
  return out;
}
