import { claim } from './rule-claims';
import { container, instances, ON_INSTANCES, shop } from './shop-template';
import { noEssentialContainer } from '../../../src/preflight/rules/no-essential-container';
import { overcommittedMemory } from '../../../src/preflight/rules/overcommitted-memory';
import { powerfulContainer } from '../../../src/preflight/rules/powerful-container';
import { unlistedLogGroup } from '../../../src/preflight/rules/unlisted-log-group';
import { unmappedHealthPort } from '../../../src/preflight/rules/unmapped-health-port';
import { unseenExecutionRole } from '../../../src/preflight/rules/unseen-execution-role';
import { unsupportedOnFargate } from '../../../src/preflight/rules/unsupported-on-fargate';
import { unusableName } from '../../../src/preflight/rules/unusable-name';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };

claim(noEssentialContainer, {
  fires: [
    [
      'none',
      shop({ Task: container({ Essential: false }) }),
      { severity: 'error', summary: 'none of the 1 containers of template/Task is essential' },
    ],
  ],
  staysQuiet: [['by default', shop()]],
  doesNotKnow: [
    ['the answer', shop({ Task: container({ Essential: OPEN }) })],
    ['the containers', shop({ Task: { ContainerDefinitions: OPEN } })],
  ],
});

claim(unusableName, {
  fires: [
    [
      'a family with a dot',
      shop({ Task: { Family: 'my.app' } }),
      { severity: 'error', summary: 'the family "my.app" of template/Task has a name that ECS refuses' },
    ],
    [
      'a container with a space',
      shop({ Task: container({ Name: 'my app' }) }),
      { severity: 'error', summary: 'the container "my app" of template/Task has a name that ECS refuses' },
    ],
    [
      'a port in capitals',
      shop({ Task: container({ PortMappings: [{ ContainerPort: 8080, Name: 'HTTP' }] }) }),
      { severity: 'error', summary: 'the port "HTTP" of template/Task has a name that ECS refuses' },
    ],
  ],
  staysQuiet: [['ordinary names', shop()]],
  doesNotKnow: [['a name', shop({ Task: { Family: { 'Fn::Sub': 'app.${AWS::AccountId}' } } })]],
});

claim(powerfulContainer, {
  fires: [
    [
      'all three',
      shop({ Task: container({ Privileged: true }) }),
      { severity: 'warning', summary: 'app of template/Task is privileged, runs as root and may write to its root filesystem' },
    ],
  ],
  staysQuiet: [
    ['another user', shop({ Task: container({ Privileged: true, User: '1000' }) })],
    ['a read-only root', shop({ Task: container({ Privileged: true, ReadonlyRootFilesystem: true }) })],
  ],
  doesNotKnow: [['the user', shop({ Task: container({ Privileged: true, User: OPEN }) })]],
});

const check = (command: unknown) => shop({ Task: container({ HealthCheck: { Command: command } }) });

claim(unmappedHealthPort, {
  fires: [
    [
      'another port',
      check(['CMD-SHELL', 'curl -f http://localhost:3000/ || exit 1']),
      { severity: 'note', summary: 'the health check of app of template/Task calls port 3000, and its task maps 8080' },
    ],
  ],
  staysQuiet: [
    ['the port', check(['CMD-SHELL', 'curl -f http://localhost:8080/'])],
    ['no port', check(['CMD', 'true'])],
  ],
  doesNotKnow: [['the command', check(OPEN)]],
});

claim(unseenExecutionRole, {
  fires: [
    [
      'a role of another app',
      shop({ Task: { ExecutionRoleArn: 'arn:aws:iam::123456789012:role/shared' } }),
      {
        severity: 'note',
        summary: 'whether arn:aws:iam::123456789012:role/shared lets template/Task start is not checked: the role is not part of the input',
      },
    ],
  ],
  staysQuiet: [
    ['a role of the app', shop()],
    ['no role', shop({ Task: { ExecutionRoleArn: undefined } })],
  ],
  doesNotKnow: [
    ['the containers', shop({ Task: { ExecutionRoleArn: 'arn:aws:iam::123456789012:role/shared', ContainerDefinitions: OPEN } })],
  ],
});

const logs = (group: unknown, more: Properties = {}) =>
  container({
    LogConfiguration: {
      LogDriver: 'awslogs',
      Options: { 'awslogs-group': group, 'awslogs-region': 'us-east-1', 'awslogs-stream-prefix': 'app', ...more },
    },
  });

claim(unlistedLogGroup, {
  fires: [
    [
      'a name that nothing makes',
      shop({ Task: logs('/shop/app') }),
      { severity: 'note', summary: 'template/Task logs to /shop/app, which no resource of the input makes' },
    ],
  ],
  staysQuiet: [
    ['a group of the app', shop()],
    ['a group of that name', shop({ Logs: { LogGroupName: '/shop/app' }, Task: logs('/shop/app') })],
    ['made on the way', shop({ Task: logs('/shop/app', { 'awslogs-create-group': 'true' }) })],
  ],
  doesNotKnow: [
    ['the name', shop({ Task: logs({ 'Fn::Sub': '/shop/${AWS::StackName}' }) })],
    ['the group', shop({ Task: logs(OPEN) })],
  ],
});

claim(unsupportedOnFargate, {
  fires: [
    [
      'a capability',
      shop({ Task: container({ LinuxParameters: { Capabilities: { Add: ['NET_ADMIN'] } } }) }),
      { severity: 'error', summary: 'app of template/Task uses the capability NET_ADMIN, which Fargate does not have' },
    ],
  ],
  staysQuiet: [
    [
      'the one it has',
      shop({ Task: container({ LinuxParameters: { Capabilities: { Add: ['SYS_PTRACE'], Drop: ['ALL'] }, InitProcessEnabled: true } }) }),
    ],
  ],
  doesNotKnow: [['which', shop({ Task: container({ LinuxParameters: { Capabilities: { Add: OPEN } } }) })]],
});

const memory = (limits: Properties, desired: unknown = 20, task: Properties = {}) =>
  shop({
    ...instances(),
    ...ON_INSTANCES,
    Service: { ...ON_INSTANCES.Service, DesiredCount: desired },
    Task: {
      ...ON_INSTANCES.Task,
      Cpu: undefined,
      Memory: undefined,
      ...task,
      ...container({ PortMappings: [{ ContainerPort: 8080, HostPort: 0 }], ...limits }),
    },
  });

claim(overcommittedMemory, {
  fires: [
    [
      'soft limits far below the hard ones',
      memory({ MemoryReservation: 512, Memory: 2048 }),
      {
        severity: 'warning',
        summary: expect.stringMatching(
          /^15 tasks of template\/Service on one instance may use 30,720 MiB, and it has ≈7,\d\d\d MiB$/,
        ) as unknown as string,
      },
    ],
  ],
  staysQuiet: [
    ['equal limits', memory({ Memory: 2048 })],
    ['few tasks', memory({ MemoryReservation: 512, Memory: 2048 }, 3)],
    ['a limit of the task', memory({ MemoryReservation: 512, Memory: 2048 }, 20, { Memory: '2048' })],
  ],
  doesNotKnow: [
    ['the count', memory({ MemoryReservation: 512, Memory: 2048 }, OPEN)],
    ['a limit', memory({ MemoryReservation: 512, Memory: OPEN })],
  ],
});
