import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readInput } from '../../../src/preflight/extract/read-input';
import type { PlacementModel } from '../../../src/preflight/model';
import { runPreflight } from '../../../src/preflight/run';
import { ACCESS_SHAPES, MISTAKEN_ACCESS } from '../extract/stock-shapes-access';
import { EC2_SHAPES } from '../extract/stock-shapes-ec2';
import { FARGATE_SHAPES } from '../extract/stock-shapes-fargate';
import { PATTERN_SHAPES } from '../extract/stock-shapes-patterns';
import { MISTAKEN_SHAPES, SHIFTED_SHAPES } from '../extract/stock-shapes-shifted';
import { modelOfStack } from '../extract/template';

/**
 * What stock constructs leave to their user, and does not work until somebody does it: no way from the balancer to the
 * tasks, from the tasks to the file system, from the instance to ECS.
 */
const LEFT_TO_THE_USER: Readonly<Record<string, readonly string[]>> = {
  'application load balancer': ['closed-to-balancer'],
  'network load balancer': ['closed-to-balancer'],
  'network load balanced fargate': ['closed-to-balancer'],
  'network load balanced ec2': ['closed-to-balancer'],
  'multiple network target groups fargate': ['closed-to-balancer'],
  'multiple network target groups ec2': ['closed-to-balancer'],
  'efs volume': ['closed-file-system'],
  'fargate efs access point': ['closed-file-system'],
  'single instance in cluster': ['incapable-instance-role'],
};

function errorsOf(model: PlacementModel): readonly string[] {
  return runPreflight(model, { scenarios: ['steady-state'], simulation: { orders: 2 } }).findings
    .filter(({ severity }) => severity === 'error').map(({ ruleId }) => ruleId);
}

test.each([...EC2_SHAPES, ...FARGATE_SHAPES, ...PATTERN_SHAPES, ...SHIFTED_SHAPES, ...ACCESS_SHAPES])('%s: no error besides what is left to the user', (name, build) => {
  expect([...new Set(errorsOf(modelOfStack(build)))]).toEqual(LEFT_TO_THE_USER[name] ?? []);
});

/** Said of stacks that leave logs, tags of images, a circuit breaker and a certificate out to be short. */
const SHORT = ['container-without-logs', 'floating-image-tag', 'no-circuit-breaker', 'plain-http-listener'];

function warningsOf(model: PlacementModel): readonly string[] {
  const { findings } = runPreflight(model, { scenarios: ['steady-state'], simulation: { orders: 2 } });
  return [...new Set(findings.filter(({ severity }) => severity !== 'note').map(({ ruleId }) => ruleId))].filter((id) => !SHORT.includes(id));
}

test.each([...SHIFTED_SHAPES, ...ACCESS_SHAPES])('%s: no warning of how its traffic moves, its services meet and its roles may act', (_, build) => {
  expect(warningsOf(modelOfStack(build))).toEqual([]);
});

test.each([...MISTAKEN_SHAPES, ...MISTAKEN_ACCESS])('%s is found in a stack of the cdk, and nothing else with it', (rule, build) => {
  expect(warningsOf(modelOfStack(build))).toEqual([rule]);
});

const FIXTURES = join(__dirname, '../extract/fixtures');

test.each(readdirSync(FIXTURES).filter((name) => name.startsWith('express')))('%s: ECS makes what an express service does not say', (name) => {
  const file = readdirSync(join(FIXTURES, name)).find((candidate) => candidate.startsWith('template.')) ?? '';
  expect(errorsOf(readInput([file], { baseDirectory: join(FIXTURES, name), region: 'us-east-1' }).model)).toEqual([]);
});
