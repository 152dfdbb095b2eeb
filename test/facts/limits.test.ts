import {
  ATTRIBUTE_NAME, ATTRIBUTE_VALUE, DOCUMENTED_RESERVED_PORTS, LINUX_RESERVED_TCP_PORTS, NAME, NETWORK_MODES, PORT_NAME, QUOTAS, isContainerSysctl,
  reservedTcpPorts,
} from '../../src/facts';

test('the agent of Linux takes five ports, that of Windows eleven, and one more for task roles', () => {
  expect(reservedTcpPorts('linux')).toHaveLength(5);
  expect(reservedTcpPorts('windows')).toHaveLength(11);
  expect(reservedTcpPorts('windows', { taskRoles: true })).toContain(80);
});

test('what the agent registers is among what the documents reserve', () => {
  expect(LINUX_RESERVED_TCP_PORTS.filter((port) => !DOCUMENTED_RESERVED_PORTS.includes(port))).toEqual([]);
});

test('only awsvpc takes an interface, and needs an ip target group', () => {
  const own = Object.entries(NETWORK_MODES).filter(([, facts]) => facts.ownInterface);
  expect(own).toEqual([['awsvpc', expect.objectContaining({ targetType: 'ip', fargate: true, external: false })]]);
});

test('what AWS raises on request is told from what it does not', () => {
  expect(QUOTAS.fargateOnDemandVcpus).toEqual({ value: 6, adjustable: true });
  expect(QUOTAS.containersPerTaskDefinition).toEqual({ value: 10, adjustable: false });
});

test.each([
  [NAME, 'web-1_A', true], [NAME, '', false], [NAME, 'a b', false], [NAME, 'x'.repeat(256), false],
  [PORT_NAME, 'http', true], [PORT_NAME, '-http', false], [PORT_NAME, 'Http', false], [PORT_NAME, 'x'.repeat(65), false],
  [ATTRIBUTE_NAME, 'com.example/team\\x', true], [ATTRIBUTE_NAME, 'a:b', false],
  [ATTRIBUTE_VALUE, 'two words', true], [ATTRIBUTE_VALUE, ' lead', false], [ATTRIBUTE_VALUE, 'trail ', false], [ATTRIBUTE_VALUE, 'x', true],
])('%s takes %j: %s', (pattern, text, matches) => {
  expect(pattern.test(text)).toBe(matches);
});

test.each([
  ['net.core.somaxconn', true], ['kernel.shmmax', true], ['fs.mqueue.msg_max', true], ['kernel.pid_max', false], ['vm.max_map_count', false], ['network', false],
])('a container may set %s: %s', (name, may) => {
  expect(isContainerSysctl(name)).toBe(may);
});
