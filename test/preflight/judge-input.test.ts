import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { judgeInput } from '../../src/preflight/judge-input';

const folder = mkdtempSync(join(tmpdir(), 'stowage-conditions-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Three tasks on Fargate, where an undecidable condition chooses the percentages of a deployment. */
function withCondition(whenTrue: number, whenFalse: number): string {
  const path = join(folder, `${whenTrue}-${whenFalse}.json`);
  const template = {
    Parameters: { Careful: { Type: 'String' } },
    Conditions: { IsCareful: { 'Fn::Equals': [{ Ref: 'Careful' }, 'yes'] } },
    Resources: {
      Cluster: { Type: 'AWS::ECS::Cluster' },
      Task: {
        Type: 'AWS::ECS::TaskDefinition',
        Properties: { Cpu: '256', Memory: '512', NetworkMode: 'awsvpc', RequiresCompatibilities: ['FARGATE'], ContainerDefinitions: [{ Name: 'app', Image: 'nginx' }] },
      },
      Service: {
        Type: 'AWS::ECS::Service',
        Properties: {
          Cluster: { Ref: 'Cluster' },
          TaskDefinition: { Ref: 'Task' },
          LaunchType: 'FARGATE',
          DesiredCount: 3,
          DeploymentConfiguration: { MinimumHealthyPercent: 100, MaximumPercent: { 'Fn::If': ['IsCareful', whenTrue, whenFalse] } },
        },
      },
    },
  };
  writeFileSync(path, JSON.stringify(template));
  return path;
}

const deadlocks = (path: string, parameters = {}) =>
  judgeInput([path], { parameters, baseDirectory: folder }).findings.filter(({ ruleId }) => ruleId === 'deployment-deadlock');

test('what holds in one branch of an open condition is a warning that names the branch', () => {
  const [finding, ...others] = deadlocks(withCondition(125, 200));
  expect(others).toEqual([]);
  expect(finding.severity).toBe('warning');
  expect(finding.notes[0]).toMatch(/^only where .*IsCareful is true$/);
});

test('what holds in both branches is as certain as without the condition', () => {
  expect(deadlocks(withCondition(125, 130)).map(({ severity }) => severity)).toEqual(['error']);
});

test('a parameter decides the condition', () => {
  expect(deadlocks(withCondition(125, 200), { Careful: 'yes' }).map(({ severity }) => severity)).toEqual(['error']);
  expect(deadlocks(withCondition(125, 200), { Careful: 'no' })).toEqual([]);
});

test('a condition that guards only what the preflight does not read is no branch', () => {
  const path = withCondition(125, 200);
  const template = JSON.parse(readFileSync(path, 'utf8')) as { Resources: Record<string, unknown> };
  template.Resources.Metadata = { Type: 'AWS::CDK::Metadata', Condition: 'IsCareful' };
  (template.Resources.Service as { Properties: { DeploymentConfiguration: object } }).Properties.DeploymentConfiguration = { MaximumPercent: 200 };
  writeFileSync(path, JSON.stringify(template));
  expect(judgeInput([path], { baseDirectory: folder }).notes.join('\n')).not.toContain('IsCareful');
});

/** A listener rule for each of two conditions, of which one is the other turned round, at one priority. */
function exclusive(count: number, between: object = { 'Fn::Not': [{ Condition: 'First' }] }): string {
  const path = join(folder, `exclusive-${count}.json`);
  const rule = (condition: string) => ({
    Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    Condition: condition,
    Properties: { ListenerArn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/shop/1/2', Priority: 1, Actions: [], Conditions: [] },
  });
  const others = Array.from({ length: count }, (_, at) => `Other${at}`);
  writeFileSync(path, JSON.stringify({
    Parameters: { Mode: { Type: 'String' } },
    Conditions: {
      First: { 'Fn::Equals': [{ Ref: 'Mode' }, 'first'] },
      Second: between,
      ...Object.fromEntries(others.map((name) => [name, { 'Fn::Equals': [{ Ref: 'Mode' }, name] }])),
    },
    Resources: {
      One: rule('First'),
      Two: rule('Second'),
      ...Object.fromEntries(others.map((name) => [name, { Type: 'AWS::ECS::Cluster', Condition: name }])),
    },
  }));
  return path;
}

const repeated = (path: string) => judgeInput([path], { baseDirectory: folder }).findings.filter(({ ruleId }) => ruleId === 'repeated-rule-priority');

test('two resources of which a condition leaves one out do not meet', () => {
  expect(repeated(exclusive(0))).toEqual([]);
});

test('they do not meet either where more conditions are open than are judged together', () => {
  expect(repeated(exclusive(4)).filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('two resources of one condition meet where it holds, which is no certainty', () => {
  expect(repeated(exclusive(1, { 'Fn::And': [{ Condition: 'First' }, { Condition: 'First' }] })).map(({ severity }) => severity)).toEqual(['warning']);
});
