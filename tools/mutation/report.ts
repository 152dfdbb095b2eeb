import { EQUIVALENTS } from './equivalents';
import type { Mutant } from './mutants';

export interface Outcome {
  readonly name: string;
  readonly mutants: readonly Mutant[];
  readonly survivors: readonly Mutant[];
}

/** The page `docs/mutation-scheduler.md`. */
export function renderReport(outcomes: readonly Outcome[]): string {
  return `# Mutation testing of the scheduler

One token is changed at a time: comparisons, arithmetic, logic, numbers, \`min\`/\`max\`, conditions, dropped calls. A mutant is
killed when the second scheduler (written from the ECS pages alone) or another engine disagrees, when a placement disagrees with
the reasons, when roll back leaves a byte, or when it crashes or does not end. Made by \`tools/mutate-scheduler.ts\`; the checks are in
\`tools/mutation-checks.ts\`, a part of those in \`test/preflight\`.

A survivor is either a check that is missing, or *equal*: nothing that can be seen changes, and the reason is given below. Both
percentages are printed: of all mutants, and of those that are not equal.

| file | mutants | killed | of all | equal | of the others |
|---|---|---|---|---|---|
${outcomes.map((outcome) => row(`${outcome.name}.ts`, [outcome])).join('\n')}
${row('**all**', outcomes)}

## Survivors

${outcomes.filter(({ survivors }) => survivors.length > 0).map(survivorsOf).join('\n')}`;
}

/** Entries of the list of equal mutants that were killed, or that match no mutant any more: the list is wrong there. */
export function wrongEquivalents({ name, mutants, survivors }: Outcome): readonly string[] {
  return Object.keys(EQUIVALENTS[name] ?? {}).filter((listed) => {
    const [made, alive] = [mutants, survivors].map((list) => list.filter(({ change }) => change === listed).length);
    return made === 0 || alive < made;
  });
}

function row(title: string, outcomes: readonly Outcome[]): string {
  const count = (of: (outcome: Outcome) => number) => outcomes.reduce((sum, outcome) => sum + of(outcome), 0);
  const mutants = count((outcome) => outcome.mutants.length);
  const killed = mutants - count(({ survivors }) => survivors.length);
  const equal = count((outcome) => outcome.survivors.filter((mutant) => reasonFor(outcome, mutant) !== undefined).length);
  const percent = (whole: number) => `${((killed / Math.max(whole, 1)) * 100).toFixed(1)} %`;
  return `| ${title} | ${mutants} | ${killed} | ${percent(mutants)} | ${equal} | ${percent(mutants - equal)} |`;
}

function survivorsOf(outcome: Outcome): string {
  const lines = outcome.survivors.map((mutant) => {
    const reason = reasonFor(outcome, mutant);
    return `- line ${mutant.line}: ${mutant.change}. ${reason === undefined ? 'Not met by the checks.' : `Equal: ${reason}.`}`;
  });
  return `### ${outcome.name}.ts\n\n${lines.join('\n')}\n`;
}

function reasonFor({ name }: Outcome, { change }: Mutant): string | undefined {
  return EQUIVALENTS[name]?.[change];
}
