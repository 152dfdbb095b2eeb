import { changeService } from './change-model';
import { FARGATE_KINDS, fargateDemand, quotaOf, type FargateDemand, type FargateKind, type FargateUse } from './fargate-demand';
import type { Rule, RuleContext } from './rule';
import { number } from '../explain/refusal-summary';
import type { Evidence, Finding } from '../findings';
import { known } from '../model';
import type { ScenarioName } from '../scenario/script';

/** What Service Quotas calls them. */
export const QUOTA_NAMES: Readonly<Record<FargateKind, string>> = {
  'fargate': 'Fargate On-Demand vCPU resource count',
  'fargate-spot': 'Fargate Spot vCPU resource count',
};

export const fargateQuota: Rule = {
  id: 'fargate-quota',
  title: 'tasks on Fargate ask more vCPU at once than the quota of the account that was told',
  check: (context) => FARGATE_KINDS.flatMap((kind) => findingsOf(context, kind)),
};

/** One finding for each quota, about the first scenario that it is too small for. */
function findingsOf(context: RuleContext, kind: FargateKind): readonly Finding[] {
  const quota = quotaOf(context.options, kind);
  if (quota === undefined) return [];
  const over = context.scenarios
    .map((scenario) => ({ scenario, demand: fargateDemand(context, scenario, kind) }))
    .filter(({ demand }) => demand.fewest > quota);
  return over.length === 0 ? [] : [findingOf(context, kind, quota, over)];
}

interface Over {
  readonly scenario: ScenarioName;
  readonly demand: FargateDemand;
}

function findingOf(context: RuleContext, kind: FargateKind, quota: number, over: readonly Over[]): Finding {
  const [{ scenario, demand }] = over;
  const largest = bySize(demand)[0];
  return {
    ruleId: 'fargate-quota',
    severity: scenario === 'steady-state' || scenario === 'first-deployment' ? 'error' : 'warning',
    summary: `tasks on Fargate need ${vcpu(demand.fewest)} at once in ${scenario}, and the quota "${QUOTA_NAMES[kind]}" is ${vcpu(quota)}`,
    subject: largest.service.subject,
    evidence: [usesTable(demand, quota), ...(over.length > 1 ? [scenarioTable(over)] : [])],
    notes: [
      'certain in any order: all tasks at once take more than the quota; whose tasks wait depends on the order in which ECS starts them',
      'the quota is one for each account and Region: tasks of other stacks, and pods of EKS on Fargate, take from it too',
      'ECS will say "You\'ve reached the limit on the number of vCPUs you can run concurrently"',
      ...demand.unknown.map((text) => `not counted, because it is not known: ${text}`),
    ],
    help: cures(context, kind, quota, over, largest),
  };
}

function bySize({ uses }: FargateDemand): readonly FargateUse[] {
  return [...uses].sort((a, b) => b.most * b.vcpu - a.most * a.vcpu);
}

const SHOWN = 8;

function usesTable(demand: FargateDemand, quota: number): Evidence {
  const uses = bySize(demand);
  const left = uses.slice(SHOWN);
  const row = ({ service, most, fewest, vcpu: each }: FargateUse) => ({
    cells: [service.subject.constructPath, counted(fewest, most), vcpu(each), counted(fewest * each, most * each)],
  });
  return {
    kind: 'table',
    columns: ['', 'tasks at once', 'each', 'vCPU at once'],
    rows: [
      ...uses.slice(0, SHOWN).map(row),
      ...(left.length > 0 ? [{ cells: [`${left.length} more`, '', '', amount(left.reduce((sum, use) => sum + use.most * use.vcpu, 0))] }] : []),
      { cells: ['all, at least', '', '', amount(demand.fewest)] },
      { cells: ['quota', '', '', amount(quota)] },
    ],
  };
}

function scenarioTable(over: readonly Over[]): Evidence {
  return { kind: 'table', columns: ['scenario', 'vCPU at least'], rows: over.map(({ scenario, demand }) => ({ cells: [scenario, amount(demand.fewest)] })) };
}

/** Each is tried: the demand of every scenario is worked out again after it. */
function cures(context: RuleContext, kind: FargateKind, quota: number, over: readonly Over[], { service }: FargateUse): readonly string[] {
  const needed = Math.ceil(Math.max(...over.map(({ demand }) => demand.fewest)));
  const holds = (model: RuleContext['model'], limit: number) =>
    over.every(({ scenario }) => fargateDemand({ model }, scenario, kind).fewest <= limit);
  const found = holds(context.model, needed) ? [`raise the quota "${QUOTA_NAMES[kind]}" from ${amount(quota)} to ${amount(needed)} (Service Quotas)`] : [];
  const fewer = fewestChange(service, (changed) => holds(changeService(context.model, service.id, changed), quota));
  return [...found, ...fewer];
}

/** Fewer tasks of the service that takes most, where that alone is enough. */
function fewestChange(service: FargateUse['service'], holds: (changed: Partial<FargateUse['service']>) => boolean): readonly string[] {
  const path = service.subject.constructPath;
  const desired = service.desiredCount.known ? service.desiredCount.value : 0;
  for (let count = desired - 1; count >= 1; count -= 1) {
    if (holds({ desiredCount: known(count) })) return [`set desiredCount of ${path} from ${number(desired)} to ${number(count)}`];
  }
  const { scaling } = service;
  if (!scaling?.maxCapacity.known) return [];
  for (let most = scaling.maxCapacity.value - 1; most >= Math.max(1, desired); most -= 1) {
    if (holds({ scaling: { ...scaling, maxCapacity: known(most) } })) {
      return [`set maxCapacity (MaxCapacity) of ${scaling.subject.constructPath} from ${number(scaling.maxCapacity.value)} to ${number(most)}`];
    }
  }
  return [];
}

function counted(fewest: number, most: number): string {
  return fewest === most ? amount(most) : `${amount(Math.min(fewest, most))} to ${amount(most)}`;
}

/** A quarter of a vCPU is the smallest part. */
function amount(value: number): string {
  const [whole, part] = String(value).split('.');
  return part === undefined ? number(value) : `${number(Number(whole))}.${part}`;
}

function vcpu(value: number): string {
  return `${amount(value)} vCPU`;
}
