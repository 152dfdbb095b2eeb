import { dockerPluginAttribute, logDriverAttribute, registrationOf, REQUIRED_ATTRIBUTES, type AgentPlatform, type TaskFeature } from '../../src/facts';

const PLATFORMS: readonly AgentPlatform[] = ['ecs-optimized-linux', 'bottlerocket', 'windows', 'agent-on-other-linux'];

function registrations(feature: TaskFeature, platform: AgentPlatform): readonly string[] {
  return REQUIRED_ATTRIBUTES[feature].attributes.map((attribute) => registrationOf(attribute, { platform }));
}

test.each([
  ['awslogs', 'ecs-optimized-linux', 'registered'],
  ['fluentd', 'ecs-optimized-linux', 'registered'],
  ['splunk', 'ecs-optimized-linux', 'missing'],
  ['gelf', 'ecs-optimized-linux', 'missing'],
  ['journald', 'ecs-optimized-linux', 'missing'],
  ['awsfirelens', 'ecs-optimized-linux', 'registered'],
  ['syslog', 'bottlerocket', 'missing'],
  ['awslogs', 'bottlerocket', 'registered'],
  ['awslogs', 'windows', 'registered'],
  ['fluentd', 'windows', 'missing'],
  ['awsfirelens', 'windows', 'perhaps'],
  ['awslogs', 'agent-on-other-linux', 'perhaps'],
] as const)('the log driver %s on %s is %s', (driver, platform, registration) => {
  expect(registrationOf(logDriverAttribute(driver), { platform })).toBe(registration);
});

test('the list of user data replaces the list of the platform', () => {
  const settings = { platform: 'ecs-optimized-linux', loggingDrivers: ['splunk'] } as const;
  expect(registrationOf(logDriverAttribute('splunk'), settings)).toBe('registered');
  expect(registrationOf(logDriverAttribute('awslogs'), settings)).toBe('missing');
});

test.each(['awsvpc', 'task-role', 'task-size', 'efs-with-iam-or-access-point', 'execute-command', 'health-check', 'memory-reservation'] as const)(
  'an ECS-optimized Linux instance takes tasks with %s',
  (feature) => expect(new Set(registrations(feature, 'ecs-optimized-linux'))).toEqual(new Set(['registered'])),
);

test('a volume plugin may have been installed by user data, except that `local` is always there', () => {
  for (const platform of PLATFORMS) {
    expect(registrationOf(dockerPluginAttribute('rexray/ebs:latest'), { platform })).toBe('perhaps');
    expect(registrationOf(dockerPluginAttribute('local'), { platform })).toBe('registered');
  }
  expect(dockerPluginAttribute('rexray/ebs:latest')).toBe('ecs.capability.docker-plugin.rexray/ebs.latest');
});

test('EFS is missing on Windows, awsvpc on external instances', () => {
  expect(registrations('efs', 'windows')).toEqual(['missing']);
  expect(registrationOf('ecs.capability.task-eni', { platform: 'ecs-optimized-linux', external: true })).toBe('missing');
});

test('what a row does not know it does not call missing', () => {
  for (const feature of Object.keys(REQUIRED_ATTRIBUTES) as TaskFeature[]) {
    expect({ feature, says: registrations(feature, 'agent-on-other-linux').includes('missing') }).toEqual({ feature, says: false });
  }
  expect(registrationOf('ecs.capability.of-the-future', { platform: 'ecs-optimized-linux' })).toBe('perhaps');
});
