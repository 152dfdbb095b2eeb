import { spawnSync } from 'child_process';
import { mkdtempSync, readFileSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Duration, Lazy, Size, Stack } from 'aws-cdk-lib';
import { AgentOptions, AgentPlatform, ImagePullBehavior } from '../../src';
import { agentUserData } from '../../src/cluster/agent-user-data';
import { readPowerShell } from '../support/powershell';
import { readToml } from '../support/toml';

const FULL: AgentOptions = {
  reservedMemory: Size.mebibytes(256),
  attributes: { 'stack': 'prod', 'com.example/note': 'it-s--HOME-and-\\-back' },
  logDrivers: ['awslogs', 'awsfirelens'],
  imagePullBehavior: ImagePullBehavior.PREFER_CACHED,
  imageCleanup: { interval: Duration.minutes(20), minimumAge: Duration.hours(2), imagesPerCycle: 8 },
  taskCleanupWait: Duration.minutes(15),
  containerStopTimeout: Duration.minutes(2),
  containerMetadataFile: true,
  privilegedContainers: false,
};

/** What the agent reads of these on Linux and on Windows, in a warm pool. */
const FULL_AS_VARIABLES = {
  ECS_WARM_POOLS_CHECK: 'true',
  ECS_RESERVED_MEMORY: '256',
  ECS_INSTANCE_ATTRIBUTES: '{"stack":"prod","com.example/note":"it-s--HOME-and-\\\\-back"}',
  ECS_AVAILABLE_LOGGING_DRIVERS: '["awslogs","awsfirelens"]',
  ECS_IMAGE_PULL_BEHAVIOR: 'prefer-cached',
  ECS_IMAGE_CLEANUP_INTERVAL: '1200s',
  ECS_IMAGE_MINIMUM_CLEANUP_AGE: '7200s',
  ECS_NUM_IMAGES_DELETE_PER_CYCLE: '8',
  ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: '900s',
  ECS_CONTAINER_STOP_TIMEOUT: '120s',
  ECS_ENABLE_CONTAINER_METADATA: 'true',
  ECS_DISABLE_PRIVILEGED: 'true',
};

function render(platform: AgentPlatform, options: AgentOptions = {}, warmPool = false): string {
  return agentUserData(platform, { clusterName: 'shop', options, warmPool }).render();
}

/** Runs the boot script with bash, on a file of its own in place of the agent's, and reads what it wrote. */
function bootAmazonLinux(script: string): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'agent-'));
  try {
    const file = join(folder, 'ecs.config');
    const run = spawnSync('bash', ['-eu'], { input: script.replace('/etc/ecs/ecs.config', file), encoding: 'utf8' });
    expect([run.status, run.stderr, run.stdout]).toEqual([0, '', '']);
    return Object.fromEntries(readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('Amazon Linux joins the cluster, drains on a Spot notice and keeps tasks from the instance metadata', () => {
  expect(bootAmazonLinux(render(AgentPlatform.AMAZON_LINUX))).toEqual({
    ECS_CLUSTER: 'shop', ECS_AWSVPC_BLOCK_IMDS: 'true', ECS_ENABLE_SPOT_INSTANCE_DRAINING: 'true',
  });
});

test('Amazon Linux writes every option as the agent reads it', () => {
  expect(bootAmazonLinux(render(AgentPlatform.AMAZON_LINUX, { ...FULL, variables: { NO_PROXY: '$(touch x) `y`' } }, true))).toEqual({
    ECS_CLUSTER: 'shop',
    ECS_AWSVPC_BLOCK_IMDS: 'true',
    ECS_ENABLE_SPOT_INSTANCE_DRAINING: 'true',
    ...FULL_AS_VARIABLES,
    NO_PROXY: '$(touch x) `y`',
  });
});

test('Bottlerocket reads one table of settings, and a table of attributes', () => {
  expect(readToml(render(AgentPlatform.BOTTLEROCKET, FULL, true))).toEqual({
    settings: {
      ecs: {
        'cluster': 'shop',
        'awsvpc-block-imds': true,
        'enable-spot-instance-draining': true,
        'reserved-memory': 256,
        'logging-drivers': ['awslogs', 'awsfirelens'],
        'image-pull-behavior': 'prefer-cached',
        'image-cleanup-wait': '1200s',
        'image-cleanup-age': '7200s',
        'image-cleanup-delete-per-cycle': 8,
        'task-cleanup-wait': '900s',
        'container-stop-timeout': '120s',
        'enable-container-metadata': true,
        'allow-privileged-containers': false,
        'instance-attributes': { 'stack': 'prod', 'com.example/note': 'it-s--HOME-and-\\-back' },
      },
      autoscaling: { 'should-wait': true },
    },
  });
});

/** What a script does to a machine: the variables it sets, and how it then starts the agent. */
function bootWindows(userData: string) {
  const script = /^<powershell>([^<>]*)<\/powershell>$/.exec(userData)?.[1] ?? 'no script';
  const calls = readPowerShell(script);
  const set = calls.filter(({ name }) => name === '[Environment]::SetEnvironmentVariable');
  expect(set.map(({ values }) => values[2])).toEqual(set.map(() => 'Machine'));
  expect(calls.slice(set.length).map(({ name, values }) => [name, ...values])).toEqual([['Import-Module', 'ECSTools'], ['Initialize-ECSAgent']]);
  return { variables: Object.fromEntries(set.map(({ values }) => values)), agent: calls[calls.length - 1].parameters };
}

test('Windows starts an agent with task networking and task roles, and keeps tasks from the instance metadata', () => {
  expect(bootWindows(render(AgentPlatform.WINDOWS))).toEqual({
    variables: { ECS_ENABLE_SPOT_INSTANCE_DRAINING: 'true' },
    agent: { Cluster: 'shop', EnableTaskIAMRole: true, EnableTaskENI: true, AwsvpcBlockIMDS: true, LoggingDrivers: '["json-file","awslogs"]' },
  });
});

test('Windows sets every option as a variable of the machine before the agent starts', () => {
  const { variables, agent } = bootWindows(render(AgentPlatform.WINDOWS, { ...FULL, variables: { NO_PROXY: "it's $env:HOME `n" } }, true));
  expect(variables).toEqual({
    ECS_ENABLE_SPOT_INSTANCE_DRAINING: 'true',
    ...FULL_AS_VARIABLES,
    NO_PROXY: "it's $env:HOME `n",
  });
  expect(agent).toMatchObject({ LoggingDrivers: '["awslogs","awsfirelens"]' });
});

test.each([AgentPlatform.AMAZON_LINUX, AgentPlatform.BOTTLEROCKET, AgentPlatform.WINDOWS])('takes tokens on %s', (platform) => {
  const stack = new Stack(new App());
  const later = (text: string) => Lazy.string({ produce: () => text });
  const rendered = stack.resolve(render(platform, {
    attributes: { stack: later('prod') },
    reservedMemory: Size.mebibytes(Lazy.number({ produce: () => 512 })),
    containerStopTimeout: Duration.seconds(Lazy.number({ produce: () => 90 })),
  }));
  expect(rendered).toContain('512');
  expect(rendered).toContain('90s');
  expect(rendered).toContain('prod');
});

test.each<[string, AgentPlatform, AgentOptions, string]>([
  ['a clean-up that is too often', AgentPlatform.AMAZON_LINUX, { imageCleanup: { interval: Duration.minutes(5) } },
    '`imageCleanup.interval` must be at least 10 minutes, got 5 minutes'],
  ['a clean-up of no images', AgentPlatform.AMAZON_LINUX, { imageCleanup: { imagesPerCycle: 0 } },
    '`imageCleanup.imagesPerCycle` must be a whole number from 1, got 0'],
  ['an attribute of ECS', AgentPlatform.BOTTLEROCKET, { attributes: { 'ecs.os-type': 'plan9' } }, 'which do not begin with ecs., got "ecs.os-type"'],
  ['an attribute over two lines', AgentPlatform.AMAZON_LINUX, { attributes: { a: 'b\nECS_CLUSTER=other' } },
    '`attributes` must have values of 1 to 128 letters'],
  ['a variable over two lines', AgentPlatform.AMAZON_LINUX, { variables: { NO_PROXY: 'a\nECS_CONFIG' } },
    '`variables` must have values of one line, got more for NO_PROXY'],
  ['a variable that another prop sets', AgentPlatform.WINDOWS, { variables: { ECS_CLUSTER: 'other' } },
    '`variables` may not hold ECS_CLUSTER, which another prop of the agent sets'],
  ['a variable with another name', AgentPlatform.AMAZON_LINUX, { variables: { 'a;b': 'c' } },
    '`variables` must have names of capital letters, digits and _, got "a;b"'],
  ['variables on Bottlerocket', AgentPlatform.BOTTLEROCKET, { variables: { NO_PROXY: 'x' } },
    '`variables` of the agent cannot be set on Bottlerocket, got NO_PROXY'],
])('fails on %s', (_, platform, options, message) => {
  expect(() => render(platform, options)).toThrow(message);
});
