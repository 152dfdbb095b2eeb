import type { Catalog } from './catalog';
import { certaintyOf } from './explain/certainty';
import type { ScenarioVerdict } from './findings';
import { valueOr } from './model';
import type { Service } from './model';
import { isStuckByConfiguration } from './rules/deployment-deadlock';
import { FARGATE_KINDS, fargateDemand, quotaOf } from './rules/fargate-demand';
import { QUOTA_NAMES } from './rules/fargate-quota';
import type { RuleContext } from './rules/rule';
import { managedFit, onManagedInstances, type OnManagedInstances } from './scenario/managed-fit';
import { definitionOf } from './scenario/request';
import { deploymentBounds } from './scenario/rolling-deployment';
import { partsOf, type ScenarioName, type SingleScenario } from './scenario/script';
import { scriptOf } from './scenario/scripts';
import { taskNeeds } from './scenario/task-needs';

/** One verdict per scenario for a service, whether it runs on instances, on Fargate, or where nothing can be said. */
export function verdictsOf(context: RuleContext, service: Service): readonly ScenarioVerdict[] {
  return context.scenarios.map((scenario) => verdictOf(context, service, scenario));
}

function verdictOf(context: RuleContext, service: Service, scenario: ScenarioName): ScenarioVerdict {
  if (scenario === 'rolling-deployment' && isStuckByConfiguration(service)) {
    return { scenario, verdict: 'cannot-fit', because: 'the percentages leave nothing to stop and nothing to start' };
  }
  const judged = context.clusters.find(({ cluster }) => service.cluster.known && cluster.id === service.cluster.value);
  if (!judged) {
    return {
      scenario,
      verdict: 'unknown',
      because: service.cluster.known ? 'the cluster is not part of the input' : `the cluster is unknown: ${service.cluster.because}`,
    };
  }
  const judgement = judged.judgements.find((one) => one.service.id === service.id && one.scenario === scenario);
  if (judgement) {
    return {
      scenario,
      verdict: judgement.verdict,
      ...(judgement.verdict === 'not-simulated' && judgement.notRun ? {} : { placed: judgement.placed, asked: judgement.asked }),
      ...(judgement.notRun ? { notRun: true } : {}),
      because: [certaintyOf(judgement), judgement.verdict === 'not-simulated' ? undefined : judgement.remark].filter((text) => text !== undefined).join('; '),
    };
  }
  const left = judged.leftOut.find((one) => one.service.id === service.id);
  if (left?.because === 'fargate') return fargateVerdict(context, service, scenario);
  const managed = onManagedInstances(context.model, service);
  if (managed) return managedVerdict(managed, context.options.catalog, scenario);
  return { scenario, verdict: 'unknown', because: left?.because ?? 'nothing in the input says where its tasks run' };
}

/** ECS starts an instance for each task that waits, so what decides is whether it may start one that is large enough. */
function managedVerdict(managed: OnManagedInstances, catalog: Catalog, scenario: ScenarioName): ScenarioVerdict {
  const { service } = managed;
  const script = scriptOf(scenario);
  const exempt = script.aboutInstances
    ? 'its tasks run on Managed Instances, which ECS replaces itself'
    : script.exempt({ service, desired: 0, daemon: false });
  if (exempt !== undefined) return { scenario, verdict: 'not-simulated', because: exempt };
  const fit = managedFit(managed, catalog);
  if (fit.kind === 'unknown') return { scenario, verdict: 'unknown', because: fit.because };
  if (!service.desiredCount.known) return { scenario, verdict: 'unknown', because: `the desired count is unknown: ${service.desiredCount.because}` };
  const count = tasksOverAll(service, service.desiredCount.value, scenario);
  if (fit.kind === 'holds') {
    const because = `ECS starts instances as tasks wait; ${fit.holding} of ${fit.types} types that meet the requirements take such a task, whether EC2 has capacity of them is not told`;
    return { scenario, verdict: 'fits', placed: count, asked: count, because };
  }
  const because = fit.kind === 'no-type' ? 'no instance type that is known meets the requirements' : 'no instance type that meets the requirements takes such a task';
  return { scenario, verdict: fit.certain ? 'cannot-fit' : 'does-not-fit', placed: 0, asked: count, because };
}

/** Fargate brings its own instances; what it cannot bring is a size or a count that nobody knows. */
function fargateVerdict(context: RuleContext, service: Service, scenario: ScenarioName): ScenarioVerdict {
  const script = scriptOf(scenario);
  const exempt = script.aboutInstances
    ? 'its tasks run on Fargate, not on container instances'
    : script.exempt({ service, desired: 0, daemon: false });
  if (exempt !== undefined) return { scenario, verdict: 'not-simulated', because: exempt };
  const definition = definitionOf(context.model, service);
  const needs = definition.known ? taskNeeds(definition.value) : definition;
  if (!needs.known) return { scenario, verdict: 'unknown', because: needs.because };
  if (!service.desiredCount.known) return { scenario, verdict: 'unknown', because: `the desired count is unknown: ${service.desiredCount.because}` };
  const count = tasksOverAll(service, service.desiredCount.value, scenario);
  const vcpu = (count * needs.value.cpu) / 1024;
  const held = quotaVerdict(context, service, scenario, count);
  if (held) return held;
  const because = `Fargate brings the capacity; at most ${count === 1 ? '1 task at once takes' : `${count} tasks at once take`} ${vcpu} vCPU of the account's quota, which no template tells`;
  return { scenario, verdict: 'fits', placed: count, asked: count, because };
}

/** Against the quotas that were told; undefined where none was. */
function quotaVerdict(context: RuleContext, service: Service, scenario: ScenarioName, asked: number): ScenarioVerdict | undefined {
  const told = FARGATE_KINDS.flatMap((kind) => {
    const quota = quotaOf(context.options, kind);
    const demand = fargateDemand(context, scenario, kind);
    const own = demand.uses.find((use) => use.service.id === service.id);
    return quota === undefined || !own ? [] : [{ kind, quota, demand, own }];
  });
  if (told.length === 0) return undefined;
  const over = told.find(({ quota, demand }) => demand.fewest > quota);
  if (!over) {
    const texts = told.map(({ kind, quota, demand }) => `at most ${demand.most} vCPU of all services at once, of ${quota} of the quota "${QUOTA_NAMES[kind]}"`);
    const unsure = told.flatMap(({ demand }) => demand.unknown);
    if (unsure.length > 0) return { scenario, verdict: 'unknown', because: `what other services take of the quota is unknown: ${unsure[0]}` };
    return { scenario, verdict: 'fits', placed: asked, asked, because: `Fargate brings the capacity; ${texts.join('; ')}` };
  }
  const { kind, quota, demand, own } = over;
  const because = `all services at once need ${demand.fewest} vCPU, and the quota "${QUOTA_NAMES[kind]}" is ${quota}`;
  const alone = own.fewest * own.vcpu > quota;
  const placed = Math.min(own.fewest, Math.floor(quota / own.vcpu));
  return alone
    ? { scenario, verdict: 'cannot-fit', placed, asked: own.fewest, because }
    : { scenario, verdict: 'depends-on-order', placed: 0, asked: own.fewest, because: `${because}: whose tasks wait depends on the order` };
}

/** Tasks at once, which is what the vCPU quota counts; a sequence goes on from what the scenario before left. */
function tasksOverAll(service: Service, desired: number, scenario: ScenarioName): number {
  return partsOf(scenario).reduce((count, part) => tasksAtOnce(service, count, part), desired);
}

function tasksAtOnce(service: Service, desired: number, scenario: SingleScenario): number {
  if (scenario === 'steady-state' || scenario === 'first-deployment') return desired;
  if (scenario === 'blue-green-deployment') return desired * 2;
  if (scenario === 'scaled-to-maximum') return Math.max(desired, service.scaling ? valueOr(service.scaling.maxCapacity, desired) : desired);
  return Math.max(desired, deploymentBounds(desired, valueOr(service.minHealthyPercent, 100), valueOr(service.maxHealthyPercent, 200)).upper);
}
