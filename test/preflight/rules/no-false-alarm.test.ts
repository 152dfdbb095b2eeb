import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judgeInput } from '../../../src/preflight/judge-input';

/** Templates that AWS deploys as they are, each of an unusual but legal shape; what is told of them is advice. */
const FOLDER = join(__dirname, 'deployable');
const NAMES = readdirSync(FOLDER).map((name) => name.replace(/\.yaml$/, ''));

/** Said of nearly all of them, which leave it out to be short. */
const USUAL = ['container-without-logs', 'no-circuit-breaker'];

/** Warnings that are wanted all the same. */
const ADVICE: Readonly<Record<string, readonly string[]>> = {
  'containers-from-a-macro': ['closed-egress', 'closed-to-balancer', 'execution-role-denied'],
  'either-listener': ['plain-http-listener'],
  'fargate-task-on-ec2': ['incompatible-task-definition'],
  'gpu-tasks': ['no-room-after-zone-loss'],
  'host-mode-one-per-instance': ['no-room-after-zone-loss'],
  'nested-network': ['closed-egress'],
  'optional-settings': ['powerful-container'],
  'placeholder-defaults': ['malformed-image-name'],
  'secret-filled-by-hand': ['missing-secret-key'],
  'serverless-application': ['only-fargate-spot'],
  'spot-and-on-demand-groups': ['no-room-after-spot-reclaim'],
  'shared-target-group': ['shared-target-group'],
};

const findingsOf = (name: string) => judgeInput([`${name}.yaml`], { baseDirectory: FOLDER }, { simulation: { orders: 2 } }).findings;

test.each(NAMES)('%s: no error, and no advice but what is wanted', (name) => {
  const findings = findingsOf(name);
  expect(findings.filter(({ severity }) => severity === 'error').map(({ ruleId, summary }) => `${ruleId}: ${summary}`)).toEqual([]);
  const warned = findings.filter(({ severity }) => severity === 'warning').map(({ ruleId }) => ruleId).filter((id) => !USUAL.includes(id));
  expect([...new Set(warned)].sort()).toEqual(ADVICE[name] ?? []);
});

test('advice is expected of templates that are there', () => {
  expect(Object.keys(ADVICE).filter((name) => !NAMES.includes(name))).toEqual([]);
});
