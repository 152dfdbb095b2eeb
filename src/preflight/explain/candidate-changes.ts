import type { Candidate, Change, Trial } from './change';
import { relaxedConstraints } from './constraint-changes';
import { largerInstances, moreInstances, throughProvider } from './instance-changes';
import { blockingKinds } from './refusal-summary';
import { stricterRequirements } from './requirement-changes';
import { fewerTasks, percentages } from './service-changes';
import { otherStrategies } from './strategy-changes';
import { dynamicPorts, smallerTask } from './task-changes';
import { oneMoreZone, subnetsOfTasks, zonesDecide } from './zone-changes';
import { eniSlots } from '../catalog';
import { valueOr } from '../model';
import type { InstanceGroup } from '../model';
import { knownTypes } from '../scenario/instances';
import type { Judgement } from '../scenario/judge';
import { withinStrategy } from '../scenario/look';
import { definitionOf } from '../scenario/request';
import { partsOf, type SingleScenario } from '../scenario/script';
import { seenIn } from '../scenario/seen';
import { taskNeeds } from '../scenario/task-needs';
import type { Refusal } from '../scheduler/refusal';

/** Scenarios in which tasks move within the percentages of a deployment. */
const BY_PERCENTAGES: readonly SingleScenario[] = ['instance-drain', 'instance-refresh', 'zone-rebalancing'];

/** Changes worth trying for a failed judgement. */
export function candidateChanges(trial: Trial, judgement: Judgement): readonly Candidate[] {
  const refusals = withinStrategy(seenIn(judgement)?.refusals ?? []);
  const kinds = blockingKinds(refusals);
  const rolling = judgement.failure?.deadlock !== undefined;
  const definition = definitionOf(trial.model, judgement.service);
  const needs = definition.known ? taskNeeds(definition.value) : undefined;
  const groups = groupsOf(trial, judgement);
  const candidates: Candidate[] = [];
  if (definition.known && (kinds.includes('tcp-port') || kinds.includes('udp-port'))) candidates.push(...dynamicPorts(definition.value));
  if (kinds.includes('enis') && groups.some((group) => trunkingHelps(trial, group))) candidates.push(trunking());
  if (rolling || partsOf(judgement.scenario).some((part) => BY_PERCENTAGES.includes(part))) candidates.push(...percentages(judgement));
  if (definition.known) candidates.push(...smallerTask(definition.value, { cpu: kinds.includes('cpu'), memory: kinds.includes('memory') }));
  if (kinds.includes('zone')) candidates.push(...subnetsOfTasks(trial, judgement, groups));
  candidates.push(...otherStrategies(judgement, kinds));
  for (const group of groups) {
    candidates.push(...throughProvider(judgement, group), ...moreInstances(group, judgement));
    if (zonesDecide(judgement, group, refusals)) candidates.push(...oneMoreZone(trial, judgement, group));
    candidates.push(...largerInstances(group, trial, kinds));
    if (needs?.known) candidates.push(...stricterRequirements(group, needs.value, { cpu: kinds.includes('cpu'), memory: kinds.includes('memory') }));
  }
  candidates.push(...relaxedConstraints(trial, judgement, refusals));
  if (!rolling) candidates.push(...fewerTasks(judgement));
  return candidates;
}

/** Changes for a constraint that no instance satisfies: instances in the zone that it asks for, or the constraint relaxed. */
export function changesOfConstraints(trial: Trial, judgement: Judgement, refusals: readonly Refusal[]): readonly Change[] {
  const zones = groupsOf(trial, judgement).flatMap((group) => (zonesDecide(judgement, group, refusals) ? oneMoreZone(trial, judgement, group) : []));
  return [...zones.map((zone) => ('at' in zone ? zone.at(zone.from) : zone)), ...relaxedConstraints(trial, judgement, refusals)];
}

/** Some of its types take more awsvpc tasks with trunking; Windows takes none. */
function trunkingHelps({ options }: Trial, group: InstanceGroup): boolean {
  if (options.trunking || group.eniTrunking === true) return false;
  const windows = valueOr(group.ami.os, 'linux-other') === 'windows';
  return knownTypes(group, options).some((type) => eniSlots(type, { trunking: true, windows }) > eniSlots(type, { trunking: false, windows }));
}

function trunking(): Change {
  return {
    text: 'turn on ENI trunking (account setting awsvpcTrunking, then --trunking on)',
    cost: 2,
    apply: (trial) => ({ ...trial, options: { ...trial.options, trunking: true } }),
  };
}

function groupsOf(trial: Trial, judgement: Judgement): readonly InstanceGroup[] {
  const shares = judgement.simulation.situation.problem.requests[judgement.index].capacity;
  return trial.model.capacities.filter(
    (capacity): capacity is InstanceGroup =>
      capacity.kind === 'instance-group' &&
      capacity.cluster.known &&
      capacity.cluster.value === judgement.simulation.situation.cluster.id &&
      (!shares || shares.some((share) => share.group === capacity.id)),
  );
}
