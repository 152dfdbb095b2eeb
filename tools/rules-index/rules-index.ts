import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../src/preflight/rules';

export const RULES_FOLDER = join(__dirname, '../../docs/rules');

/** The page that lists every rule: its id, what it finds, and the severities that its own page names. */
export function rulesIndex(): string {
  const rows = RULES.map(({ id, title }) => `| [\`${id}\`](${id}.md) | ${severitiesOf(id)} | ${title} |`);
  return [
    '# Rules',
    '',
    `${RULES.length} rules. \`stowage explain RULE\` prints the page of one.`,
    '[What the rules catch](../rule-coverage.md) goes through 399 documented causes of a failed start or deployment.',
    '',
    '| rule | severity | finds |',
    '|---|---|---|',
    ...rows,
    '',
    '`error`: ECS will not do it. `warning`: it will, and may be regretted. `note`: not checked, or advice.',
    '',
    'To accept a finding, acknowledge its id with a reason: `Validations.of(scope).acknowledge({ id: \'stowage::RULE\', reason })`.',
    '',
  ].join('\n');
}

function severitiesOf(id: string): string {
  const page = readFileSync(join(RULES_FOLDER, `${id}.md`), 'utf8');
  const paragraph = page.split('\n\n').find((part) => part.startsWith('**Severity**')) ?? '';
  return ['error', 'warning', 'note'].filter((severity) => paragraph.includes(`\`${severity}\``)).join(', ');
}
