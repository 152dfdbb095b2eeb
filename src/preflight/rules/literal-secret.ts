import { changeContainer, containerName, containersOf } from './container-problems';
import { templateRule } from './template-rule';
import { taskViews } from './views';
import { mapKnown } from '../model';

export const literalSecret = templateRule({
  id: 'literal-secret',
  title: 'an environment variable of a container holds what looks like a secret, in plain text',
  viewsOf: taskViews,
  judge: (view) => containersOf(view).flatMap((container) => Object.entries(container.environment).flatMap(([name, value]) => {
    if (!value.known || !NAMES.test(name) || !looksSecret(value.value)) return [];
    const { [name]: _, ...rest } = container.environment;
    return [
      {
        severity: 'warning' as const,
        summary: `${name} of ${containerName(container)} of ${view.subject.constructPath} holds ${value.value.length} characters that look like a secret`,
        notes: ['whoever may call ecs:DescribeTaskDefinition, or read the template, reads it'],
        cures: [
          changeContainer(`move ${name} to Secrets (secrets) of ${containerName(container)}, from Secrets Manager or SSM Parameter Store`, container, {
            environment: rest, environmentNames: mapKnown(container.environmentNames, (names) => names.filter((other) => other !== name)),
          }),
        ],
      },
    ];
  })),
});

const NAMES = /(^|_)(password|passwd|pwd|secret|token|api_?key|private_?key|access_?key|credentials?)($|_)/i;

/** Long enough, of one word, and with more than 3 bits in a character: no path, no name, no reference. */
function looksSecret(text: string): boolean {
  if (text.length < 12 || /[\s${}]/.test(text) || /^(https?:|arn:|\/)/.test(text)) return false;
  return entropy(text) > 3 && /[0-9]/.test(text) && /[A-Za-z]/.test(text);
}

/** Bits in a character, by how often each occurs. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
