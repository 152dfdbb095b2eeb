import type { AgentSettings } from './user-data';

/** Switches of `Initialize-ECSAgent` and the variables that they set. */
const SWITCHES: Readonly<Record<string, string>> = {
  enabletaskiamrole: 'ECS_ENABLE_TASK_IAM_ROLE',
  enabletaskeni: 'ECS_ENABLE_TASK_ENI',
  awsvpcblockimds: 'ECS_AWSVPC_BLOCK_IMDS',
};

/** Settings that a PowerShell script makes: variables of the machine, and arguments of `Initialize-ECSAgent`. */
export function readWindowsSettings(text: string): AgentSettings {
  const values = new Map<string, string | undefined>();
  for (const line of text.split(/\r?\n/).filter((each) => !/^\s*#/.test(each))) {
    const variable = /SetEnvironmentVariable\(\s*["'](ECS_[A-Z0-9_]+)["']\s*,\s*(.*?)\s*,\s*["']?(?:\[[^\]]*\]::)?Machine["']?\s*\)/i.exec(line)
      ?? /\$env:(ECS_[A-Z0-9_]+)\s*=\s*(.*?)\s*;?\s*$/i.exec(line);
    if (variable) {
      values.set(variable[1].toUpperCase(), quotedText(variable[2]));
    }
    readInitialize(line, values);
  }
  return { values };
}

function readInitialize(line: string, values: Map<string, string | undefined>): void {
  const call = /Initialize-ECSAgent\b(.*)$/i.exec(line);
  if (!call) {
    return;
  }
  const cluster = /-Cluster\s+("[^"]*"|'[^']*'|\S+?)(?=\s|<|;|$)/i.exec(call[1]);
  if (cluster) {
    values.set('ECS_CLUSTER', quotedText(cluster[1]));
  }
  const drivers = /-LoggingDrivers\s+("[^"]*"|'[^']*')/i.exec(call[1]);
  if (drivers) {
    values.set('ECS_AVAILABLE_LOGGING_DRIVERS', quotedText(drivers[1]));
  }
  for (const [name, setting] of Object.entries(SWITCHES)) {
    if (new RegExp(`-${name}\\b`, 'i').test(call[1])) {
      values.set(setting, 'true');
    }
  }
}

/** A literal; a variable or an expression of the script is not known. */
function quotedText(written: string): string | undefined {
  const single = /^'([^']*)'$/.exec(written);
  if (single) {
    return single[1];
  }
  const double = /^"([^"]*)"$/.exec(written);
  if (double) {
    return double[1].includes('$') ? undefined : double[1].replace(/`(.)/g, '$1');
  }
  const value = written.startsWith('$') && !/^\$(true|false)$/i.test(written) ? undefined : written.replace(/^\$/, '');
  return value;
}
