import { failuresOf, severityOf } from './failures';
import type { Rule, RuleContext } from './rule';
import { certaintyOf } from '../explain/certainty';
import { findCures } from '../explain/cures';
import { failureEvidence } from '../explain/failure-evidence';
import { roomTable } from '../explain/room-table';
import type { Finding, Severity } from '../findings';
import type { Judgement } from '../scenario/judge';
import type { ScenarioName } from '../scenario/script';

/** What makes one rule about a scenario without room different from another. */
export interface RoomRule {
  readonly id: string;
  readonly title: string;
  readonly scenario: ScenarioName;
  /** The severity of a certain failure; doubt lowers it. */
  readonly worst: Severity;
  /** Half sentence after the path of the service. */
  summary(judgement: Judgement): string;
}

/** A rule that reports services without room in one scenario, unless they do not even start. */
export function roomRule(about: RoomRule): Rule {
  return {
    id: about.id,
    title: about.title,
    check(context) {
      if (!context.scenarios.includes(about.scenario)) return [];
      const unplaced = new Set(failuresOf(context, 'steady-state').map(({ service }) => service.id));
      return failuresOf(context, about.scenario)
        .filter(({ service }) => !unplaced.has(service.id))
        .map((judgement) => findingOf(about, context, judgement));
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
    notes: [certaintyOf(judgement), ...judgement.simulation.situation.assumptions, ...cures.notes],
    help: cures.help,
  };
}

const ORDER: readonly Severity[] = ['note', 'warning', 'error'];

function milder(a: Severity, b: Severity): Severity {
  return ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b;
}
