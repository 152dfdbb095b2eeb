import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withEdits } from './apply-edits';
import { loadInput } from '../../../src/preflight/extract/load/load-input';
import type { Finding } from '../../../src/preflight/findings';
import { judgeInput } from '../../../src/preflight/judge-input';

const INCIDENTS = join(__dirname, '../incidents');
const RUN = { simulation: { orders: 6 } };
const REGION = 'us-east-1';
const DIRECTORY = mkdtempSync(join(tmpdir(), 'edited-'));
const FILE = 'template.json';

/** The incident as JSON in a file of its own, so that it can be edited by path. */
function judged(body: unknown): readonly Finding[] {
  writeFileSync(join(DIRECTORY, FILE), JSON.stringify(body));
  return judgeInput([FILE], { region: REGION, baseDirectory: DIRECTORY }, RUN).findings;
}

const idOf = ({ ruleId, subject }: Finding): string => `${ruleId} of ${subject.logicalId}`;
const seen = new Map<string, number>();

const incidents = readdirSync(INCIDENTS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

test.each(incidents)('each cure of %s, written into its template, makes its finding go', (incident) => {
  const [{ body }] = loadInput([join(INCIDENTS, incident, 'template.yaml')], INCIDENTS);
  const before = judged(body);
  const outlived = before.flatMap((finding) =>
    (finding.cures ?? []).flatMap(({ help, edits }) => {
      const properties = edits.map(({ property }) => property.replace(/^.*\.|\[\d+\]$/g, '')).join(' and ');
      seen.set(properties, (seen.get(properties) ?? 0) + 1);
      const after = judged(withEdits(body, edits)).map(idOf);
      return after.includes(idOf(finding)) ? [`${idOf(finding)} outlives: ${help} (${JSON.stringify(edits)})`] : [];
    }),
  );
  expect(outlived).toEqual([]);
});

test('the edits of the incidents are of many kinds', () => {
  expect([...seen.keys()].sort()).toEqual(
    expect.arrayContaining([
      'DesiredCount',
      'HostPort',
      'InstanceType',
      'MaxSize and DesiredCapacity',
      'MaximumPercent',
      'Memory',
      'MinimumHealthyPercent',
      'PlacementConstraints',
    ]),
  );
});
