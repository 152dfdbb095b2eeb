import type { ModelNote, PlacementModel } from '../model';
import { Evaluation } from './intrinsics/evaluation';
import { indexClusters } from './readers/cluster-index';
import { indexProviders } from './readers/provider-index';
import { readInstanceProfiles, readRoles } from './readers/read-access';
import { readAlarms } from './readers/read-alarms';
import { readCapacities } from './readers/read-capacities';
import { readClusters } from './readers/read-clusters';
import { readCodeDeployGroups } from './readers/read-code-deploy';
import { readDeclared, readMountTargets } from './readers/read-declared';
import { readExpressService } from './readers/read-express-service';
import { readLoadBalancing } from './readers/read-load-balancing';
import { readManagedDaemons } from './readers/read-managed-daemons';
import { readNetwork } from './readers/read-network';
import { loopsIn, readOrder } from './readers/read-order';
import { readPullThroughCacheRules, readRegistry, readRepositories } from './readers/read-registry';
import { readScaledResources, readScaling } from './readers/read-scaling';
import { readService } from './readers/read-service';
import { readStandaloneTasks } from './readers/read-standalone-tasks';
import { ofType, startReading, type Reading } from './readers/reading';
import { indexTaskDefinitions } from './readers/task-definition-index';
import type { Input } from './template/stack';

/** A condition that the templates leave open. Reading again with an answer in `conditions` judges that branch. */
export interface OpenCondition {
  /** `<stack>/<condition>`. */
  readonly id: string;
  readonly because: string;
}

export interface Extraction {
  readonly model: PlacementModel;
  readonly openConditions: readonly OpenCondition[];
}

/** Templates to model, and the conditions on which it depends. */
export function extract(input: Input): Extraction {
  const evaluation = new Evaluation(input);
  const model = extractModel(input, evaluation);
  const openConditions = [...evaluation.openConditions].map(([id, because]) => ({ id, because })).sort((one, other) => one.id < other.id ? -1 : 1);
  return { model, openConditions };
}

/** The whole order of work. Everything that is named is indexed before anything refers to it. */
function extractModel(input: Input, evaluation: Evaluation): PlacementModel {
  const reading = startReading(evaluation);
  const clusters = indexClusters(reading);
  const providers = indexProviders(reading);
  const taskDefinitions = indexTaskDefinitions(reading);
  const { clusters: declared, clusterOfProvider } = readClusters(reading, clusters, providers);
  const capacities = readCapacities(reading, clusters, providers, clusterOfProvider);
  const scaling = readScaling(reading);
  const order = readOrder(reading);
  const around = { clusters, providers, taskDefinitions, scaling, order };
  const services = [
    ...ofType(reading, 'AWS::ECS::Service').map((resource) => readService(resource, reading, around)),
    ...ofType(reading, 'AWS::ECS::ExpressGatewayService').map((resource) => readExpressService(resource, evaluation, around)),
  ];
  const standaloneTasks = readStandaloneTasks(reading, around);
  const network = readNetwork(reading);
  return {
    clusters: [...declared, ...clusters.imported()],
    capacities,
    taskDefinitions: [...taskDefinitions.declared, ...taskDefinitions.imported()],
    services,
    standaloneTasks,
    network,
    loadBalancing: readLoadBalancing(reading),
    roles: readRoles(reading),
    repositories: readRepositories(reading),
    pullThroughCacheRules: readPullThroughCacheRules(reading),
    declared: readDeclared(reading),
    mountTargets: readMountTargets(reading),
    managedDaemons: readManagedDaemons(reading, around),
    codeDeployGroups: readCodeDeployGroups(reading),
    alarms: readAlarms(reading),
    scaledResources: readScaledResources(reading),
    instanceProfiles: readInstanceProfiles(reading),
    registry: readRegistry(reading),
    ...loopsIn(order),
    ...unreadOf(reading, input),
    ...environmentsOf(input),
    notes: notesOf(reading, input),
  };
}

function environmentsOf(input: Input): Pick<PlacementModel, 'environments'> {
  const environments = input.stacks.filter(({ account }) => account !== undefined).map(({ path, account, region }) => ({
    templatePath: path, account, ...(region === undefined ? {} : { region }),
  }));
  return environments.length === 0 ? {} : { environments };
}

/** What may add to the model or change it, and was not read. */
function unreadOf(reading: Reading, input: Input): Pick<PlacementModel, 'unread' | 'rewritten'> {
  const missing = input.stacks.reduce((sum, stack) => sum + stack.missingNested.size + stack.macros.length, 0);
  const unseen = ofType(reading, 'AWS::CloudFormation::Stack')
    .filter(({ stack: { nested, missingNested }, logicalId }) => !nested.has(logicalId) && !missingNested.has(logicalId)).length;
  // The transforms of AWS add resources or fill in their own, and leave the others alone.
  const rewritten = input.stacks.filter(({ macros }) => macros.some((name) => !name.startsWith('AWS::'))).map(({ path }) => path).sort();
  return missing + unseen === 0 ? {} : { unread: missing + unseen, ...(rewritten.length === 0 ? {} : { rewritten }) };
}

function notesOf(reading: Reading, input: Input): readonly ModelNote[] {
  const notes = [...reading.notes];
  for (const stack of input.stacks) {
    for (const [logicalId, because] of stack.missingNested) {
      const creator = stack.resources.get(logicalId);
      notes.push({ ...(creator ? { subject: creator.subject } : {}), text: `the nested stack ${logicalId} of ${stack.path} was not read: ${because}` });
    }
    for (const macro of stack.macros) {
      notes.push({ text: `${stack.path} is judged as it is written, although the macro ${macro} may add and change resources` });
    }
  }
  for (const resource of ofType(reading, 'AWS::CloudFormation::Stack')) {
    const { nested, missingNested, path } = resource.stack;
    if (!nested.has(resource.logicalId) && !missingNested.has(resource.logicalId)) {
      notes.push({ subject: resource.subject, text: `the nested stack ${resource.logicalId} of ${path} was not read: its template is not part of the input` });
    }
  }
  for (const assumption of [...reading.evaluation.zoneAssumptions].sort()) {
    notes.push({ text: `${assumption}: that is assumed from the region, and an account may see fewer` });
  }
  if (![...reading.resources.keys()].some((type) => type.startsWith('AWS::ECS::') && ofType(reading, type).length > 0)) {
    const paths = input.stacks.map((stack) => stack.path);
    notes.push({ text: `no ECS resource in ${paths.length === 0 ? 'the input' : paths.length <= 3 ? paths.join(', ') : `${paths.length} templates`}` });
  }
  return notes;
}
