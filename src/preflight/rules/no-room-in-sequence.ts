import { roomRule } from './room-rule';
import type { Rule } from './rule';
import { number } from '../explain/refusal-summary';
import { partsOf, type ScenarioName } from '../scenario/script';

const ID = 'no-room-in-sequence';
const TITLE = 'when one scenario follows another some tasks find no room';

/** Sequences are judged where they are asked for. What one of their parts does alone is told by the rule of that part. */
export const noRoomInSequence: Rule = {
  id: ID,
  title: TITLE,
  check: (context) => context.scenarios.filter((name) => partsOf(name).length > 1).flatMap((name) => ruleFor(name).check(context)),
};

function ruleFor(sequence: ScenarioName): Rule {
  return roomRule({
    id: ID,
    title: TITLE,
    scenarios: [sequence],
    coveredBy: partsOf(sequence),
    goesByPercentages: true,
    worst: 'warning',
    summary: ({ service, placed, asked, failure }) =>
      `${failure?.moment ?? sequence}: ${number(placed)} of ${number(asked)} tasks of ${service.subject.constructPath} find room`,
  });
}
