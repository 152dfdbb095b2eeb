import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const EXAMPLES = join(__dirname, '../../examples');
const names = readdirSync(EXAMPLES).filter((name) => existsSync(join(EXAMPLES, name, 'cdk.json')));

test('there are examples', () => {
  expect(names.length).toBeGreaterThan(20);
});

test.each(names)('the page of example %s is there, and its commands are for it', (name) => {
  const page = readFileSync(join(EXAMPLES, name, 'README.md'), 'utf8');
  expect(page.split('\n')[0]).toBe(`# ${name}`);
  expect(page).toContain(`cd examples/${name}\n`);
  expect(page).toContain(`npx stowage check ../../.tmp/${name}`);
});
