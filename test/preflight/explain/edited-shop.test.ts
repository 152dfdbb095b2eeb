import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withEdits } from './apply-edits';
import { beside, crowdedShop, PROVIDER, scaler, type Shop } from './crowded-shop';
import type { Finding } from '../../../src/preflight/findings';
import { judgeInput } from '../../../src/preflight/judge-input';

const DIRECTORY = mkdtempSync(join(tmpdir(), 'shop-'));
const FILE = 'template.json';

function judged(body: unknown): readonly Finding[] {
  writeFileSync(join(DIRECTORY, FILE), JSON.stringify(body));
  return judgeInput([FILE], { region: 'us-east-1', baseDirectory: DIRECTORY }, { simulation: { orders: 6 } }).findings;
}

const IN_A = { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [{ Ref: 'SubnetA' }] } } };
const IN_C = { NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [{ Ref: 'SubnetC' }] } } };
const memberOf = (expression: string) => ({ PlacementConstraints: [{ Type: 'memberOf', Expression: expression }] });
const DISTINCT = { PlacementConstraints: [{ Type: 'distinctInstance' }] };

/** What is wrong, the rule that says so, and the edits that have to be among its cures. */
const CASES: readonly (readonly [string, Shop, string, readonly string[]])[] = [
  [
    'CPU short by little',
    { tasks: 4, container: { Cpu: 1100, Memory: 128 } },
    'unplaceable-tasks',
    ['Task Properties.ContainerDefinitions[0].Cpu = 1024'],
  ],
  [
    'a task larger than it has to be, and its container with it',
    { tasks: 4, task: { Memory: '4000' }, container: { Memory: 4000 } },
    'unplaceable-tasks',
    ['Task Properties.Memory = ', 'Task Properties.ContainerDefinitions[0].Memory = '],
  ],
  [
    'launch type EC2 where managed scaling would help',
    { instances: 1, tasks: 4, group: { MinSize: '1', MaxSize: '4' }, container: { Memory: 4000 }, more: PROVIDER },
    'unplaceable-tasks',
    ['Api Properties.LaunchType', 'Api Properties.CapacityProviderStrategy = '],
  ],
  [
    'a maximum beyond what the instances hold',
    { container: { Memory: 3500 }, service: {}, more: scaler(6) },
    'no-room-at-maximum',
    ['Scaler Properties.MaxCapacity = 4'],
  ],
  [
    'small tasks over all instances, and no room for a large one',
    { tasks: 2, container: { Memory: 7400 }, more: beside('Small', 3, 300), instances: 3 },
    'unplaceable-tasks',
    ['Small Properties.PlacementStrategies = [{"Type":"binpack","Field":"memory"}]'],
  ],
  [
    'six instances in two zones',
    { instances: 6, tasks: 8, container: { Memory: 3500 } },
    'no-room-after-zone-loss',
    ['Group Properties.VPCZoneIdentifier[2] = {"Ref":"SubnetC"}'],
  ],
  [
    'tasks whose subnets are where no instance is',
    { task: { NetworkMode: 'awsvpc' }, service: IN_C },
    'unplaceable-tasks',
    ['Api Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets[1] = {"Ref":"SubnetA"}'],
  ],
  [
    'tasks in one zone',
    { tasks: 3, task: { NetworkMode: 'awsvpc' }, service: IN_A },
    'unplaceable-tasks',
    ['Api Properties.NetworkConfiguration.AwsvpcConfiguration.Subnets[1] = {"Ref":"SubnetB"}'],
  ],
  [
    'fewer instances than tasks that keep apart',
    { tasks: 3, service: DISTINCT },
    'unplaceable-tasks',
    ['Api Properties.PlacementConstraints[0]'],
  ],
  [
    'a constraint on a type that the group does not have',
    { service: memberOf('attribute:ecs.instance-type == m6i.large') },
    'unmatched-constraint',
    [
      'Api Properties.PlacementConstraints[0].Expression = attribute:ecs.instance-type in [m6i.large, m5.large]',
      'Api Properties.PlacementConstraints[0]',
    ],
  ],
];

test.each(CASES)('%s: the cures are edits, and each makes the finding go', (_, shop, rule, wanted) => {
  const body = crowdedShop(shop);
  const about = (findings: readonly Finding[]) => findings.filter(({ ruleId, subject }) => ruleId === rule && subject.logicalId === 'Api');
  const [finding] = about(judged(body));
  expect(finding?.ruleId).toBe(rule);
  const cures = finding.cures ?? [];
  const written = cures.flatMap(({ edits }) =>
    edits.map(
      ({ logicalId, property, to }) =>
        `${logicalId} ${property}${to === undefined ? '' : ` = ${typeof to === 'object' ? JSON.stringify(to) : String(to)}`}`,
    ),
  );
  for (const edit of wanted) expect(written.join('\n')).toContain(edit);
  const outlived = cures.filter(({ edits }) => about(judged(withEdits(body, edits))).length > 0);
  expect(outlived.map(({ help }) => help)).toEqual([]);
});

test('a value of a parameter is no edit of its property, and the cure is told all the same', () => {
  const body = crowdedShop({ tasks: 4, container: { Memory: { Ref: 'Memory' } } }) as { readonly Resources: unknown };
  const [finding] = judged({ ...body, Parameters: { Memory: { Type: 'Number', Default: 4000 } } }).filter(
    ({ ruleId }) => ruleId === 'unplaceable-tasks',
  );
  expect(finding.help.join('\n')).toContain('set the memory of template/Task from 4,000 to');
  expect(finding.cures?.map(({ help }) => help)).toEqual(finding.help.filter((text) => !text.startsWith('set the memory')));
});
