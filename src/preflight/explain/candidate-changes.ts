import { changeGroup, changeService, changeTask, withDynamicPorts, withSize, withTaskMemory, type Change, type Trial } from './change';
import { nextSize } from './next-size';
import { blockingKinds, number } from './refusal-summary';
import { known, valueOr } from '../model';
import type { InstanceGroup, TaskDefinition } from '../model';
import type { Judgement } from '../scenario/judge';
import { definitionOf } from '../scenario/request';
import { deploymentBounds } from '../scenario/rolling-deployment';
import type { ScenarioName } from '../scenario/script';
import { taskNeeds } from '../scenario/task-needs';

/** A change with a number in it: the smallest amount that works is searched for between the bounds. */
export interface SearchedChange {
  readonly from: number;
  readonly to: number;
  at(amount: number): Change;
}

export type Candidate = Change | SearchedChange;

/** Scenarios in which tasks leave a draining instance within the percentages of a deployment. */
const BY_PERCENTAGES: readonly ScenarioName[] = ['instance-drain', 'instance-refresh'];

/** Changes worth trying for a failed judgement, smallest kind of change first. */
export function candidateChanges(trial: Trial, judgement: Judgement): readonly Candidate[] {
  const kinds = blockingKinds(judgement.failure?.refusals ?? []);
  const rolling = judgement.failure?.deadlock !== undefined;
  const definition = definitionOf(trial.model, judgement.service);
  const candidates: Candidate[] = [];
  if (definition.known && (kinds.includes('tcp-port') || kinds.includes('udp-port'))) candidates.push(...dynamicPorts(definition.value));
  if (kinds.includes('enis') && !trial.options.trunking) candidates.push(trunking());
  if (rolling || BY_PERCENTAGES.includes(judgement.scenario)) candidates.push(...percentages(judgement));
  if (definition.known && kinds.includes('memory')) candidates.push(...smallerTask(definition.value));
  for (const group of groupsOf(trial, judgement)) {
    candidates.push(...throughProvider(judgement, group), ...moreInstances(group, judgement), ...largerInstances(group, trial));
  }
  if (!rolling) candidates.push(...fewerTasks(judgement));
  return candidates;
}

function dynamicPorts(definition: TaskDefinition): readonly Change[] {
  // In host mode the container's port is the instance's port: there is no dynamic one.
  if (!definition.networkMode.known || definition.networkMode.value !== 'bridge') return [];
  return [
    {
      text: `set the host port of ${definition.subject.constructPath} to 0, a dynamic port`,
      cost: 1,
      apply: changeTask(definition.id, withDynamicPorts),
    },
  ];
}

function trunking(): Change {
  return {
    text: 'turn on ENI trunking (account setting awsvpcTrunking, then --trunking on)',
    cost: 2,
    apply: (trial) => ({ ...trial, options: { ...trial.options, trunking: true } }),
  };
}

function percentages(judgement: Judgement): readonly Change[] {
  const { service } = judgement;
  const { daemon } = judgement.simulation.situation.services[judgement.index];
  const desired = judgement.asked;
  const minimum = valueOr(service.minHealthyPercent, 100);
  const maximum = valueOr(service.maxHealthyPercent, daemon ? 100 : 200);
  const lowered = Math.floor(((desired - 1) * 100) / desired);
  const raised = Math.ceil(((desired + 1) * 100) / desired);
  const changes: Change[] = [];
  if (!daemon && deploymentBounds(desired, minimum, maximum).upper <= desired && raised <= 1000) {
    changes.push({
      text: `set maxHealthyPercent (MaximumPercent) of ${service.subject.constructPath} from ${maximum} to ${raised}; may run at once becomes floor(${desired} × ${raised}%) = ${deploymentBounds(desired, minimum, raised).upper}`,
      cost: 3,
      apply: changeService(service.id, (old) => ({ ...old, maxHealthyPercent: known(raised) })),
    });
  }
  if (lowered < minimum) {
    changes.push({
      text: `set minHealthyPercent (MinimumHealthyPercent) of ${service.subject.constructPath} from ${minimum} to ${lowered}; must keep running becomes ceil(${desired} × ${lowered}%) = ${deploymentBounds(desired, lowered, maximum).lower}`,
      cost: 4,
      apply: changeService(service.id, (old) => ({ ...old, minHealthyPercent: known(lowered) })),
    });
  }
  return changes;
}

function smallerTask(definition: TaskDefinition): readonly SearchedChange[] {
  const needs = taskNeeds(definition);
  if (!needs.known || needs.value.memory < 16) return [];
  const total = needs.value.memory;
  // Searched by how much is taken away; below three quarters it would be another task.
  return [
    {
      from: 1,
      to: Math.floor(total / 4),
      at: (less) => ({
        text: `set the memory of ${definition.subject.constructPath} from ${number(total)} to ${number(total - less)} MiB`,
        cost: 5 + less / total,
        apply: changeTask(definition.id, (old) => withTaskMemory(old, total - less, total)),
      }),
    },
  ];
}

/** A service with launch type EC2 makes no group grow; one that names the capacity provider does. */
function throughProvider({ service, simulation, index }: Judgement, group: InstanceGroup): readonly Change[] {
  const { daemon } = simulation.situation.services[index];
  if (daemon || goesThrough(simulation, index) || !scales(group)) return [];
  const strategy = known([{ provider: known(group.id), base: known(0), weight: known(1) }]);
  return [
    {
      text: `let ${service.subject.constructPath} go through the capacity provider of ${group.subject.constructPath} (CapacityProviderStrategy instead of LaunchType)`,
      cost: 6,
      apply: changeService(service.id, (old) => ({ ...old, launchType: undefined, strategy })),
    },
  ];
}

function goesThrough(simulation: Judgement['simulation'], index: number): boolean {
  return simulation.situation.problem.requests[index].capacity !== undefined;
}

function scales(group: InstanceGroup): boolean {
  return group.provider !== undefined && group.provider.managedScaling.known && group.provider.managedScaling.value;
}

function moreInstances(group: InstanceGroup, judgement: Judgement): readonly SearchedChange[] {
  if (!group.maxSize.known || !group.desiredCapacity.known) return [];
  const grows = scales(group) && goesThrough(judgement.simulation, judgement.index);
  const now = grows ? group.maxSize.value : group.desiredCapacity.value;
  const name = grows ? 'maxCapacity (MaxSize)' : 'desired capacity';
  return [
    {
      from: now + 1,
      to: Math.max(now * 4, now + 16),
      at: (size) => ({
        text: `set ${name} of ${group.subject.constructPath} from ${number(now)} to ${number(size)}`,
        cost: 10 + size - now,
        apply: changeGroup(group.id, (old) => withSize(old, size, grows)),
      }),
    },
  ];
}

function largerInstances(group: InstanceGroup, trial: Trial): readonly Change[] {
  if (!group.instanceTypes.known || group.instanceTypes.value.length !== 1) return [];
  const [name] = group.instanceTypes.value;
  const larger = nextSize(name, trial.options.catalog);
  if (!larger) return [];
  return [
    {
      text: `set the instance type of ${group.subject.constructPath} from ${name} to ${larger}`,
      cost: 30,
      apply: changeGroup(group.id, (old) => ({ ...old, instanceTypes: known([larger]) })),
    },
  ];
}

function fewerTasks(judgement: Judgement): readonly SearchedChange[] {
  const { service, asked } = judgement;
  if (asked < 2 || judgement.simulation.situation.services[judgement.index].daemon) return [];
  return [
    {
      from: 1,
      to: asked - 1,
      at: (less) => ({
        text: `set desiredCount of ${service.subject.constructPath} from ${number(asked)} to ${number(asked - less)}`,
        cost: 40 + less,
        apply: changeService(service.id, (old) => ({ ...old, desiredCount: known(asked - less) })),
      }),
    },
  ];
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
