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
import { partsOf, type ScenarioName, type ScenarioScript } from './script';
import { sequenceOf } from './sequence';
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

const SEQUENCES = new Map<ScenarioName, ScenarioScript>();

/** The script of a scenario, or of a sequence as `readScenario` gives it. */
export function scriptOf(name: ScenarioName): ScenarioScript {
  const known = SCRIPTS.find((script) => script.name === name) ?? SEQUENCES.get(name);
  if (known) return known;
  const made = partsOf(name)
    .map((part) => scriptOf(part))
    .reduceRight((later, earlier) => sequenceOf(earlier, later));
  SEQUENCES.set(name, made);
  return made;
}
