import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../src/preflight/rules';

const LINES = readFileSync(join(__dirname, '../../docs/rule-coverage.md'), 'utf8').split('\n');
const CELLS = LINES.filter((line) => /^\| [A-Z0-9]/.test(line)).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
const CHECKS = CELLS.filter((cells) => cells.length === 2 && cells[0] !== 'check');
const CAUSES = CELLS.filter((cells) => cells.length === 3 && /^\d+$/.test(cells[0]));

/** How many checks of each kind there are, counted from 1. */
const KINDS = { TASK: 36, SVC: 32, CAP: 28, LB: 10, SCALE: 5, ECR: 9, OPS: 3, NET: 4, DEP: 4, ROLE: 2 };
const rulesIn = (cell: string) => [...cell.matchAll(/\[`([a-z0-9-]+)`\]\(rules\/\1\.md\)/g)].map((match) => match[1]);

test('every check is there once, and leads to rules that exist or says that there is none', () => {
  const wanted = Object.entries(KINDS).flatMap(([kind, count]) => Array.from({ length: count }, (_, at) => `${kind}${String(at + 1).padStart(2, '0')}`));
  expect(CHECKS.map(([id]) => id)).toEqual(wanted);
  for (const [id, rules] of CHECKS) expect([id, rulesIn(rules).length > 0 || ['not yet', 'not in use'].includes(rules)]).toEqual([id, true]);
});

test('every check of services, capacity and deployments has a rule', () => {
  const without = CHECKS.filter(([id, rules]) => /^(SVC|CAP|DEP)/.test(id) && rulesIn(rules).length === 0).map(([id]) => id);
  // The id 29 was never given to a check.
  expect(without).toEqual(['SVC29']);
});

test('every cause is there once', () => {
  expect(CAUSES.map(([number]) => Number(number))).toEqual(Array.from({ length: 399 }, (_, at) => at + 1));
  for (const [number, , rules] of CAUSES) expect([number, rulesIn(rules).length > 0 || ['not yet', 'not visible'].includes(rules)]).toEqual([number, true]);
});

test('every rule that is named exists', () => {
  const ids = RULES.map(({ id }) => id);
  expect([...CHECKS, ...CAUSES].flatMap((cells) => rulesIn(cells[cells.length - 1])).filter((id) => !ids.includes(id))).toEqual([]);
});

test('the counts are those of the table', () => {
  const count = (what: (rules: string) => boolean) => CAUSES.filter(([, , rules]) => what(rules)).length;
  const said = LINES.find((line) => line.startsWith('Of 399 causes'));
  expect(said).toBe(`Of 399 causes, ${count((rules) => rulesIn(rules).length > 0)} are looked at by a rule, ${count((rules) => rules === 'not yet')} are not yet, `
    + `and ${count((rules) => rules === 'not visible')} are not visible in a template.`);
});
