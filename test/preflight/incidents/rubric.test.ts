import { join } from 'node:path';
import { EXPECTED } from './expected';
import { readInput } from '../../../src/preflight/extract/read-input';
import type { Finding } from '../../../src/preflight/findings';
import { runPreflight } from '../../../src/preflight/run';

const EXPLAINED = ['unplaceable-tasks', 'deployment-deadlock', 'no-room-for-blue-green', 'no-room-at-maximum', 'colliding-deployments'];
const DIMENSION = /CPU|memory|GPUs|ENIs|host port|attribute|subnets|distinctInstance|satisfy/;
const ZONE = /^ {2}[\d,]+ × \S+ in \S+: /;
/** Resources have amounts; what is or is not there has none. */
const AMOUNTS = /short by [\d,]+.*\(asks [\d,]+.*[\d,]+.* left/;
const NO_AMOUNTS = /in use|attribute .* missing|subnets are in|distinctInstance|satisfy/;
const CERTAINTY = /^certain |depends on|each of \d+ orders/;

/** The ten points of an explanation, as what a finding has to hold for each. */
function missingPoints(finding: Finding): readonly string[] {
  const lines = finding.evidence.flatMap((evidence) => (evidence.kind === 'text' ? evidence.lines : []));
  const groups = lines.filter((line) => ZONE.test(line));
  const nearest = lines.find((line) => line.startsWith('  nearest: ')) ?? '';
  const points: Readonly<Record<string, boolean>> = {
    'blocking dimension or constraint': groups.every((line) => DIMENSION.test(line)),
    'counts per joint reason': groups.length > 0,
    'type and zone': groups.every((line) => / in us-east-1[a-c]: /.test(line)),
    'requested, remaining, shortfall': groups.every((line) => AMOUNTS.test(line) || NO_AMOUNTS.test(line)),
    'nearest miss': nearest !== '',
    'never or not now': groups.every((line) => /; (never|not now)/.test(line)),
    'who holds the room': /held by|nothing runs there/.test(nearest),
    'simulated cure, or that none was found': finding.help.length > 0 || finding.notes.some((note) => note.startsWith('no single change')),
    'path and file': finding.subject.constructPath !== '' && (finding.subject.file ?? finding.subject.templatePath) !== '',
    'certainty': finding.notes.some((note) => CERTAINTY.test(note)),
  };
  return Object.keys(points).filter((point) => !points[point]);
}

/** Percentages that fail on any capacity, and clusters without an instance, have nothing to say about instances. */
function aboutInstances(finding: Finding): boolean {
  const lines = finding.evidence.flatMap((evidence) => (evidence.kind === 'text' ? evidence.lines : []));
  return EXPLAINED.includes(finding.ruleId) && lines.length > 0 && !lines.includes('  the cluster has no container instance');
}

test.each(EXPECTED.map(({ incident }) => incident))('what is found in %s explains all ten points', (incident) => {
  const directory = join(__dirname, incident);
  const { model } = readInput([join(directory, 'template.yaml')], { region: 'us-east-1', baseDirectory: directory });
  const explained = runPreflight(model, { simulation: { orders: 6 } }).findings.filter(aboutInstances);
  expect(explained.map((finding) => [finding.summary, missingPoints(finding)])).toEqual(explained.map((finding) => [finding.summary, []]));
});
