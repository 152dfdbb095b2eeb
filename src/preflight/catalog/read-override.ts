import type { Accelerator, Gpus, InstanceTypeFacts } from '../../facts/instance-types/instance-type-facts';

export type OverrideRead = { readonly facts: InstanceTypeFacts } | { readonly errors: readonly string[] };

/** One property of an override: whether a value is allowed, and what is. */
interface Field {
  readonly accepts: (value: unknown) => boolean;
  readonly allowed: string;
}

const whole = (least: number): Field => ({
  accepts: (value) => Number.isSafeInteger(value) && (value as number) >= least,
  allowed: `a whole number of at least ${least}`,
});
const truth: Field = { accepts: (value) => typeof value === 'boolean', allowed: 'true or false' };
const oneOf = (...words: string[]): Field => ({ accepts: (value) => words.includes(value as string), allowed: `one of ${words.join(', ')}` });

const FIELDS: Readonly<Record<string, Field>> = {
  vcpu: whole(1),
  memoryMiB: whole(1),
  registeredMemoryMiB: whole(1),
  maxEni: whole(1),
  trunkTaskLimit: whole(0),
  architectures: {
    accepts: (value) => Array.isArray(value) && value.length > 0 && value.every((item) => ARCHITECTURES.includes(item)),
    allowed: 'a list of x86_64, arm64, i386, x86_64_mac, arm64_mac',
  },
  gpus: { accepts: isGpus, allowed: 'an object with a whole count and, above 0, a model' },
  otherAccelerators: { accepts: (value) => Array.isArray(value) && value.every(isAccelerator), allowed: 'a list of objects with name and count' },
  burstable: truth,
  bareMetal: truth,
  hypervisor: oneOf('nitro', 'xen'),
  onDemandUsdPerHour: { accepts: (value) => Number.isFinite(value) && (value as number) >= 0, allowed: 'a number of dollars an hour' },
  availability: oneOf('offered', 'retired', 'announced'),
};

const ARCHITECTURES: readonly unknown[] = ['x86_64', 'arm64', 'i386', 'x86_64_mac', 'arm64_mac'];

/** Without these a type that the catalog does not know cannot be judged. */
const NEEDED = ['vcpu', 'memoryMiB', 'architectures', 'maxEni'] as const;

/** Checks one entry and lays it over what is known of the type. */
export function readOverride(name: string, entry: Readonly<Record<string, unknown>>, base: InstanceTypeFacts | undefined): OverrideRead {
  const errors = [...nameErrors(name), ...fieldErrors(name, entry)];
  const missing = base === undefined ? NEEDED.filter((field) => !Object.hasOwn(entry, field)) : [];
  if (missing.length > 0) errors.push(`${name}: the catalog does not know this type, so the entry needs ${missing.join(', ')}`);
  if (errors.length > 0) return { errors };
  const facts = { ...EMPTY, ...base, ...entry, name } as InstanceTypeFacts;
  if (facts.registeredMemoryMiB !== undefined && facts.registeredMemoryMiB > facts.memoryMiB) {
    return { errors: [`${name}: registeredMemoryMiB must be at most memoryMiB, got ${facts.registeredMemoryMiB} of ${facts.memoryMiB}`] };
  }
  return { facts };
}

const EMPTY = { trunkTaskLimit: 0, gpus: { count: 0 }, otherAccelerators: [], burstable: false, bareMetal: false, availability: 'offered' };

function nameErrors(name: string): readonly string[] {
  return /^[a-z0-9-]{1,30}\.[a-z0-9-]{1,30}$/.test(name) ? [] : [`${name}: must be the API name of an instance type, such as m6i.large`];
}

function fieldErrors(name: string, entry: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(entry).sort().flatMap((key) => {
    if (!Object.hasOwn(FIELDS, key)) return [`${name}: knows no ${key}; allowed are ${Object.keys(FIELDS).join(', ')}`];
    return FIELDS[key].accepts(entry[key]) ? [] : [`${name}: ${key} must be ${FIELDS[key].allowed}, got ${JSON.stringify(entry[key])}`];
  });
}

function isGpus(value: unknown): boolean {
  const gpus = value as Partial<Gpus> | null;
  return typeof gpus === 'object' && gpus !== null && whole(0).accepts(gpus.count) && (gpus.count === 0 || typeof gpus.model === 'string');
}

function isAccelerator(value: unknown): boolean {
  const accelerator = value as Partial<Accelerator> | null;
  return typeof accelerator === 'object' && accelerator !== null && typeof accelerator.name === 'string' && whole(1).accepts(accelerator.count);
}
