import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../preflight/rules';
import type { Terminal } from '../run-command';
import { UsageError } from '../usage-error';

/** `stowage explain <rule-id>`: prints the page of a rule. */
export function explain(args: readonly string[], terminal: Terminal): number {
  const [id, ...rest] = args;
  if (id === undefined || rest.length > 0) throw new UsageError(`stowage explain needs one rule id; the rules are ${ids()}`);
  if (!RULES.some((rule) => rule.id === id)) throw new UsageError(`there is no rule ${JSON.stringify(id)}; the rules are ${ids()}`);
  terminal.out(readFileSync(pageOf(id), 'utf8'));
  return 0;
}

function ids(): string {
  return RULES.map((rule) => rule.id).join(', ');
}

/** The pages lie beside the package's code: two folders up from lib/cli, one up from a bundle in a build folder. */
function pageOf(id: string): string {
  const candidates = [join(__dirname, '..', '..', 'docs', 'rules', `${id}.md`), join(__dirname, '..', 'docs', 'rules', `${id}.md`)];
  const page = candidates.find((path) => existsSync(path));
  if (page === undefined) throw new UsageError(`the page of ${id} is missing from this installation (docs/rules/${id}.md)`);
  return page;
}
