import { isStuckByConfiguration } from './deployment-deadlock';
import { failuresOf, severityOf } from './failures';
import type { Rule, RuleContext } from './rule';
import { certaintyOf } from '../explain/certainty';
import { findCures } from '../explain/cures';
import { failureEvidence } from '../explain/failure-evidence';
import { ecsEvent } from '../explain/refusal-summary';
import { roomTable } from '../explain/room-table';
import type { Finding, Severity } from '../findings';
import type { Judgement } from '../scenario/judge';
import type { ScenarioName } from '../scenario/script';
import { seenIn } from '../scenario/seen';

/** What makes one rule about scenarios without room different from another. */
export interface RoomRule {
  readonly id: string;
  readonly title: string;
  /** A service that fails in several of them is reported for the first. */
  readonly scenarios: readonly ScenarioName[];
  /** What fails in these is reported by another rule, and in the steady state always. */
  readonly coveredBy?: readonly ScenarioName[];
  /** True when percentages that never let a deployment move explain the failure, which another rule reports. */
  readonly goesByPercentages?: boolean;
  /** The severity of a certain failure; doubt lowers it. */
  readonly worst: Severity;
  /** Half sentence after the path of the service. */
  summary(judgement: Judgement): string;
}

/** A rule that reports services without room in a scenario, unless they do not even start. */
export function roomRule(about: RoomRule): Rule {
  return {
    id: about.id,
    title: about.title,
    check(context) {
      const told = new Set(['steady-state' as const, ...(about.coveredBy ?? [])].flatMap((scenario) => failuresOf(context, scenario)).map(({ service }) => service.id));
      const findings: Finding[] = [];
      for (const scenario of about.scenarios.filter((name) => context.scenarios.includes(name))) {
        for (const judgement of failuresOf(context, scenario)) {
          const { service } = judgement;
          if (told.has(service.id) || (about.goesByPercentages && isStuckByConfiguration(service))) continue;
          told.add(service.id);
          findings.push(findingOf(about, context, judgement));
        }
      }
      return findings;
    },
  };
}

function findingOf(about: RoomRule, context: RuleContext, judgement: Judgement): Finding {
  const cures = findCures({ model: context.model, options: context.options }, judgement, context.scenarios);
  return {
    ruleId: about.id,
    severity: milder(severityOf(judgement), about.worst),
    summary: about.summary(judgement),
    subject: judgement.service.subject,
    evidence: [roomTable(judgement), failureEvidence(judgement)].filter((item) => item !== undefined),
    notes: [
      certaintyOf(judgement),
      `ECS will say "${ecsEvent(seenIn(judgement)?.refusals ?? [])}"`,
      ...judgement.simulation.situation.assumptions,
      ...cures.notes,
    ],
    help: cures.help,
    ...(cures.cures ? { cures: cures.cures } : {}),
  };
}

const ORDER: readonly Severity[] = ['note', 'warning', 'error'];

function milder(a: Severity, b: Severity): Severity {
  return ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b;
}
