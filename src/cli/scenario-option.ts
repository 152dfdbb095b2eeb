import { UsageError } from './usage-error';
import { inOrder, readScenario, UnknownScenario } from '../preflight/scenario/read-scenario';
import type { ScenarioName } from '../preflight/scenario/script';

/** `--scenario NAME[+NAME][,NAME]`, repeatable; undefined when it is not given. */
export function scenariosOf(lists: readonly string[] = []): readonly ScenarioName[] | undefined {
  const names = lists.flatMap((list) => list.split(',')).map((name) => scenarioOf(name.trim()));
  return names.length > 0 ? inOrder(names) : undefined;
}

function scenarioOf(name: string): ScenarioName {
  try {
    return readScenario(name);
  } catch (error) {
    if (error instanceof UnknownScenario) throw new UsageError(`--scenario: ${error.message}`);
    throw error;
  }
}
