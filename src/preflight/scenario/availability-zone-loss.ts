import { eventsOf, loseInTurn, type Loss } from './loss';
import type { ScenarioScript } from './script';
import type { Situation } from './situation';

/** Every Availability Zone lost in turn, without new instances: the first minutes after the loss. */
export const availabilityZoneLossScenario: ScenarioScript = {
  name: 'availability-zone-loss',
  aboutInstances: true,
  mostOrders: 10,
  exempt: ({ daemon }) => (daemon ? 'a daemon goes with its instance' : undefined),
  run: (stage) => loseInTurn(stage, lostZones(stage.situation)),
  counts: () => undefined,
  leaves: (stage) => eventsOf(stage, lostZones(stage.situation)),
  follows: true,
  losses: lostZones,
};

function lostZones({ problem: { instances } }: Situation): readonly Loss[] {
  const zones = [...new Set(instances.map((instance) => instance.zone))].sort();
  return zones.map((zone) => ({
    moment: `${zone} is lost`,
    instances: instances.flatMap((instance, index) => (instance.zone === zone ? [index] : [])),
  }));
}
