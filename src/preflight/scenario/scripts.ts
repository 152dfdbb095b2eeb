import { allDeploymentsScenario } from './all-deployments';
import { availabilityZoneLossScenario } from './availability-zone-loss';
import { blueGreenDeploymentScenario } from './blue-green-deployment';
import { firstDeploymentScenario } from './first-deployment';
import { instanceDrainScenario } from './instance-drain';
import { instanceLossScenario } from './instance-loss';
import { instanceRefreshScenario } from './instance-refresh';
import { interleavedDeploymentsScenario } from './interleaved-deployments';
import { managedScaleInScenario } from './managed-scale-in';
import { managedScaleOutScenario } from './managed-scale-out';
import { rollingDeploymentScenario } from './rolling-deployment';
import { scaledToMaximumScenario } from './scaled-to-maximum';
import type { ScenarioName, ScenarioScript } from './script';
import { spotReclaimScenario } from './spot-reclaim';
import { steadyStateScenario } from './steady-state';
import { zoneRebalancingScenario } from './zone-rebalancing';

/** Every scenario, in the order of reports. */
export const SCRIPTS: readonly ScenarioScript[] = [
  steadyStateScenario,
  firstDeploymentScenario,
  rollingDeploymentScenario,
  allDeploymentsScenario,
  interleavedDeploymentsScenario,
  blueGreenDeploymentScenario,
  scaledToMaximumScenario,
  managedScaleOutScenario,
  managedScaleInScenario,
  availabilityZoneLossScenario,
  zoneRebalancingScenario,
  instanceLossScenario,
  instanceDrainScenario,
  instanceRefreshScenario,
  spotReclaimScenario,
];

export function scriptOf(name: ScenarioName): ScenarioScript {
  const found = SCRIPTS.find((script) => script.name === name);
  if (!found) throw new Error(`there is no scenario ${name}`);
  return found;
}
