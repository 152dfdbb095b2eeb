import { evaluateQuery, type QueryFacts } from '../../src/query/evaluate';
import { parseQuery } from '../../src/query/parse';

/** Every expression of the ECS developer guide: pages cluster-query-language, task-placement-constraints, constraint-examples, ecs-gpu. */

interface Row {
  readonly expression: string;
  readonly selects: Partial<QueryFacts>[];
  readonly leavesOut: Partial<QueryFacts>[];
}

const type = (name: string, more: Record<string, string> = {}) => ({ attributes: { 'ecs.instance-type': name, ...more } });
const zone = (name: string) => ({ attributes: { 'ecs.availability-zone': name } });
const typeInZone = (name: string, zoneName: string) => type(name, { 'ecs.availability-zone': zoneName });
const stack = (value: string) => ({ attributes: { stack: value } });
const hosting = (...groups: string[]) => ({ taskGroups: { hasGroup: (name: string) => groups.includes(name) } });

const ROWS: readonly Row[] = [
  { expression: 'attribute:ecs.instance-type == t2.small', selects: [type('t2.small')], leavesOut: [type('t2.medium')] },
  { expression: 'attribute:ecs.availability-zone in [us-east-1a, us-east-1b]', selects: [zone('us-east-1a'), zone('us-east-1b')], leavesOut: [zone('us-east-1c')] },
  {
    expression: 'attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d',
    selects: [typeInZone('g2.2xlarge', 'us-east-1a')],
    leavesOut: [typeInZone('g2.2xlarge', 'us-east-1d'), typeInZone('g3.4xlarge', 'us-east-1a')],
  },
  { expression: 'task:group == service:production', selects: [hosting('service:production', 'family:x')], leavesOut: [hosting('service:test'), hosting()] },
  { expression: 'not(task:group == database)', selects: [hosting(), hosting('web')], leavesOut: [hosting('web', 'database')] },
  { expression: 'runningTasksCount == 1', selects: [{ runningTasksCount: 1 }], leavesOut: [{ runningTasksCount: 0 }, { runningTasksCount: 11 }] },
  { expression: 'agentVersion < 1.14.5', selects: [{ agentVersion: '1.9.0' }], leavesOut: [{ agentVersion: '1.14.5' }, { agentVersion: '1.100.0' }] },
  { expression: 'registeredAt < 2018-02-13', selects: [{ registeredAt: '2018-02-12T23:59:59Z' }], leavesOut: [{ registeredAt: '2018-02-13T00:00:00+00:00' }] },
  { expression: "ec2InstanceId in ['i-abcd1234', 'i-wxyx7890']", selects: [{ ec2InstanceId: 'i-wxyx7890' }], leavesOut: [{ ec2InstanceId: 'i-0' }] },
  { expression: 'attribute:ecs.instance-type =~ t2.*', selects: [type('t2.nano')], leavesOut: [type('t3.nano')] },
  { expression: 'attribute:ecs.instance-type in [t2.small, t2.medium]', selects: [type('t2.small'), type('t2.medium')], leavesOut: [type('t2.large')] },
  {
    expression: 'attribute:ecs.instance-type =~ t2.* and attribute:ecs.availability-zone == us-east-1a',
    selects: [typeInZone('t2.micro', 'us-east-1a')],
    leavesOut: [typeInZone('t2.micro', 'us-east-1b'), typeInZone('m4.large', 'us-east-1a')],
  },
  { expression: 'attribute:ecs.instance-type == g2.2xlarge', selects: [type('g2.2xlarge')], leavesOut: [type('g2.8xlarge')] },
  { expression: 'attribute:ecs.instance-type == p2.xlarge', selects: [type('p2.xlarge')], leavesOut: [type('g4dn.xlarge')] },
  { expression: 'attribute:ecs.instance-type == g4dn.xlarge', selects: [type('g4dn.xlarge')], leavesOut: [type('p2.xlarge')] },
  { expression: 'attribute:stack == prod', selects: [stack('prod')], leavesOut: [stack('production'), type('t2.small')] },
  { expression: 'attribute:stack != prod', selects: [stack('test')], leavesOut: [stack('prod'), type('t2.small')] },
  { expression: 'task:group == databases', selects: [hosting('databases')], leavesOut: [hosting()] },
  { expression: 'task:group == service:daemon-service', selects: [hosting('service:daemon-service')], leavesOut: [hosting('daemon-service')] },
  {
    expression: 'attribute:ecs.os-family == WINDOWS_SERVER_2022_FULL',
    selects: [{ attributes: { 'ecs.os-family': 'WINDOWS_SERVER_2022_FULL' } }],
    leavesOut: [{ attributes: { 'ecs.os-family': 'WINDOWS_SERVER_2022_CORE' } }],
  },
  {
    expression: '(attribute:stack == prod or attribute:stack == test) and runningTasksCount == 1',
    selects: [{ ...stack('test'), runningTasksCount: 1 }],
    leavesOut: [{ ...stack('prod'), runningTasksCount: 2 }, { ...stack('other'), runningTasksCount: 1 }],
  },
];

const NOTHING: QueryFacts = { attributes: {}, taskGroups: { hasGroup: () => false }, runningTasksCount: 0 };

function answer(text: string, facts: Partial<QueryFacts>): string {
  const parse = parseQuery(text);
  return parse.ok ? evaluateQuery(parse.expression, { ...NOTHING, ...facts }) : parse.error.message;
}

describe.each(ROWS)('$expression', ({ expression, selects, leavesOut }) => {
  test('selects what the guide says, and nothing beside it', () => {
    expect(selects.map((facts) => answer(expression, facts))).toEqual(selects.map(() => 'true'));
    expect(leavesOut.map((facts) => answer(expression, facts))).toEqual(leavesOut.map(() => 'false'));
  });

  test('needs no warning', () => {
    expect(parseQuery(expression)).toMatchObject({ ok: true, expression: { text: expression, warnings: [] } });
  });
});
