import { checkFile, stowage } from './run-stowage';

const TEMPLATE = {
  Resources: {
    Cluster: { Type: 'AWS::ECS::Cluster' },
    Task: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        Cpu: '2048',
        Memory: '4096',
        NetworkMode: 'awsvpc',
        RequiresCompatibilities: ['FARGATE'],
        ContainerDefinitions: [{ Name: 'app', Image: 'nginx:1.27', Essential: true }],
      },
    },
    Api: { Type: 'AWS::ECS::Service', Properties: { Cluster: { Ref: 'Cluster' }, TaskDefinition: { Ref: 'Task' }, LaunchType: 'FARGATE', DesiredCount: 10 } },
  },
};

const held = (quota: string) => checkFile('template.json', JSON.stringify(TEMPLATE), '--scenario', 'steady-state', '--fargate-vcpu-quota', quota);

test('a quota that is told is held against all tasks at once', () => {
  expect(held('20').stdout).not.toContain('fargate-quota');
  const { stdout, exitCode } = held('16');
  expect(exitCode).toBe(1);
  expect(stdout).toContain('need 20 vCPU at once in steady-state, and the quota "Fargate On-Demand vCPU resource count" is 16 vCPU');
});

test('a quota is a whole number', () => {
  const { stderr, exitCode } = stowage(['check', '--fargate-spot-vcpu-quota', 'much', '-'], { stdin: '{}' });
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining('--fargate-spot-vcpu-quota must be a whole number from 0 to 10000000, got "much"')]);
});
