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
