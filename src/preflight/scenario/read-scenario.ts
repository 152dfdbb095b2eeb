import { partsOf, SCENARIO_NAMES, type ScenarioName, type ScenarioScript } from './script';
import { SCRIPTS } from './scripts';

/** The text names no scenario, or scenarios that cannot follow each other. */
export class UnknownScenario extends Error {}

/** A sequence longer than this says nothing that shorter ones do not. */
const MOST_PARTS = 4;

/**
 * The name of a scenario, or of several that follow each other, joined by `+`.
 *
 * @throws UnknownScenario with what is allowed
 */
export function readScenario(text: string): ScenarioName {
  const parts = text.split('+').map((part) => single(part.trim()));
  if (parts.length > MOST_PARTS) throw new UnknownScenario(`at most ${MOST_PARTS} scenarios follow each other, got ${parts.length}`);
  for (const [position, script] of parts.entries()) {
    if (position + 1 < parts.length && !script.leaves) throw new UnknownScenario(`nothing can follow ${script.name}; ${namesWhere('can come first', ({ leaves }) => leaves)}`);
    if (position > 0 && !script.follows) throw new UnknownScenario(`${script.name} cannot follow another scenario; ${namesWhere('can', ({ follows }) => follows)}`);
  }
  return parts.map(({ name }) => name).join('+') as ScenarioName;
}

function namesWhere(what: string, holds: (script: ScenarioScript) => unknown): string {
  const names = SCRIPTS.filter(holds).map(({ name }) => name);
  return `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]} ${what}`;
}

/** Each once, in the order of reports: single ones first, sequences by their parts. */
export function inOrder(names: readonly ScenarioName[]): readonly ScenarioName[] {
  const rank = (name: ScenarioName) => partsOf(name).map((part) => String(SCENARIO_NAMES.indexOf(part)).padStart(2, '0'));
  const key = (name: ScenarioName) => `${rank(name).length} ${rank(name).join(' ')}`;
  return [...new Set(names)].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function single(name: string): ScenarioScript {
  const found = SCRIPTS.find((script) => script.name === name);
  if (!found) throw new UnknownScenario(`a scenario must be one of ${SCENARIO_NAMES.join(', ')}, got ${JSON.stringify(name)}`);
  return found;
}
