import type { Finding } from '../../../src/preflight/findings';

const EXPLAINED = [
  'unplaceable-tasks',
  'deployment-deadlock',
  'no-room-for-blue-green',
  'no-room-at-maximum',
  'colliding-deployments',
  'no-room-after-zone-loss',
  'no-room-after-instance-loss',
  'no-room-after-spot-reclaim',
  'no-room-after-scale-in',
  'stuck-scale-out',
  'stuck-instance-refresh',
  'stuck-drain',
  'stuck-zone-rebalancing',
];

const DIMENSION = /CPU|memory|GPUs|ENIs|host port|attribute|subnets|distinctInstance|satisfy/;
const ZONE = /^ {2}[\d,]+ × \S+ in \S+: /;
/** Resources have amounts; what is or is not there has none. */
const AMOUNTS = /short by [\d,]+.*\(asks [\d,]+.*[\d,]+.* left/;
const NO_AMOUNTS = /in use|attribute .* missing|subnets are in|distinctInstance|satisfy/;
const CERTAINTY = /^certain |depends on|each of \d+ orders/;

/** The ten points of an explanation, as what a finding has to hold for each. */
export function missingPoints(finding: Finding): readonly string[] {
  const lines = finding.evidence.flatMap((evidence) => (evidence.kind === 'text' ? evidence.lines : []));
  const groups = lines.filter((line) => ZONE.test(line));
  const nearest = lines.find((line) => line.startsWith('  nearest: ')) ?? '';
  const points: Readonly<Record<string, boolean>> = {
    'blocking dimension or constraint': groups.every((line) => DIMENSION.test(line)),
    'counts per joint reason': groups.length > 0,
    'type and zone': groups.every((line) => / in (us-east-1[a-c]|zone-\d): /.test(line)),
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

const NO_INSTANCE = ['  the cluster has no container instance', '  no container instance is left that could take it'];

/** Percentages that hold tasks whatever the capacity, and clusters without an instance, have nothing to say about instances. */
export function aboutInstances(finding: Finding): boolean {
  const lines = finding.evidence.flatMap((evidence) => (evidence.kind === 'text' ? evidence.lines : []));
  return EXPLAINED.includes(finding.ruleId) && lines.length > 0 && !lines.some((line) => NO_INSTANCE.includes(line) || line.endsWith(': would take it'));
}
