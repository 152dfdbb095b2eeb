import type { AgentSettings } from './user-data';

/** Settings of Bottlerocket that the agent's own variables have a name for. */
const NAMES: Readonly<Record<string, string>> = {
  'cluster': 'ECS_CLUSTER',
  'reserved-memory': 'ECS_RESERVED_MEMORY',
  'logging-drivers': 'ECS_AVAILABLE_LOGGING_DRIVERS',
  'enable-spot-instance-draining': 'ECS_ENABLE_SPOT_INSTANCE_DRAINING',
  'awsvpc-block-imds': 'ECS_AWSVPC_BLOCK_IMDS',
  'image-pull-behavior': 'ECS_IMAGE_PULL_BEHAVIOR',
  'enable-container-metadata': 'ECS_ENABLE_CONTAINER_METADATA',
};

/** Settings of a Bottlerocket TOML file, under the names that the agent has for them. */
export function readBottlerocketSettings(text: string): AgentSettings {
  const values = new Map<string, string | undefined>();
  const attributes: Record<string, string> = {};
  let table = '';
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[([^\]]+)\]\s*(#.*)?$/.exec(line);
    const entry = /^\s*([A-Za-z0-9_."-]+)\s*=\s*(.+?)\s*$/.exec(line);
    if (header) {
      table = normalize(header[1]);
    } else if (entry) {
      const path = table === '' ? normalize(entry[1]) : `${table}.${normalize(entry[1])}`;
      record(path, scalarText(entry[2]), values, attributes);
    }
  }
  if (Object.keys(attributes).length > 0) {
    values.set('ECS_INSTANCE_ATTRIBUTES', JSON.stringify(attributes));
  }
  return { values };
}

function record(path: string, value: string, values: Map<string, string | undefined>, attributes: Record<string, string>): void {
  const attribute = /^settings\.ecs\.instance-attributes\.(.+)$/.exec(path);
  if (attribute) {
    Object.defineProperty(attributes, attribute[1], { value, enumerable: true, configurable: true });
    return;
  }
  const key = path.startsWith('settings.ecs.') ? path.slice('settings.ecs.'.length) : undefined;
  if (key === 'allow-privileged-containers') {
    values.set('ECS_DISABLE_PRIVILEGED', value === 'true' ? 'false' : 'true');
  } else if (key !== undefined && Object.prototype.hasOwnProperty.call(NAMES, key)) {
    values.set(NAMES[key], value);
  }
}

function normalize(key: string): string {
  return key.replace(/["'\s]/g, '');
}

function scalarText(written: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'([^']*)'/.exec(written);
  return quoted ? (quoted[1] ?? quoted[2]).replace(/\\(.)/g, '$1') : written.replace(/\s+#.*$/, '');
}
