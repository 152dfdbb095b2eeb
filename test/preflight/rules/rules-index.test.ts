import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULES } from '../../../src/preflight/rules';
import { RULES_FOLDER, rulesIndex } from '../../../tools/rules-index/rules-index';

const page = (id: string) => readFileSync(join(RULES_FOLDER, `${id}.md`), 'utf8');

test('rules stand in the order of their ids, each once', () => {
  const ids = RULES.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
});

test.each(RULES.map(({ id, title }) => [id, title]))('%s has a page that says what it finds', (id) => {
  expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  expect(page(id)).toMatch(new RegExp(`^# ${id}\n`));
  expect(page(id)).toContain('**Severity** ');
  expect(page(id)).toMatch(/^## Why/m);
});

test('every page belongs to a rule', () => {
  const pages = readdirSync(RULES_FOLDER).filter((name) => name !== 'README.md').map((name) => name.replace(/\.md$/, ''));
  expect(pages.sort()).toEqual(RULES.map(({ id }) => id));
});

test('the index is fresh: node tools/generate-rules-index.js', () => {
  expect(readFileSync(join(RULES_FOLDER, 'README.md'), 'utf8')).toBe(rulesIndex());
});

test.each(RULES.map(({ id, title }) => [id, title]))('the title of %s is one line in lower case', (_, title) => {
  expect(title).not.toMatch(/[.\n]$|did you mean|please|invalid|illegal|oops/i);
});
