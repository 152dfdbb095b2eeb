import { allDeploymentsScenario } from './all-deployments';
import { availabilityZoneLossScenario } from './availability-zone-loss';
import { blueGreenDeploymentScenario } from './blue-green-deployment';
import { instanceLossScenario } from './instance-loss';
import { interleavedDeploymentsScenario } from './interleaved-deployments';
import { rollingDeploymentScenario } from './rolling-deployment';
import { scaledToMaximumScenario } from './scaled-to-maximum';
import type { ScenarioName, ScenarioScript } from './script';
import { spotReclaimScenario } from './spot-reclaim';
import { steadyStateScenario } from './steady-state';

/** Every scenario, in the order of reports. */
export const SCRIPTS: readonly ScenarioScript[] = [
  steadyStateScenario,
  rollingDeploymentScenario,
  allDeploymentsScenario,
  interleavedDeploymentsScenario,
  blueGreenDeploymentScenario,
  scaledToMaximumScenario,
  availabilityZoneLossScenario,
  instanceLossScenario,
  spotReclaimScenario,
];

export function scriptOf(name: ScenarioName): ScenarioScript {
  const found = SCRIPTS.find((script) => script.name === name);
  if (!found) throw new Error(`there is no scenario ${name}`);
  return found;
}
