import { readBottlerocketSettings } from './bottlerocket-settings';
import { readLinuxSettings } from './linux-settings';
import { valueParts, type AgentSettings, type UserData } from './user-data';
import { readWindowsSettings } from './windows-settings';
import { assumed, known, unknown, type AgentConfig, type Ami, type Known } from '../../model';
import { renderParts } from '../intrinsics/text';
import type { Reference, TextPart } from '../intrinsics/value';

export interface ReadAgent {
  readonly config: AgentConfig;
  /** What `ECS_CLUSTER` names: pieces of text, so that a reference can be followed; undefined when it is not set. */
  readonly cluster?: readonly TextPart[];
  /** The cluster that the script hands to a command which is not part of it, where nothing else names one. */
  readonly handedOver?: Reference;
  /** Why the script may set more than was found; undefined when all of it was read. */
  readonly incomplete?: string;
  readonly script: ScriptKind;
}

export type ScriptKind = 'none' | 'linux' | 'bottlerocket' | 'windows';

export function readAgent(userData: UserData | undefined, ami: Ami, missing: string | undefined): ReadAgent {
  const script = userData ? scriptKind(userData.text, ami) : 'none';
  const settings: AgentSettings = userData ? parse(script, userData.text) : { values: new Map() };
  const cluster = settings.values.get('ECS_CLUSTER');
  const unnamed = script === 'linux' && userData !== undefined && !settings.values.has('ECS_CLUSTER');
  const handed = unnamed ? handedOver(userData) : undefined;
  const foreign = unnamed && (handed !== undefined || runsForeign(userData.text)) ? FOREIGN : undefined;
  const incomplete = missing ?? settings.incomplete ?? userData?.incomplete ?? foreign;
  const texts = new Map<string, Known<string>>();
  for (const [name, written] of [...settings.values].sort(([one], [other]) => one < other ? -1 : 1)) {
    texts.set(name, settingText(name, written, userData));
  }
  return {
    config: { ...configOf(texts, ami, incomplete), ...whole(script, userData) },
    ...(cluster !== undefined && userData ? { cluster: valueParts(cluster, userData) } : {}),
    ...(handed ? { handedOver: handed } : {}),
    ...(incomplete !== undefined ? { incomplete } : {}),
    script,
  };
}

function whole(script: ScriptKind, userData: UserData | undefined): Pick<AgentConfig, 'userData' | 'userDataKind'> {
  if (!userData || script === 'none') {
    return {};
  }
  const rendered = renderParts(valueParts(userData.text, userData));
  return { userDataKind: script, userData: 'text' in rendered ? known(rendered.text, 'UserData') : unknown(rendered.because, 'UserData') };
}

const FOREIGN = 'user data runs what is not part of it, and that may set up the agent';

function handedOver({ pieces }: UserData): Reference | undefined {
  return pieces.find((piece): piece is Reference => piece.kind === 'reference' && piece.resource.type === 'AWS::ECS::Cluster');
}

/** True where the script fetches or starts what it does not hold itself. */
function runsForeign(text: string): boolean {
  return text.split(/\r?\n/).some((line) => !/^\s*#/.test(line)
    && /\b(curl|wget|aws\s+s3(api)?|aws\s+ssm|ansible\S*|puppet|chef\S*|salt-call|git\s+clone)\s|(^|[;&|]|sudo)\s*(bash|sh|source|\.|python3?)\s+[^-\s]|^\s*(sudo\s+)?\.?\/\S+\.(sh|py)\b/.test(line));
}

function scriptKind(text: string, ami: Ami): ScriptKind {
  if (/<powershell>|Initialize-ECSAgent|SetEnvironmentVariable/i.test(text)) {
    return 'windows';
  }
  return /^\s*\[?settings\./m.test(text) || (ami.os.known && ami.os.value === 'bottlerocket') ? 'bottlerocket' : 'linux';
}

function parse(script: ScriptKind, text: string): AgentSettings {
  switch (script) {
    case 'windows':
      return readWindowsSettings(text);
    case 'bottlerocket':
      return readBottlerocketSettings(text);
    default:
      return readLinuxSettings(text);
  }
}

function settingText(name: string, written: string | undefined, userData: UserData | undefined): Known<string> {
  if (written === undefined || !userData) {
    return unknown(`user data sets ${name} in a way that is not read`, 'UserData');
  }
  const rendered = renderParts(valueParts(written, userData));
  return 'text' in rendered ? known(rendered.text, 'UserData') : unknown(rendered.because, 'UserData');
}

function configOf(texts: ReadonlyMap<string, Known<string>>, ami: Ami, incomplete: string | undefined): AgentConfig {
  const read = <T>(name: string, convert: (text: string) => T | undefined, otherwise: Known<T>): Known<T> => {
    const text = texts.get(name);
    if (!text) {
      return incomplete !== undefined ? unknown(incomplete, 'UserData') : otherwise;
    }
    const value = text.known ? convert(text.value) : undefined;
    return text.known
      ? value === undefined ? unknown(`user data sets ${name} to "${text.value}", which is not read`, 'UserData') : { ...text, value }
      : text;
  };
  const ports = (name: string): Known<readonly number[]> | undefined => texts.has(name) ? read(name, portList, unknown('')) : undefined;
  const flag = (name: string, otherwise: Known<boolean>): Known<boolean> => read(name, truth, otherwise);
  return {
    reservedMemoryMiB: read('ECS_RESERVED_MEMORY', wholeNumber, assumed(0, 'user data reserves no memory')),
    attributes: read('ECS_INSTANCE_ATTRIBUTES', attributeMap, assumed({}, 'user data sets no attributes')),
    reservedTcpPorts: ports('ECS_RESERVED_PORTS'),
    reservedUdpPorts: ports('ECS_RESERVED_PORTS_UDP'),
    loggingDrivers: read('ECS_AVAILABLE_LOGGING_DRIVERS', textList, defaultDrivers(ami)),
    gpuSupport: flag('ECS_ENABLE_GPU_SUPPORT', ami.variant.known
      ? assumed(ami.variant.value === 'gpu', 'the GPU variants of the AMI switch GPU support on')
      : unknown(ami.variant.because)),
    spotDraining: flag('ECS_ENABLE_SPOT_INSTANCE_DRAINING', assumed(false, 'Spot draining is off unless user data switches it on')),
    awsvpcBlockImds: flag('ECS_AWSVPC_BLOCK_IMDS', assumed(false, 'tasks reach instance metadata unless user data blocks it')),
    settings: Object.fromEntries(texts),
  };
}

function defaultDrivers(ami: Ami): Known<readonly string[]> {
  if (!ami.os.known) {
    return unknown(ami.os.because);
  }
  const assumption = 'what the agent of this AMI registers by itself';
  switch (ami.os.value) {
    case 'windows':
      return assumed(['json-file', 'none'], assumption);
    case 'bottlerocket':
      return assumed(['json-file', 'awslogs', 'none'], assumption);
    case 'linux-other':
      return unknown('the AMI is not an ECS-optimized one');
    default:
      return assumed(['json-file', 'syslog', 'awslogs', 'fluentd', 'none'], assumption);
  }
}

function wholeNumber(text: string): number | undefined {
  return /^\d+$/.test(text.trim()) ? Number(text) : undefined;
}

function truth(text: string): boolean | undefined {
  const value = text.trim().toLowerCase();
  return ['true', '1'].includes(value) ? true : ['false', '0'].includes(value) ? false : undefined;
}

function textList(text: string): readonly string[] | undefined {
  const parsed = parseJson(text);
  return Array.isArray(parsed) && parsed.every((item) => typeof item === 'string') ? parsed : undefined;
}

function portList(text: string): readonly number[] | undefined {
  const parsed = parseJson(text);
  return Array.isArray(parsed) && parsed.every((item) => typeof item === 'number') ? parsed : undefined;
}

function attributeMap(text: string): Readonly<Record<string, string>> | undefined {
  const parsed = parseJson(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return undefined;
  }
  return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
