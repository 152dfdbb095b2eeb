import { failuresOf, severityOf } from './failures';
import type { Rule, RuleContext } from './rule';
import { adviceOf } from '../explain/advice';
import { certaintyOf } from '../explain/certainty';
import { findCures, tryChanges, type Cures } from '../explain/cures';
import { failureEvidence } from '../explain/failure-evidence';
import { ecsEvent, number } from '../explain/refusal-summary';
import { otherPercentages } from '../explain/service-changes';
import type { Evidence, Finding } from '../findings';
import { valueOr } from '../model';
import type { Service } from '../model';
import type { Judgement } from '../scenario/judge';
import { deploymentBounds } from '../scenario/rolling-deployment';
import { seenIn } from '../scenario/seen';

const CONFIGURATION_EVENT = 'unable to stop or start tasks during a deployment because of the service deployment configuration';

export const deploymentDeadlock: Rule = {
  id: 'deployment-deadlock',
  title: 'a rolling deployment can neither start nor stop a task',
  check(context) {
    const byConfiguration = context.model.services.filter(isStuckByConfiguration).map((service) => configurationFinding(context, service));
    const stuck = new Set(byConfiguration.map((finding) => finding.subject));
    // One cause, one finding: a service that does not even start is reported as unplaceable.
    const unplaced = new Set(failuresOf(context, 'steady-state').map((judgement) => judgement.service.subject));
    const byRoom = failuresOf(context, 'rolling-deployment')
      .filter(({ service }) => !stuck.has(service.subject) && !unplaced.has(service.subject))
      .map((judgement) => roomFinding(context, judgement));
    return [...byConfiguration, ...byRoom];
  },
};

/** True only when every number is known and the rounded bounds leave nothing to do. */
export function isStuckByConfiguration(service: Service): boolean {
  const rolls =
    service.deploymentController.known &&
    service.deploymentController.value === 'ECS' &&
    service.deploymentStrategy.known &&
    service.deploymentStrategy.value === 'ROLLING';
  const replica = service.schedulingStrategy.known && service.schedulingStrategy.value === 'REPLICA';
  if (!rolls || !replica || !service.desiredCount.known || !service.minHealthyPercent.known || !service.maxHealthyPercent.known) {
    return false;
  }
  const desired = service.desiredCount.value;
  const bounds = deploymentBounds(desired, service.minHealthyPercent.value, service.maxHealthyPercent.value);
  return desired > 0 && bounds.upper <= desired && bounds.lower >= desired;
}

function configurationFinding(context: RuleContext, service: Service): Finding {
  const desired = valueOr(service.desiredCount, 0);
  const minimum = valueOr(service.minHealthyPercent, 100);
  const maximum = valueOr(service.maxHealthyPercent, 200);
  const path = service.subject.constructPath;
  const { notes, ...advice } = percentageCures(context, service, desired);
  return {
    ruleId: 'deployment-deadlock',
    severity: 'error',
    summary: `a rolling deployment of ${path} can neither stop nor start a task`,
    subject: service.subject,
    evidence: [boundsEvidence(desired, minimum, maximum, desired, 0)],
    notes: [
      'certain on any capacity: the percentages alone leave nothing to do',
      `ECS will say "${CONFIGURATION_EVENT}"`,
      endText(service),
      ...notes,
    ],
    ...advice,
  };
}

/** Percentages that let the deployment move; tried where its tasks run on instances, which must have room for one more. */
function percentageCures(context: RuleContext, service: Service, desired: number): Cures {
  const changes = otherPercentages(service, desired);
  const judgement = failuresOf(context, 'rolling-deployment').find((failure) => failure.service.id === service.id);
  if (judgement) return tryChanges({ model: context.model, options: context.options }, judgement, changes, context.scenarios);
  return { ...adviceOf(changes.map((change) => ({ change, found: '' }))), notes: [] };
}

function roomFinding(context: RuleContext, judgement: Judgement): Finding {
  const { service, failure } = judgement;
  const deadlock = failure?.deadlock;
  const cures = findCures({ model: context.model, options: context.options }, judgement, context.scenarios);
  const evidence: Evidence[] = [];
  if (deadlock) {
    evidence.push(
      boundsEvidence(
        judgement.asked,
        valueOr(service.minHealthyPercent, 100),
        valueOr(service.maxHealthyPercent, 200),
        deadlock.old,
        deadlock.fresh,
      ),
    );
  }
  const state = failureEvidence(judgement);
  if (state) evidence.push(state);
  const certain = judgement.verdict === 'cannot-fit';
  return {
    ruleId: 'deployment-deadlock',
    severity: severityOf(judgement),
    summary: `a rolling deployment of ${service.subject.constructPath} ${certain ? 'can neither stop an old task nor place a new one' : 'may find no room for a new task'}`,
    subject: service.subject,
    evidence,
    notes: [
      certaintyOf(judgement),
      `ECS will say "${ecsEvent(seenIn(judgement)?.refusals ?? [])}"`,
      endText(service),
      ...judgement.simulation.situation.assumptions,
      ...cures.notes,
    ],
    help: cures.help,
    ...(cures.cures ? { cures: cures.cures } : {}),
  };
}

/** What ends the wait. Whether a task without room counts as a failed one is not documented, so both are said. */
function endText(service: Service): string {
  if (!service.circuitBreaker.known) return `whether a circuit breaker ends the deployment is unknown: ${service.circuitBreaker.because}`;
  return service.circuitBreaker.value.enable
    ? `the circuit breaker ${service.circuitBreaker.value.rollback ? 'rolls the deployment back' : 'stops the deployment'} if ECS counts tasks without room as failed, which is not documented; if not, it waits`
    : 'without a circuit breaker ECS tries for ever, and CloudFormation gives up after three hours';
}

function boundsEvidence(desired: number, minimum: number, maximum: number, old: number, fresh: number): Evidence {
  const bounds = deploymentBounds(desired, minimum, maximum);
  return {
    kind: 'table',
    columns: [`desiredCount ${number(desired)}, minHealthyPercent ${minimum}, maxHealthyPercent ${maximum}`, '', '', ''],
    rows: [
      {
        cells: [
          'must keep running',
          `ceil(${desired} × ${minimum}%) = ${bounds.lower}`,
          'may stop',
          number(Math.max(0, Math.min(old, old + fresh - bounds.lower))),
        ],
      },
      {
        cells: [
          'may run at once',
          `floor(${desired} × ${maximum}%) = ${bounds.upper}`,
          'may start',
          number(Math.max(0, Math.min(bounds.upper - old - fresh, desired - fresh))),
        ],
      },
    ],
  };
}
