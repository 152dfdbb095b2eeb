import { compareStrategies } from './compare-strategies';
import { fargateCost } from './fargate-cost';
import { headroomOf } from './headroom';
import { adviseShapes } from './shapes';
import type { ClusterSize, SizeReport } from './size-report';
import { spareOf } from './spare';
import type { Cluster, InstanceGroup, PlacementModel } from '../model';
import type { SimulationOptions } from '../scenario/options';
import { PESSIMISTIC } from '../scenario/reading';
import type { ScenarioName } from '../scenario/script';
import { hiddenCapacity, situationOf } from '../scenario/situation';

/** A shape has to hold what every service goes through: it starts, and it is deployed again. */
export const SIZED_FOR: readonly ScenarioName[] = ['steady-state', 'rolling-deployment', 'blue-green-deployment'];

/** Room, spare instances, cheaper shapes and other strategies for every cluster with container instances. */
export function sizeModel(model: PlacementModel, options: SimulationOptions, scenarios: readonly ScenarioName[] = SIZED_FOR): SizeReport {
  const clusters = model.clusters.filter((cluster) => groupsOf(model, cluster).length > 0 || cluster.imported);
  const notes = ['Spot prices move and are not in the tables, so nothing is compared with them'];
  if (clusters.length === 0) notes.unshift('no cluster of the input has container instances');
  return { clusters: clusters.map((cluster) => sizeCluster(model, cluster, options, scenarios)), notes };
}

function sizeCluster(model: PlacementModel, cluster: Cluster, options: SimulationOptions, scenarios: readonly ScenarioName[]): ClusterSize {
  // Registered memory at the floor of all samples: room that is promised here is there.
  const situation = situationOf(model, cluster, PESSIMISTIC, options);
  const name = cluster.subject.constructPath;
  const unknown = hiddenCapacity(model, cluster, options) ?? hiddenService(situation.leftOut);
  if (unknown !== undefined) return { cluster: name, unknown, headroom: [], strategies: [], assumptions: [] };
  const [pattern] = groupsOf(model, cluster);
  return {
    cluster: name,
    headroom: headroomOf(situation, options),
    spare: spareOf(situation, options),
    shapes: adviseShapes(model, situation, pattern, scenarios, options),
    fargate: fargateCost(model, cluster),
    strategies: compareStrategies(situation, options),
    assumptions: situation.assumptions,
  };
}

function groupsOf(model: PlacementModel, cluster: Cluster): readonly InstanceGroup[] {
  return model.capacities.filter(
    (capacity): capacity is InstanceGroup => capacity.kind === 'instance-group' && capacity.cluster.known && capacity.cluster.value === cluster.id,
  );
}

function hiddenService(leftOut: ReturnType<typeof situationOf>['leftOut']): string | undefined {
  const hidden = leftOut.find((left) => left.takesRoom);
  return hidden && `${hidden.service.subject.constructPath} takes an unknown part of the room: ${hidden.because}`;
}
