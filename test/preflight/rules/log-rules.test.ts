import { claim } from './rule-claims';
import { container, onInstances, shop } from './shop-template';
import { containerWithoutLogs } from '../../../src/preflight/rules/container-without-logs';
import { incompleteLogOptions } from '../../../src/preflight/rules/incomplete-log-options';
import { unpairedLogRouter } from '../../../src/preflight/rules/unpaired-log-router';
import { unsupportedLogDriver } from '../../../src/preflight/rules/unsupported-log-driver';

type Properties = Readonly<Record<string, unknown>>;
const OPEN = { 'Fn::ImportValue': 'Elsewhere' };
const log = (configuration: unknown) => container({ LogConfiguration: configuration });
const awslogs = (options: Properties) =>
  log({
    LogDriver: 'awslogs',
    Options: { 'awslogs-group': 'g', 'awslogs-region': 'us-east-1', 'awslogs-stream-prefix': 'app', ...options },
  });

claim(unsupportedLogDriver, {
  fires: [
    [
      'json-file on Fargate',
      shop({ Task: log({ LogDriver: 'json-file' }) }),
      { severity: 'error', summary: 'app of template/Task logs with json-file, and Fargate has awslogs, splunk, awsfirelens' },
    ],
    [
      'gelf on the ECS-optimized AMI',
      onInstances(container({ LogConfiguration: { LogDriver: 'gelf' }, PortMappings: [{ ContainerPort: 8080, HostPort: 0 }] })),
      {
        severity: 'warning',
        summary: 'app of template/Task logs with gelf, and its instances register json-file, syslog, awslogs, fluentd, none',
      },
    ],
    [
      'awslogs left out by user data',
      onInstances(
        {},
        {
          UserData: {
            'Fn::Base64':
              '#!/bin/bash\necho ECS_CLUSTER=shop >> /etc/ecs/ecs.config\necho \'ECS_AVAILABLE_LOGGING_DRIVERS=["json-file"]\' >> /etc/ecs/ecs.config',
          },
        },
      ),
      { severity: 'error', summary: 'app of template/Task logs with awslogs, and its instances register json-file' },
    ],
  ],
  staysQuiet: [
    ['awslogs', shop()],
    ['awslogs on instances', onInstances()],
    ['FireLens on instances', onInstances(log({ LogDriver: 'awsfirelens' }))],
  ],
  doesNotKnow: [
    ['the driver', shop({ Task: log({ LogDriver: OPEN }) })],
    ['the AMI', onInstances(log({ LogDriver: 'gelf' }), { ImageId: 'ami-1' })],
  ],
});

claim(incompleteLogOptions, {
  fires: [
    [
      'no stream prefix on Fargate',
      shop({ Task: log({ LogDriver: 'awslogs', Options: { 'awslogs-group': 'g', 'awslogs-region': 'us-east-1' } }) }),
      { severity: 'error', summary: 'awslogs of app of template/Task has no awslogs-stream-prefix' },
    ],
    [
      'two ways to find the start of a line',
      shop({ Task: awslogs({ 'awslogs-datetime-format': '%Y', 'awslogs-multiline-pattern': '^x' }) }),
      {
        severity: 'error',
        summary: 'awslogs of app of template/Task has both awslogs-datetime-format and awslogs-multiline-pattern, which exclude each other',
      },
    ],
    [
      'no region on instances',
      onInstances(log({ LogDriver: 'awslogs', Options: { 'awslogs-group': 'g' } })),
      { severity: 'warning', summary: 'awslogs of app of template/Task has no awslogs-region' },
    ],
    [
      'blocking',
      shop({ Task: awslogs({ mode: 'blocking' }) }),
      { severity: 'note', summary: 'awslogs of app of template/Task stops the container while logs cannot be sent' },
    ],
  ],
  staysQuiet: [
    ['all there', shop()],
    ['non-blocking', shop({ Task: awslogs({ mode: 'non-blocking' }) })],
    ['no prefix on instances', onInstances(log({ LogDriver: 'awslogs', Options: { 'awslogs-group': 'g', 'awslogs-region': 'r' } }))],
  ],
  doesNotKnow: [
    ['the options', shop({ Task: log({ LogDriver: 'awslogs', Options: OPEN }) })],
    ['the mode', shop({ Task: awslogs({ mode: OPEN }) })],
  ],
});

const router = (more: Properties = {}) => ({
  Name: 'router',
  Image: 'fluent-bit:3',
  FirelensConfiguration: { Type: 'fluentbit' },
  ...more,
});
const routed = (driver: unknown, ...more: readonly Properties[]) => ({
  ContainerDefinitions: [...log({ LogDriver: driver }).ContainerDefinitions, ...more],
});

claim(unpairedLogRouter, {
  fires: [
    [
      'no router',
      shop({ Task: routed('awsfirelens') }),
      { severity: 'error', summary: 'app of template/Task logs with awsfirelens, and no container is the log router' },
    ],
    [
      'nobody to serve',
      shop({ Task: routed('awslogs', router()) }),
      { severity: 'error', summary: 'router of template/Task is a log router, and no container logs with awsfirelens' },
    ],
    [
      'a router that may end',
      shop({ Task: routed('awsfirelens', router({ Essential: false })) }),
      { severity: 'warning', summary: 'the log router router of template/Task is not essential, so the task goes on without its logs' },
    ],
  ],
  staysQuiet: [
    ['a pair', shop({ Task: routed('awsfirelens', router()) })],
    ['neither', shop()],
  ],
  doesNotKnow: [['the driver', shop({ Task: routed(OPEN, router()) })]],
});

claim(containerWithoutLogs, {
  fires: [
    [
      'nothing set',
      shop({ Task: container({ LogConfiguration: undefined }) }),
      { severity: 'warning', summary: 'app of template/Task has no log configuration' },
    ],
  ],
  staysQuiet: [
    ['awslogs', shop()],
    ['the log router', shop({ Task: routed('awsfirelens', router()) })],
  ],
  doesNotKnow: [['the configuration', shop({ Task: log(OPEN) })]],
});
