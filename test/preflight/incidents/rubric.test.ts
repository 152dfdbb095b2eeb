import { join } from 'node:path';
import { EXPECTED } from './expected';
import { aboutInstances, missingPoints } from './rubric';
import { readInput } from '../../../src/preflight/extract/read-input';
import { runPreflight } from '../../../src/preflight/run';

test.each(EXPECTED.map(({ incident }) => incident))('what is found in %s explains all ten points', (incident) => {
  const directory = join(__dirname, incident);
  const { model } = readInput([join(directory, 'template.yaml')], { region: 'us-east-1', baseDirectory: directory });
  const explained = runPreflight(model, { simulation: { orders: 6 } }).findings.filter(aboutInstances);
  expect(explained.map((finding) => [finding.summary, missingPoints(finding)])).toEqual(explained.map((finding) => [finding.summary, []]));
});
