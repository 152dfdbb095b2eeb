import { Token, Tokenization } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { AgentPlatform } from './agent-platform';
import { AgentInput, AgentSetting, AgentValue, agentSettings, variableText } from './agent-settings';

/** What the instance reads at its first boot, so that its agent joins the cluster as configured. */
export function agentUserData(platform: AgentPlatform, input: AgentInput): ec2.UserData {
  switch (platform) {
    case AgentPlatform.BOTTLEROCKET: return bottlerocket(input);
    case AgentPlatform.WINDOWS: return windows(input);
    default: return amazonLinux(input);
  }
}

function amazonLinux(input: AgentInput): ec2.UserData {
  const userData = ec2.UserData.forLinux();
  const lines = variables(input).map(([name, value]) => `${name}=${value}`);
  // Quoted, so that the shell expands nothing in the values.
  userData.addCommands("cat <<'ECS_CONFIG' >> /etc/ecs/ecs.config", ...lines, 'ECS_CONFIG');
  return userData;
}

/** Task networking and task roles are off on Windows unless the agent is initialized with them. */
function windows(input: AgentInput): ec2.UserData {
  const userData = ec2.UserData.forWindows();
  const [[, cluster], ...rest] = variables(input).filter(([name]) => name !== 'ECS_AWSVPC_BLOCK_IMDS');
  const drivers = input.options.logDrivers ?? ['json-file', 'awslogs'];
  userData.addCommands(
    ...rest.map(([name, value]) => `[Environment]::SetEnvironmentVariable(${quoted(name)}, ${quoted(value)}, 'Machine')`),
    'Import-Module ECSTools',
    `Initialize-ECSAgent -Cluster ${quoted(cluster)} -EnableTaskIAMRole -EnableTaskENI -AwsvpcBlockIMDS ` +
      `-LoggingDrivers ${quoted(JSON.stringify(drivers))}`,
  );
  return userData;
}

function bottlerocket(input: AgentInput): ec2.UserData {
  if (Object.keys(input.options.variables ?? {}).length > 0) {
    throw new Error(`\`variables\` of the agent cannot be set on Bottlerocket, got ${Object.keys(input.options.variables ?? {}).join(', ')}`);
  }
  const settings = agentSettings(input);
  const plain = settings.filter((setting) => !isMap(setting.value) && setting.key);
  const maps = settings.filter((setting) => isMap(setting.value));
  return ec2.UserData.custom([
    '[settings.ecs]',
    ...plain.map((setting) => `${setting.key} = ${toml(setting.value)}`),
    ...maps.flatMap((setting) => ['', `[settings.ecs.${setting.key}]`, ...tomlEntries(setting)]),
    ...(input.warmPool ? ['', '[settings.autoscaling]', 'should-wait = true'] : []),
    '',
  ].join('\n'));
}

function variables(input: AgentInput): (readonly [string, string])[] {
  const known = agentSettings(input).map((setting) => [setting.variable, variableText(setting)] as const);
  const more = Object.entries(input.options.variables ?? {});
  more.forEach(([name, value]) => checkVariable(name, value, known.map(([each]) => each)));
  return [...known, ...more];
}

function checkVariable(name: string, value: string, taken: readonly string[]): void {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) throw new Error(`\`variables\` must have names of capital letters, digits and _, got ${JSON.stringify(name)}`);
  if (taken.includes(name)) throw new Error(`\`variables\` may not hold ${name}, which another prop of the agent sets`);
  if (!Token.isUnresolved(value) && /[\r\n]/.test(value)) throw new Error(`\`variables\` must have values of one line, got more for ${name}`);
}

function isMap(value: AgentValue): value is Readonly<Record<string, string>> {
  return typeof value === 'object' && !Array.isArray(value);
}

/** JSON strings and lists of strings are TOML as well. */
function toml(value: AgentValue): string {
  return typeof value === 'number' ? Tokenization.stringifyNumber(value) : JSON.stringify(value);
}

function tomlEntries(setting: AgentSetting): string[] {
  return Object.entries(setting.value).map(([name, value]) => `${JSON.stringify(name)} = ${JSON.stringify(value)}`);
}

/** PowerShell takes everything between single quotes as it is; a quote is doubled. */
function quoted(text: string): string {
  return `'${text.replace(/'/g, "''")}'`;
}
